// Decides which page an address shows.
import type { ReactNode } from 'react';
import { useAnswer } from './ask';
import { AppProjectPage } from './app-project-page';
import { AppSettingsPage } from './app-settings-page';
import { IssuePage } from './issue-page';
import { LoadedPage, useTitle } from './parts';
import { PermissionsPage } from './permissions-page';
import { PortalCreatePage, PortalKindsPage } from './portal-create-page';
import { PortalListPage } from './portal-list-page';
import { PortalRequestPage } from './portal-request-page';
import { QueuePage } from './queue-page';
import { readSession, type Session } from './session';
import { SettingsPage } from './settings-page';
import { SiteBar, switchTo } from './site-bar';
import { StartPage } from './start-page';
import { WorkflowPage } from './workflow-page';

type Route = { path: RegExp; page: (parts: string[], session: Session) => ReactNode };

const routes: Route[] = [
  { path: /^\/$/, page: (_, session) => <StartPage session={session} /> },
  { path: /^\/browse\/([A-Z][A-Z0-9]*-\d+)$/, page: ([key = ''], session) => <IssuePage issueKey={key} session={session} /> },
  { path: /^\/queues\/([A-Z][A-Z0-9]*)$/, page: ([key = ''], session) => <QueuePage projectKey={key} session={session} /> },
  { path: /^\/projects\/([A-Z][A-Z0-9]*)$/, page: ([key = ''], session) => <QueuePage projectKey={key} session={session} /> },
  { path: /^\/portal$/, page: (_, session) => <PortalListPage session={session} /> },
  { path: /^\/portal\/new$/, page: () => <PortalKindsPage /> },
  { path: /^\/portal\/new\/(\d+)\/(\d+)$/, page: ([deskId = '', kindId = '']) => <PortalCreatePage deskId={deskId} kindId={kindId} /> },
  { path: /^\/portal\/([A-Z][A-Z0-9]*-\d+)$/, page: ([key = ''], session) => <PortalRequestPage issueKey={key} session={session} /> },
  { path: /^\/projects\/([A-Z][A-Z0-9]*)\/settings$/, page: ([key = '']) => <SettingsPage projectKey={key} /> },
  { path: /^\/projects\/([A-Z][A-Z0-9]*)\/settings\/permissions$/, page: ([key = ''], session) => <PermissionsPage projectKey={key} session={session} /> },
  { path: /^\/projects\/([A-Z][A-Z0-9]*)\/settings\/apps\/([^/]+)$/, page: ([key = '', moduleKey = '']) => <AppSettingsPage projectKey={key} moduleKey={moduleKey} /> },
  { path: /^\/projects\/([A-Z][A-Z0-9]*)\/apps\/([^/]+)$/, page: ([key = '', moduleKey = '']) => <AppProjectPage projectKey={key} moduleKey={moduleKey} /> },
  { path: /^\/projects\/([A-Z][A-Z0-9]*)\/workflow$/, page: ([key = '']) => <WorkflowPage projectKey={key} /> },
];

function NoSuchPage(): ReactNode {
  useTitle('No such page');
  return <div className="page section"><h1>There is no page here</h1><p><a href="/">Go to the start page</a></p></div>;
}

function WhoAreYou({ session }: { session: Session }): ReactNode {
  useTitle('Who are you?');
  const [first] = session.people;
  return (
    <div className="page page--narrow">
      <div className="section">
        <h1>Who are you?</h1>
        <p className="lead">Everybody here is made up. Start as a support agent, and switch at the top whenever a step needs somebody else.</p>
        {first ? <div><button type="button" className="btn btn--primary" onClick={() => void switchTo(first.emailAddress)}>Start as {first.displayName}</button></div> : null}
      </div>
    </div>
  );
}

function pageAt(path: string, session: Session): ReactNode {
  const address = path.length > 1 ? path.replace(/\/$/, '') : path;
  for (const route of routes) {
    const match = route.path.exec(address);
    if (match) return route.page(match.slice(1).map(decodeURIComponent), session);
  }
  return <NoSuchPage />;
}

export function Site(): ReactNode {
  const { answer } = useAnswer('session', readSession);
  return (
    <>
      <SiteBar session={answer?.ok ? answer.value : undefined} />
      <main id="main" tabIndex={-1}>
        <LoadedPage answer={answer} what="Snapshot Desk">
          {(session) => (session.person ? pageAt(location.pathname, session) : <WhoAreYou session={session} />)}
        </LoadedPage>
      </main>
    </>
  );
}
