// Decides what the list of a project's tickets shows, for the support desk's queue and for the SRE board.
import type { ReactNode } from 'react';
import { AppFrame, useAppModules } from './app-frame';
import { read, useAnswer } from './ask';
import { when } from './dates';
import { issueRows, type IssueRow } from './jira-records';
import { Loaded, Section, StatusLozenge, useTitle } from './parts';
import type { Session } from './session';

const searched = (projectKey: string): string => {
  const parameters = new URLSearchParams({
    jql: `project = ${projectKey} ORDER BY created DESC`,
    fields: 'summary,status,reporter,assignee,created,updated',
    maxResults: '100',
  });
  return `/rest/api/3/search/jql?${parameters.toString()}`;
};

function TicketTable({ rows, now }: { rows: IssueRow[]; now: Date }): ReactNode {
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label="Tickets">
      <table className="table table--stacks">
        <thead><tr><th>Key</th><th>Summary</th><th>Status</th><th>Reporter</th><th>Assignee</th><th>Created</th></tr></thead>
        <tbody>
          {rows.map(({ key, fields }) => (
            <tr key={key}>
              <td className="nowrap"><a href={`/browse/${key}`}>{key}</a></td>
              <td className="wide"><a href={`/browse/${key}`}>{fields.summary}</a></td>
              <td><StatusLozenge status={fields.status} /></td>
              <td className="nowrap">{fields.reporter?.displayName ?? '–'}</td>
              <td className="nowrap">{fields.assignee?.displayName ?? <span className="subtle">Unassigned</span>}</td>
              <td className="nowrap">{fields.created ? when(fields.created, now) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function QueuePage({ projectKey, session }: { projectKey: string; session: Session }): ReactNode {
  const isBoard = location.pathname.startsWith('/projects/');
  const title = isBoard ? `${projectKey} tasks` : `${projectKey} tickets`;
  useTitle(title);
  const { answer } = useAnswer(projectKey, () => read(issueRows, searched(projectKey)));
  const modules = useAppModules();
  const desks = modules.filter(({ type }) => type === 'jiraServiceManagement:queuePage' && !isBoard);
  const projectPages = modules.filter(({ type }) => type === 'jira:projectPage' && !isBoard);
  return (
    <div className="page">
      <div className="page__head">
        <h1>{title}</h1>
        {projectPages.map(({ key, title: name }) => <a key={key} href={`/projects/${projectKey}/apps/${key}`}>{name}</a>)}
      </div>
      <Loaded answer={answer} what="the tickets">
        {({ issues }) => (issues.length > 0
          ? <TicketTable rows={issues} now={session.now} />
          : <p className="card empty">{isBoard ? 'No tasks. One appears here when a ticket in SUP is handed over.' : `No tickets in ${projectKey}.`}</p>)}
      </Loaded>
      {desks.map(({ key, title: name }) => (
        <Section key={key} title={name}><div className="card card--app"><AppFrame label={name} target={{ moduleKey: key, projectKey }} /></div></Section>
      ))}
    </div>
  );
}
