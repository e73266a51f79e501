/** Lets an admin change one step: what shows that it is done, when it applies, who does it, which gate waits for it. */
import type { ReactNode } from 'react';
import type { CheckShape, GateName, Rules, Step } from '../../src/contract';
import { Button } from '../parts/Button';
import { Field } from '../parts/Field';
import { Icon } from '../parts/Icon';
import { Lozenge } from '../parts/Lozenge';
import { RefusalMessage } from '../parts/RefusalMessage';
import { useWording } from '../parts/Says';
import { CheckSettings } from './CheckSettings';
import { ConditionEditor } from './ConditionEditor';
import { evidenceKinds, variantIn, variantsOf } from './evidence-choice';
import { readingOf, titleOfStep } from './rule-words';
import { Choice, permissionOptions, Typed } from './SettingField';
import { isSame } from './setting-table';
import type { Tried } from './use-pages';
import { stages, withMovedStep, withoutStep, withStage, withStep } from './step-edits';

const gates = ['proceed', 'hand-off', 'start-work', 'deliver', 'dispose', 'close'] as const satisfies readonly GateName[];

type Edit = (change: (rules: Rules) => Rules) => void;

function Head({ rules, step, usual, edit, mark }: { rules: Rules; step: Step; usual: Rules; edit: Edit; mark: ReactNode }): ReactNode {
  const wording = useWording();
  const { t } = wording;
  const title = titleOfStep(wording, step);
  const usually = usual.steps.find(({ id }) => id === step.id);
  const among = rules.steps.filter(({ stage }) => stage === step.stage);
  const place = among.indexOf(step);
  return (
    <div className="editor__head">
      <h2 className="h-s">{title}</h2>
      {mark}
      {step.mandatory ? null : <Lozenge>{t('ui.rules.optional')}</Lozenge>}
      <div className="btns">
        {place > 0 ? <Button small look="subtle" label={t('ui.step.up.of', { step: title })} onPress={() => { edit((before) => withMovedStep(before, step.id, -1)); }}>{t('ui.step.up')}</Button> : null}
        {place < among.length - 1 ? <Button small look="subtle" label={t('ui.step.down.of', { step: title })} onPress={() => { edit((before) => withMovedStep(before, step.id, 1)); }}>{t('ui.step.down')}</Button> : null}
        {usually && !isSame(usually, step) ? <Button small look="subtle" label={t('ui.set.reset.of', { what: title })} onPress={() => { edit((before) => withStep(before, step.id, () => usually)); }}>{t('ui.set.reset')}</Button> : null}
        <Button small look="subtle" label={t('ui.step.remove.of', { step: title })} onPress={() => { edit((before) => withoutStep(before, step.id)); }}>{t('ui.step.remove')}</Button>
      </div>
    </div>
  );
}

/** To how many requests the step would have applied, where the rehearsal has said so; else the way to it. */
function Applied({ step, tried, onCount }: { step: string; tried: Tried | undefined; onCount: () => void }): ReactNode {
  const { t } = useWording();
  if (!tried) return <Button small look="subtle" onPress={onCount}>{t('ui.reads.count')}</Button>;
  if (tried.refusal) return <RefusalMessage refusal={tried.refusal} />;
  return <span role="status">{tried.underWay ? t('ui.reads.counting', { looked: tried.looked }) : t('ui.reads.applied', { applied: tried.applied[step] ?? 0, looked: tried.looked })}</span>;
}

export function StepEditor({ rules, step, usual, checks, edit, mark, tried, onCount }: { rules: Rules; step: Step; usual: Rules; checks: readonly CheckShape[]; edit: Edit; mark: ReactNode; tried: Tried | undefined; onCount: () => void }): ReactNode {
  const wording = useWording();
  const { t, say } = wording;
  const set = (change: (step: Step) => Step): void => { edit((before) => withStep(before, step.id, change)); };
  const without = (name: 'title' | 'guidance' | 'when') => ({ [name]: _gone, ...rest }: Step): Step => rest;
  const variants = variantsOf(step.done.by, wording, rules, checks);
  const overridable = rules.policies.overridable.includes(step.id);
  const { done } = step;
  const shape = done.by === 'check' ? checks.find(({ id }) => id === done.check) : undefined;
  return (
    <section className="card" aria-label={titleOfStep(wording, step)}>
      <Head rules={rules} step={step} usual={usual} edit={edit} mark={mark} />
      <div className="editor__body" key={step.id}>
        <div className="grid2">
          <Field label={t('ui.step.title')} help={t('ui.step.title.help')}>{(ids) => <Typed ids={ids} value={step.title ?? ''} placeholder={titleOfStep(wording, { id: step.id })} onChange={(title) => { set(title.trim() === '' ? without('title') : (one) => ({ ...one, title })); }} />}</Field>
          <Field label={t('ui.step.stage')}>{(ids) => <Choice ids={ids} value={step.stage} options={stages.map((stage) => ({ value: stage, label: say({ code: `stage.${stage}`, params: {} }) }))} onChange={(stage) => { edit((before) => withStage(before, step.id, stage)); }} />}</Field>
        </div>
        <ConditionEditor rules={rules} step={step} checks={checks} onChange={(when) => { set(when ? (one) => ({ ...one, when }) : without('when')); }} />
        <div className="grid3">
          <Field label={t('ui.rules.evidence')} help={t('ui.rules.evidence.help')}>{(ids) => (
            <Choice
              ids={ids}
              value={done.by}
              options={evidenceKinds.filter((by) => variantsOf(by, wording, rules, checks).length > 0).map((by) => ({ value: by, label: t('ui.evidence.kind', { by }) }))}
              onChange={(by) => { const [first] = variantsOf(by, wording, rules, checks); if (first) set((one) => ({ ...one, done: first.done })); }}
            />
          )}</Field>
          {variants.length > 1 ? <Field label={t('ui.evidence.which')}>{(ids) => <Choice ids={ids} value={variantIn(done)} options={variants} onChange={(value) => { const chosen = variants.find((one) => one.value === value); if (chosen) set((one) => ({ ...one, done: chosen.done })); }} />}</Field> : null}
          <Field label={t('ui.rules.who')} help={t('ui.rules.who.help')}>{(ids) => <Choice ids={ids} value={step.who} options={permissionOptions(wording)} onChange={(who) => { set((one) => ({ ...one, who })); }} />}</Field>
          <Field label={t('ui.rules.before')}>{(ids) => <Choice ids={ids} value={step.before} options={gates.map((gate) => ({ value: gate, label: say({ code: `gate.${gate}`, params: {} }) }))} onChange={(before) => { set((one) => ({ ...one, before })); }} />}</Field>
        </div>
        {shape && done.by === 'check' && shape.settings.length > 0 ? <CheckSettings shape={shape} settings={done.settings} onChange={(settings) => { set((one) => ({ ...one, done: { ...done, settings } })); }} /> : null}
        <fieldset className="days">
          <legend className="vh">{t('ui.step.more')}</legend>
          <label className="check"><input type="checkbox" checked={step.mandatory} onChange={(event) => { const { checked } = event.target; set((one) => ({ ...one, mandatory: checked })); }} />{t('ui.step.mandatory')}</label>
          <label className="check"><input type="checkbox" checked={step.secondPerson} onChange={(event) => { const { checked } = event.target; set((one) => ({ ...one, secondPerson: checked })); }} />{t('ui.step.second')}</label>
          <label className="check"><input type="checkbox" checked={overridable} onChange={(event) => { const { checked } = event.target; edit((before) => ({ ...before, policies: { ...before.policies, overridable: checked ? [...before.policies.overridable, step.id] : before.policies.overridable.filter((id) => id !== step.id) } })); }} />{t('ui.rules.override')}</label>
        </fieldset>
        <Field label={t('ui.rules.guidance')} help={t('ui.step.guidance.help')}>{(ids) => <Typed ids={ids} lines={2} value={step.guidance ?? ''} onChange={(guidance) => { set(guidance.trim() === '' ? without('guidance') : (one) => ({ ...one, guidance })); }} />}</Field>
        <div className="reads"><Icon name="info" /><div>{t('ui.rules.reads')} <b>{readingOf(wording, rules, step)}</b>{step.when ? <> <Applied step={step.id} tried={tried} onCount={onCount} /></> : null}</div></div>
      </div>
    </section>
  );
}
