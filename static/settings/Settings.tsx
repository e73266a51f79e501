/** Shows the settings of a project: what is unguarded first, then the rules with their draft, and what stands beside them. */
import { useRef, useState, type ReactNode } from 'react';
import type { SettingsView } from '../../src/contract';
import { Busy } from '../parts/Button';
import type { Opening } from '../parts/opening';
import { useWording } from '../parts/Says';
import { Screen } from '../parts/Screen';
import { SectionMessage } from '../parts/SectionMessage';
import type { Site } from '../parts/show';
import { useOpening } from '../parts/use-opening';
import { Approvers } from './Approvers';
import { BlankForms } from './BlankForms';
import { Checkpoints } from './Checkpoints';
import { Directory, type Invoke } from './Directory';
import { DraftDifference } from './DraftDifference';
import { ErasePerson } from './ErasePerson';
import { History } from './History';
import { LastDay } from './LastDay';
import { MoveRequests } from './MoveRequests';
import { oldTicketsSearch } from './old-tickets-search';
import { OldTickets } from './OldTickets';
import { Rehearsal } from './Rehearsal';
import { Retention } from './Retention';
import { ReplyEditor } from './ReplyEditor';
import { Confirm, RulesBar } from './RulesBar';
import { RulesFile } from './RulesFile';
import { SettingField } from './SettingField';
import { groups } from './setting-table';
import { StepEditor } from './StepEditor';
import { Mark, StepList, type Chosen, type Pane } from './Steps';
import { TaskFields } from './TaskFields';
import { usePages } from './use-pages';
import { useRules, type RulesEditing } from './use-rules';

function Guarding({ view: { unguarded, nowhere = [], unseen, withoutWorkflow } }: { view: SettingsView }): ReactNode {
  const { t, say } = useWording();
  if (withoutWorkflow) return <SectionMessage tone="danger" title={t('ui.no-workflow')}><p>{t('ui.no-workflow.why')}</p></SectionMessage>;
  if (!unguarded) return <p className="small">{t('ui.unguarded.unseen')}</p>;
  const quoted = (gate: (typeof nowhere)[number]): string => t('ui.cond.quoted', { value: say({ code: `gate.${gate}`, params: {} }) });
  const gates = nowhere.map(quoted);
  return (
    <>
      {unguarded.length > 0 ? (
        <SectionMessage tone="danger" title={t('ui.unguarded', { count: unguarded.length })}>
          <p>{t('ui.unguarded.why')}</p>
          <ul className="plain">
            {unguarded.map(({ workflow, transition, gate }) => <li key={workflow + transition}>{t('ui.unguarded.one', { workflow, transition, gate: say({ code: `gate.${gate}`, params: {} }) })}</li>)}
          </ul>
        </SectionMessage>
      ) : null}
      {gates.length > 0 ? <SectionMessage tone="danger" title={t('ui.nowhere', { count: gates.length })}><p>{t('ui.nowhere.why', { gates: { list: gates, join: 'and' } })}</p></SectionMessage> : null}
      {unseen ? <p className="small">{t('ui.unguarded.some', { count: unseen.length, gates: { list: unseen.map(quoted), join: 'or' } })}</p> : null}
    </>
  );
}

function PaneOf({ pane, editing, invoke }: { pane: Pane; editing: RulesEditing; invoke: Invoke }): ReactNode {
  const { t } = useWording();
  const { rules, view, edit, replace } = editing;
  const { usual } = view;
  switch (pane) {
    case 'replies':
      return <ReplyEditor rules={rules} usual={usual} invoke={invoke} edit={edit} />;
    case 'task':
      return <TaskFields rules={rules} usual={usual} invoke={invoke} edit={edit} savedAt={view.draft?.saved.at ?? ''} />;
    case 'history':
      return <History editing={editing} invoke={invoke} />;
    case 'file':
      return <RulesFile editing={editing} invoke={invoke} />;
    case 'move':
      return <MoveRequests rules={view.rules} invoke={invoke} />;
    case 'last-day':
      return <><OldTickets search={oldTicketsSearch(view.rules, view.appSince)} invoke={invoke} /><LastDay invoke={invoke} onDone={() => { void editing.act(() => invoke('rules.open', {})); }} /></>;
    case 'erase':
      return <ErasePerson invoke={invoke} />;
    case 'directory':
      return <div className="grid2"><Directory view={view} invoke={invoke} onChanged={replace} /><Checkpoints view={view} invoke={invoke} onChanged={replace} /></div>;
    default:
      return (
        <section className="card" aria-label={t(`ui.pane.${pane}`)}>
          <div className="editor__head"><h2 className="h-s">{t(`ui.pane.${pane}`)}</h2></div>
          <div className="editor__body">{groups[pane].map((setting) => <SettingField key={setting.path} setting={setting} rules={rules} usual={usual} edit={edit} />)}{pane === 'policies' ? <><Approvers editing={editing} invoke={invoke} /><BlankForms editing={editing} invoke={invoke} /></> : null}{pane === 'retention' ? <Retention editing={editing} invoke={invoke} /> : null}</div>
        </section>
      );
  }
}

/** What the page shows once it is answered. */
export function SettingsPage({ view, invoke, replace }: { view: SettingsView; invoke: Invoke; replace: (view: SettingsView) => void }): ReactNode {
  const { t } = useWording();
  const editing = useRules(view, invoke, replace);
  const [wanted, setWanted] = useState<Chosen>();
  const pane = useRef<HTMLDivElement>(null);
  const choose = (next: Chosen): void => {
    setWanted(next);
    // In one column the list is long, and what was chosen stands below it.
    if (matchMedia('(max-width: 900px)').matches) requestAnimationFrame(() => { pane.current?.scrollIntoView(); });
  };
  const rehearsal = usePages(invoke, 'draft');
  const { rules } = editing;
  const edit: typeof editing.edit = (change) => {
    // What was tried is no longer what stands there.
    rehearsal.forget();
    editing.edit(change);
  };
  const shown = { ...editing, edit };
  const tryOut = async (): Promise<void> => {
    await editing.settle();
    await rehearsal.start();
  };
  const [first] = rules.steps;
  const step = wanted && 'step' in wanted ? rules.steps.find(({ id }) => id === wanted.step) : wanted ? undefined : first;
  const chosen: Chosen = step ? { step: step.id } : wanted && 'pane' in wanted ? wanted : first ? { step: first.id } : { pane: 'policies' };
  const current = 'step' in chosen ? rules.steps.find(({ id }) => id === chosen.step) : undefined;
  const { draft } = view;
  return (
    <>
      <RulesBar editing={shown} invoke={invoke} rehearsed={rehearsal.tried !== undefined} onRehearse={() => { void tryOut(); }} />
      <Guarding view={view} />
      <div className="rules">
        <StepList rules={rules} published={view.rules} chosen={chosen} onChoose={choose} edit={edit} />
        <div className="stack" ref={pane}>
          {current ? <StepEditor key={current.id} rules={rules} step={current} usual={view.usual} checks={view.checks} edit={edit} mark={<Mark step={current} published={view.rules} />} tried={rehearsal.tried} onCount={() => { void tryOut(); }} /> : null}
          {'pane' in chosen ? <PaneOf pane={chosen.pane} editing={shown} invoke={invoke} /> : null}
          {draft ? (
            <div className={rehearsal.tried ? 'grid2' : 'stack'}>
              <Busy.Provider value={editing.working}><DraftDifference draft={draft} published={view.rules} people={view.people} edit={edit}><Confirm editing={shown} invoke={invoke} /></DraftDifference></Busy.Provider>
              {rehearsal.tried ? <Rehearsal tried={rehearsal.tried} rules={[rules, view.rules]} /> : null}
            </div>
          ) : <p className="small">{t('ui.draft.none')}</p>}
        </div>
      </div>
    </>
  );
}

export function Settings({ first, ask, invoke, site }: { first: Promise<Opening<SettingsView>>; ask: () => Promise<Opening<SettingsView>>; invoke: Invoke; site: Site }): ReactNode {
  const opened = useOpening(first, ask);
  return <Screen site={site} opened={opened} wide>{(view) => <SettingsPage view={view} invoke={invoke} replace={opened.replace} />}</Screen>;
}
