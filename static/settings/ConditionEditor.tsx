/** Lets an admin choose when a step applies, fact by fact, never typing code. */
import type { ReactNode } from 'react';
import type { CheckShape, Rules, Step } from '../../src/contract';
import { Button } from '../parts/Button';
import { useWording } from '../parts/Says';
import { titleOfStep } from './rule-words';
import { Choice } from './SettingField';

type Condition = NonNullable<Step['when']>;
type Comparison = Condition['of'][number];
type Option = { readonly value: string; readonly label: string };

const outcomes = ['pass', 'warn', 'fail', 'unknown'] as const;
const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const;

/** What a comparison is about, as one value of a list. */
const factOf = (one: Comparison): string => (one.fact === 'answer' ? `answer:${one.step}` : one.fact === 'verdict' ? `verdict:${one.check}` : one.fact);

function firstAbout(fact: string, { products }: Rules): Comparison {
  const [name, of = ''] = fact.split(':');
  switch (name) {
    case 'product':
      return { fact: 'product', is: products[0] ?? '' };
    case 'enterprise':
      return { fact: 'enterprise', is: true };
    case 'answer':
      return { fact: 'answer', step: of, is: 'yes' };
    case 'verdict':
      return { fact: 'verdict', check: of, is: 'warn' };
    default:
      return { fact: 'kind', is: 'data-dump' };
  }
}

function withValue(one: Comparison, value: string): Comparison {
  switch (one.fact) {
    case 'kind':
      return { ...one, is: kinds.find((kind) => kind === value) ?? one.is };
    case 'product':
      return { ...one, is: value };
    case 'enterprise':
      return { ...one, is: value === 'yes' };
    case 'answer':
      return { ...one, is: value === 'no' ? 'no' : 'yes' };
    case 'verdict':
      return { ...one, is: outcomes.find((outcome) => outcome === value) ?? one.is };
  }
}

const valueOf = (one: Comparison): string => (one.fact === 'enterprise' ? (one.is ? 'yes' : 'no') : one.is);

function useOptions(rules: Rules, step: Step, checks: readonly CheckShape[]): { facts: readonly Option[]; valuesFor: (one: Comparison) => readonly Option[] } {
  const wording = useWording();
  const { t, say } = wording;
  const yesNo: readonly Option[] = [{ value: 'yes', label: t('ui.yes') }, { value: 'no', label: t('ui.no') }];
  // A step that waited for its own answer would never be asked.
  const questions = rules.steps.filter(({ id, done }) => done.by === 'answer' && id !== step.id);
  return {
    facts: [
      { value: 'kind', label: t('ui.cond.kind') },
      { value: 'product', label: t('ui.cond.product') },
      { value: 'enterprise', label: t('ui.cond.enterprise') },
      ...questions.map((question) => ({ value: `answer:${question.id}`, label: t('ui.cond.answer', { step: titleOfStep(wording, question) }) })),
      ...checks.map(({ id, title }) => ({ value: `verdict:${id}`, label: t('ui.cond.verdict', { check: title }) })),
    ],
    valuesFor: (one) => {
      if (one.fact === 'kind') return kinds.map((kind) => ({ value: kind, label: say({ code: `kind.${kind}.title`, params: {} }) }));
      if (one.fact === 'product') return rules.products.map((product) => ({ value: product, label: product }));
      if (one.fact === 'verdict') return outcomes.map((outcome) => ({ value: outcome, label: t('ui.cond.outcome', { outcome }) }));
      return yesNo;
    },
  };
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
      {of.map((one, at) => (
        <div className="cond" key={at}>
          <span className="cond__join">{at === 0 ? '' : t(join === 'any' ? 'ui.cond.or' : 'ui.cond.and')}</span>
          <Choice ids={{ id: `cond-${String(at)}-fact`, 'aria-label': t('ui.cond.fact', { nth: at + 1 }) } as { id: string }} value={factOf(one)} options={facts} onChange={(fact) => { set(of.map((other, nth) => (nth === at ? firstAbout(fact, rules) : other))); }} />
          <span className="cond__is">{t('ui.cond.is')}</span>
          <Choice ids={{ id: `cond-${String(at)}-value`, 'aria-label': t('ui.cond.value', { nth: at + 1 }) } as { id: string }} value={valueOf(one)} options={valuesFor(one)} onChange={(value) => { set(of.map((other, nth) => (nth === at ? withValue(other, value) : other))); }} />
          <Button small look="subtle" icon="delete" label={t('ui.cond.remove', { nth: at + 1 })} onPress={() => { set(of.filter((_, nth) => nth !== at)); }} />
        </div>
      ))}
      {of.length < 10 ? <div><Button small look="subtle" onPress={() => { set([...of, { fact: 'kind', is: 'data-dump' }]); }}>{t('ui.cond.add')}</Button></div> : null}
    </fieldset>
  );
}
