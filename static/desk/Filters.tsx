/** Shows what can be asked of the desk; every choice asks at once, and is kept in the address. */
import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '../parts/Icon';
import { useWording } from '../parts/Says';
import { SiteLink } from '../parts/SiteLink';
import { kinds, sorts, stages, type Ask } from './address';
import { jqlOf } from './jql';

/** The rows that people come for, each a choice of its own. */
const views = ['all', 'mine', 'agent', 'approver', 'customer', 'sre', 'lead', 'stuck'] as const;
type View = (typeof views)[number];

const viewOf = ({ mine, stuck, turn }: Ask): View => (mine ? 'mine' : stuck ? 'stuck' : turn && turn !== 'nobody' ? turn : 'all');

function withView({ mine: _mine, stuck: _stuck, turn: _turn, ...rest }: Ask, chosen: View): Ask {
  if (chosen === 'all') return rest;
  if (chosen === 'mine') return { ...rest, mine: true };
  return chosen === 'stuck' ? { ...rest, stuck: true } : { ...rest, turn: chosen };
}

const flagged = ['any', 'flagged', 'overdue'] as const;
const flaggedOf = (ask: Ask): (typeof flagged)[number] => (ask.flagged ? 'flagged' : ask.overdue ? 'overdue' : 'any');

function Choice<Value extends string>({ label, value, options, onChoose }: { label: string; value: Value; options: readonly { readonly value: Value; readonly label: string }[]; onChoose: (value: Value) => void }): ReactNode {
  return (
    <select
      className="select select--auto"
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen) onChoose(chosen.value);
      }}
    >
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  );
}

function Search({ text, onSearch }: { text: string; onSearch: (text: string) => void }): ReactNode {
  const { t } = useWording();
  const [typed, setTyped] = useState(text);
  useEffect(() => { setTyped(text); }, [text]);
  return (
    <form className="search" onSubmit={(event) => { event.preventDefault(); onSearch(typed.trim()); }}>
      <Icon name="search" />
      <input className="input" type="search" aria-label={t('ui.desk.search')} placeholder={t('ui.desk.search')} value={typed} maxLength={100} onChange={(event) => {
        setTyped(event.currentTarget.value);
        if (event.currentTarget.value === '' && text !== '') onSearch('');
      }} />
    </form>
  );
}

export function Filters({ asked, projectKey, onChoose }: { asked: Ask; projectKey: string; onChoose: (ask: Ask) => void }): ReactNode {
  const { t, say } = useWording();
  const { stage, kind } = asked;
  const named = (prefix: string, values: readonly string[], suffix = ''): { value: string; label: string }[] => values.map((value) => ({ value, label: say({ code: `${prefix}.${value}${suffix}`, params: {} }) }));
  const without = (name: 'stage' | 'kind' | 'text'): Ask => {
    const { [name]: _gone, ...rest } = asked;
    return rest;
  };
  const { flagged: _flagged, overdue: _overdue, ...unmarked } = asked;
  return (
    <div className="bar" role="search" aria-label={t('ui.desk.filters')}>
      <Search text={asked.text ?? ''} onSearch={(text) => { onChoose(text === '' ? without('text') : { ...asked, text }); }} />
      <Choice label={t('ui.desk.turn')} value={viewOf(asked)} options={views.map((value) => ({ value, label: t(`ui.desk.view.${value}`) }))} onChoose={(value) => { onChoose(withView(asked, value)); }} />
      <Choice label={t('ui.desk.stage')} value={stage ?? ''} options={[{ value: '', label: t('ui.desk.any-stage') }, ...named('stage', stages)]} onChoose={(value) => { onChoose(value === '' ? without('stage') : { ...asked, stage: value as NonNullable<Ask['stage']> }); }} />
      <Choice label={t('ui.desk.kind')} value={kind ?? ''} options={[{ value: '', label: t('ui.desk.any-kind') }, ...named('kind', kinds, '.title')]} onChoose={(value) => { onChoose(value === '' ? without('kind') : { ...asked, kind: value as NonNullable<Ask['kind']> }); }} />
      <Choice label={t('ui.desk.flags')} value={flaggedOf(asked)} options={flagged.map((value) => ({ value, label: t(`ui.desk.flagged.${value}`) }))} onChoose={(value) => { onChoose({ ...unmarked, ...(value !== 'any' && { [value]: true }) }); }} />
      <Choice label={t('ui.desk.sort')} value={asked.sort} options={sorts.map((value) => ({ value, label: t(`ui.desk.sort.${value}`) }))} onChoose={(sort) => { onChoose({ ...asked, sort }); }} />
      <Choice label={t('ui.desk.standing')} value={asked.standing} options={(['open', 'ended'] as const).map((value) => ({ value, label: t(`ui.desk.standing.${value}`) }))} onChoose={(standing) => { onChoose({ ...asked, standing }); }} />
      <div className="bar__end"><SiteLink to={`/issues/?jql=${encodeURIComponent(jqlOf(projectKey, asked))}`}>{t('ui.desk.jira')}</SiteLink></div>
    </div>
  );
}
