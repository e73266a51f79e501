// Decides how a project's workflow is shown and edited: its transitions and the validators that guard them.
import type { ReactNode } from 'react';
import { useTitle } from './parts';

export function WorkflowPage({ projectKey }: { projectKey: string }): ReactNode {
  useTitle(`Workflow of ${projectKey}`);
  return <div className="page"><h1>Workflow of {projectKey}</h1></div>;
}
