/** Lets an admin choose when a step applies, fact by fact, never typing code. */
import type { ReactNode } from 'react';
import type { CheckShape, Rules, Step } from '../../src/contract';
import { Button } from '../parts/Button';
import { useWording } from '../parts/Says';
import { comparedBy, editionsOf, factOf, firstAbout, howOf, kinds, outcomes, valuesOf, waysOf, withValues, type Comparison, type Condition } from './condition-edits';
import { titleOfCheck, titleOfStep } from './rule-words';
import { Choice, Whole } from './SettingField';

type Option = { readonly value: string; readonly label: string };

/** A field whose label is heard and not seen: the row reads as a sentence. */
const named = (id: string, label: string): { id: string } => ({ id, 'aria-label': label }) as { id: string };

function useOptions(rules: Rules, step: Step, checks: readonly CheckShape[]): { facts: readonly Option[]; valuesFor: (one: Comparison) => readonly Option[] } {
  const wording = useWording();
  const { t, say } = wording;
  const yesNo: readonly Option[] = [{ value: 'yes', label: t('ui.yes') }, { value: 'no', label: t('ui.no') }];
  const asTheyAre = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, label: value }));
  // A step that waited for its own answer would never be asked.
  const questions = rules.steps.filter(({ id, done }) => done.by === 'answer' && id !== step.id);
  return {
    facts: [
      { value: 'kind', label: t('ui.cond.kind') },
      { value: 'product', label: t('ui.cond.product') },
      { value: 'enterprise', label: t('ui.cond.enterprise') },
      { value: 'edition', label: t('ui.cond.edition') },
      { value: 'users', label: t('ui.cond.users') },
      ...questions.map((question) => ({ value: `answer:${question.id}`, label: t('ui.cond.answer', { step: titleOfStep(wording, question) }) })),
      ...checks.map(({ id }) => ({ value: `verdict:${id}`, label: t('ui.cond.verdict', { check: titleOfCheck(wording, id) }) })),
    ],
    valuesFor: (one) => {
      if (one.fact === 'kind') return kinds.map((kind) => ({ value: kind, label: say({ code: `kind.${kind}.title`, params: {} }) }));
      if (one.fact === 'product') return asTheyAre(rules.products);
      if (one.fact === 'edition') return asTheyAre(editionsOf(rules));
      if (one.fact === 'verdict') return outcomes.map((outcome) => ({ value: outcome, label: t('ui.cond.outcome', { outcome }) }));
      return yesNo;
    },
  };
}

function Values({ one, nth, options, onChange }: { one: Comparison; nth: number; options: readonly Option[]; onChange: (one: Comparison) => void }): ReactNode {
  const { t } = useWording();
  const values = valuesOf(one);
  const ids = named(`cond-${String(nth)}-value`, t('ui.cond.value', { nth }));
  const how = howOf(one);
  if (one.fact === 'users') return <Whole ids={ids} least={1} most={10_000_000} value={one.from} onChange={(next) => { onChange(withValues(one, [String(next)])); }} />;
  if (how !== 'one-of' && how !== 'none-of') return <Choice ids={ids} value={values[0] ?? ''} options={options} onChange={(value) => { onChange(withValues(one, [value])); }} />;
  // What was chosen once and is no longer offered stays in sight, to be taken out.
  const all = [...options, ...values.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: value }))];
  return (
    <fieldset className="days">
      <legend className="vh">{t('ui.cond.value', { nth })}</legend>
      {all.map(({ value, label }) => (
        <label className="check" key={value}>
          <input type="checkbox" checked={values.includes(value)} onChange={(event) => { const { checked } = event.target; onChange(withValues(one, all.map((option) => option.value).filter((other) => (other === value ? checked : values.includes(other))))); }} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

export function ConditionEditor({ rules, step, checks, onChange }: { rules: Rules; step: Step; checks: readonly CheckShape[]; onChange: (when: Condition | undefined) => void }): ReactNode {
  const { t } = useWording();
  const { facts, valuesFor } = useOptions(rules, step, checks);
  const { when } = step;
  const of = when?.of ?? [];
  const join = when?.join ?? 'any';
  const set = (next: readonly Comparison[]): void => { onChange(next.length === 0 ? undefined : { join, of: [...next] }); };
  return (
    <fieldset className="conds">
      <legend className="vh">{t('ui.cond.legend')}</legend>
      <div className="conds__top">
        <b>{t('ui.cond.applies')}</b>
        {of.length < 2 ? <span>{t(of.length === 0 ? 'ui.cond.always' : 'ui.cond.one')}</span> : (
          <select className="select select--auto" aria-label={t('ui.cond.join')} value={join} onChange={(event) => { onChange({ join: event.target.value === 'all' ? 'all' : 'any', of: [...of] }); }}>
            <option value="any">{t('ui.cond.any')}</option>
            <option value="all">{t('ui.cond.all')}</option>
          </select>
        )}
      </div>
      {of.map((one, at) => {
        const nth = at + 1;
        const put = (next: Comparison): void => { set(of.map((other, place) => (place === at ? next : other))); };
        return (
          <div className="cond" key={at}>
            <span className="cond__join">{at === 0 ? '' : t(join === 'any' ? 'ui.cond.or' : 'ui.cond.and')}</span>
            <Choice ids={named(`cond-${String(nth)}-fact`, t('ui.cond.fact', { nth }))} value={factOf(one)} options={facts} onChange={(fact) => { put(firstAbout(fact, rules)); }} />
            <Choice ids={named(`cond-${String(nth)}-how`, t('ui.cond.how', { nth }))} value={howOf(one)} options={waysOf(one).map((how) => ({ value: how, label: t(`ui.cond.${how}`) }))} onChange={(how) => { put(comparedBy(one, how)); }} />
            <Values one={one} nth={nth} options={valuesFor(one)} onChange={put} />
            <Button small look="subtle" icon="delete" label={t('ui.cond.remove', { nth })} onPress={() => { set(of.filter((_, place) => place !== at)); }} />
          </div>
        );
      })}
      {of.length < 10 ? <div><Button small look="subtle" onPress={() => { set([...of, { fact: 'kind', is: 'data-dump' }]); }}>{t('ui.cond.add')}</Button></div> : null}
    </fieldset>
  );
}
