/** Shows the settings of a project, what is unguarded first. */
import type { ReactNode } from 'react';
import type { SettingsView } from '../../src/contract';
import { Lozenge } from '../parts/Lozenge';
import type { Opening } from '../parts/opening';
import { useWording } from '../parts/Says';
import { Screen } from '../parts/Screen';
import { SectionMessage } from '../parts/SectionMessage';
import type { Site } from '../parts/show';
import { useOpening } from '../parts/use-opening';
import { Checkpoints } from './Checkpoints';
import { Directory, type Invoke } from './Directory';
import { Steps } from './Steps';
import { Calendar, Policies, Replies, TaskFields } from './Policies';

function Unguarded({ transitions }: { transitions: SettingsView['unguarded'] }): ReactNode {
  const { t, say } = useWording();
  if (!transitions) return <p className="small">{t('ui.unguarded.unseen')}</p>;
  if (transitions.length === 0) return null;
  return (
    <SectionMessage tone="danger" title={t('ui.unguarded', { count: transitions.length })}>
      <p>{t('ui.unguarded.why')}</p>
      <ul className="plain">
        {transitions.map(({ workflow, transition, gate }) => <li key={workflow + transition}>{t('ui.unguarded.one', { workflow, transition, gate: say({ code: `gate.${gate}`, params: {} }) })}</li>)}
      </ul>
    </SectionMessage>
  );
}

/** What the page shows once it is answered. */
export function SettingsPage({ view, invoke, replace }: { view: SettingsView; invoke: Invoke; replace: (view: SettingsView) => void }): ReactNode {
  const { t, day } = useWording();
  const { rules } = view;
  return (
    <>
      <header className="bar">
        <h1 className="h-m">{t('ui.rules')}</h1>
        <Lozenge tone="success">{t('ui.rules.version', { version: rules.version })}</Lozenge>
        <span className="small">{view.since === undefined ? null : `${t('ui.rules.since', { day: day(view.since) })} `}{t('ui.rules.running', { count: view.running })}</span>
      </header>
      <Unguarded transitions={view.unguarded} />
      <Steps rules={rules}>
        <div className="grid2">
          <Policies rules={rules} />
          <Calendar rules={rules} />
          <TaskFields rules={rules} />
          <Directory view={view} invoke={invoke} onChanged={replace} />
          <Checkpoints view={view} invoke={invoke} onChanged={replace} />
        </div>
        <Replies rules={rules} />
      </Steps>
    </>
  );
}

export function Settings({ first, ask, invoke, site }: { first: Promise<Opening<SettingsView>>; ask: () => Promise<Opening<SettingsView>>; invoke: Invoke; site: Site }): ReactNode {
  const opened = useOpening(first, ask);
  return <Screen site={site} opened={opened} wide>{(view) => <SettingsPage view={view} invoke={invoke} replace={opened.replace} />}</Screen>;
}
