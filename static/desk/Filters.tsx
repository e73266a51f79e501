/** Shows what can be asked of the desk; every choice asks at once, and is kept in the address. */
import { useEffect, useState, type ReactNode } from 'react';
import type { DeskCounts } from '../../src/contract';
import { Icon } from '../parts/Icon';
import { useWording } from '../parts/Says';
import { Segmented } from '../parts/Segmented';
import { SiteLink } from '../parts/SiteLink';
import { kinds, sorts, stages, type Ask } from './address';
import { jqlOf } from './jql';

/** The rows that people come for, each a choice of its own. */
const views = ['all', 'mine', 'agent', 'approver', 'customer', 'sre', 'lead', 'nobody', 'stuck'] as const;
type View = (typeof views)[number];

const viewOf = ({ mine, stuck, turn }: Ask): View => (mine ? 'mine' : stuck ? 'stuck' : (turn ?? 'all'));

function withView({ mine: _mine, stuck: _stuck, turn: _turn, ...rest }: Ask, chosen: View): Ask {
  if (chosen === 'all') return rest;
  if (chosen === 'mine') return { ...rest, mine: true };
  return chosen === 'stuck' ? { ...rest, stuck: true } : { ...rest, turn: chosen };
}

/** What ended is nobody's turn, and has its own order. */
const endedOf = ({ mine: _mine, stuck: _stuck, turn: _turn, flagged: _flagged, overdue: _overdue, ...rest }: Ask): Ask => ({ ...rest, sort: 'due', standing: 'ended' });

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

type Chosen = { readonly asked: Ask; readonly counts?: DeskCounts | undefined; readonly onChoose: (ask: Ask) => void };

/** A choice with how many it would show; where not all were counted, “at least”, and nothing rather than “at least none”. */
function useCounted(counts: DeskCounts | undefined): (name: string, of: (counts: DeskCounts) => number) => string {
  const { t } = useWording();
  return (name, of) => {
    const count = counts && of(counts);
    if (count === undefined || (count === 0 && counts?.more)) return name;
    return t('ui.desk.counted', { name, count, more: counts?.more ? 'yes' : 'no' });
  };
}

function Turns({ asked, counts, onChoose }: Chosen): ReactNode {
  const { t } = useWording();
  const counted = useCounted(counts);
  const chosen = viewOf(asked);
  // That nobody is waited for is rare: a choice only where it says something.
  const shown = views.filter((view) => view !== 'nobody' || chosen === view || (counts?.turns.nobody ?? 0) > 0);
  return <Segmented name="turn" legend={t('ui.desk.turn')} quiet value={chosen} options={shown.map((value) => ({ value, label: counted(t(`ui.desk.view.${value}`), ({ turns }) => turns[value]) }))} onChoose={(value) => { onChoose(withView(asked, value)); }} />;
}

function Marks({ asked, counts, onChoose }: Chosen): ReactNode {
  const { t } = useWording();
  const counted = useCounted(counts);
  const { flagged: _flagged, overdue: _overdue, ...unmarked } = asked;
  const labelOf = (value: (typeof flagged)[number]): string => (value === 'any' ? t('ui.desk.flagged.any') : counted(t(`ui.desk.flagged.${value}`), ({ flags }) => flags[value]));
  return <Choice label={t('ui.desk.flags')} value={flaggedOf(asked)} options={flagged.map((value) => ({ value, label: labelOf(value) }))} onChoose={(value) => { onChoose({ ...unmarked, ...(value !== 'any' && { [value]: true }) }); }} />;
}

export function Filters({ asked, counts, projectKey, onChoose }: Chosen & { projectKey: string }): ReactNode {
  const { t, say } = useWording();
  const counted = useCounted(counts);
  const { stage, kind, standing } = asked;
  const without = (name: 'stage' | 'kind' | 'text'): Ask => {
    const { [name]: _gone, ...rest } = asked;
    return rest;
  };
  const inStages = stages.map((value) => ({ value, label: counted(say({ code: `stage.${value}`, params: {} }), (known) => known.stages[value]) }));
  const ofKinds = kinds.map((value) => ({ value, label: counted(say({ code: `kind.${value}.title`, params: {} }), (known) => known.kinds[value]) }));
  return (
    <div className="asks" role="search" aria-label={t('ui.desk.filters')}>
      <div className="bar">
        <Search text={asked.text ?? ''} onSearch={(text) => { onChoose(text === '' ? without('text') : { ...asked, text }); }} />
        {standing === 'open' ? <Turns asked={asked} counts={counts} onChoose={onChoose} /> : null}
      </div>
      <div className="bar">
        <Choice label={t('ui.desk.stage')} value={stage ?? ''} options={[{ value: '', label: t('ui.desk.any-stage') }, ...inStages]} onChoose={(value) => { onChoose(value === '' ? without('stage') : { ...asked, stage: value }); }} />
        <Choice label={t('ui.desk.kind')} value={kind ?? ''} options={[{ value: '', label: t('ui.desk.any-kind') }, ...ofKinds]} onChoose={(value) => { onChoose(value === '' ? without('kind') : { ...asked, kind: value }); }} />
        {standing === 'open' ? <Marks asked={asked} counts={counts} onChoose={onChoose} /> : null}
        {standing === 'open' ? <Choice label={t('ui.desk.sort')} value={asked.sort} options={sorts.map((value) => ({ value, label: t(`ui.desk.sort.${value}`) }))} onChoose={(sort) => { onChoose({ ...asked, sort }); }} /> : null}
        <Choice label={t('ui.desk.standing')} value={standing} options={(['open', 'ended'] as const).map((value) => ({ value, label: t(`ui.desk.standing.${value}`) }))} onChoose={(value) => { onChoose(value === 'ended' ? endedOf(asked) : { ...asked, standing: value }); }} />
        <div className="bar__end"><SiteLink to={`/issues/?jql=${encodeURIComponent(jqlOf(projectKey, asked))}`}>{t('ui.desk.jira')}</SiteLink></div>
      </div>
    </div>
  );
}
