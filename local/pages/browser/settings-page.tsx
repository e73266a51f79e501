// Decides what a project's settings lead to: the app's own pages, who may do what, and the workflow.
import type { ReactNode } from 'react';
import { useAppModules } from './app-frame';
import { Crumbs, useTitle } from './parts';

export function SettingsPage({ projectKey }: { projectKey: string }): ReactNode {
  useTitle(`${projectKey} settings`);
  const base = `/projects/${projectKey}/settings`;
  const pages = useAppModules().filter(({ type }) => type === 'jira:projectSettingsPage');
  const entries = [
    ...pages.map(({ key, title }) => ({ href: `${base}/apps/${key}`, title, says: 'The app’s own settings page.' })),
    { href: `${base}/permissions`, title: 'Permissions', says: 'Who holds which of the app’s permissions in this project.' },
    { href: `/projects/${projectKey}/workflow`, title: 'Workflow', says: 'Statuses, transitions and the gates that guard them.' },
  ];
  return (
    <div className="page page--narrow">
      <div className="section">
        <Crumbs trail={[{ label: projectKey, href: `/queues/${projectKey}` }, { label: 'Settings' }]} />
        <h1>Settings of {projectKey}</h1>
      </div>
      <ul className="card rows">
        {entries.map(({ href, title, says }) => (
          <li key={href} className="ticket"><a className="ticket__title" href={href}>{title}</a><span className="small">{says}</span></li>
        ))}
      </ul>
    </div>
  );
}
