// Decides where a page of the app in a project's own navigation stands.
import type { ReactNode } from 'react';
import { AppFrame, useAppModules } from './app-frame';
import { Crumbs, useTitle } from './parts';

export function AppProjectPage({ projectKey, moduleKey }: { projectKey: string; moduleKey: string }): ReactNode {
  const title = useAppModules().find(({ key }) => key === moduleKey)?.title ?? 'App';
  useTitle(`${title}, ${projectKey}`);
  return (
    <div className="page">
      <div className="section">
        <Crumbs trail={[{ label: projectKey, href: `/queues/${projectKey}` }, { label: title }]} />
      </div>
      <div className="card card--app"><AppFrame label={title} target={{ moduleKey, projectKey }} /></div>
    </div>
  );
}
