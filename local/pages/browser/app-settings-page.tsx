// Decides where the app's project settings page stands.
import type { ReactNode } from 'react';
import { AppFrame, useAppModules } from './app-frame';
import { Crumbs, useTitle } from './parts';

export function AppSettingsPage({ projectKey, moduleKey }: { projectKey: string; moduleKey: string }): ReactNode {
  const title = useAppModules().find(({ key }) => key === moduleKey)?.title ?? 'App';
  useTitle(`${title}, ${projectKey} settings`);
  return (
    <div className="page">
      <div className="section">
        <Crumbs trail={[
          { label: projectKey, href: `/queues/${projectKey}` },
          { label: 'Settings', href: `/projects/${projectKey}/settings` },
          { label: title },
        ]} />
        <h1 className="vh">{title}</h1>
      </div>
      <div className="card card--app"><AppFrame label={title} target={{ moduleKey, projectKey }} /></div>
    </div>
  );
}
