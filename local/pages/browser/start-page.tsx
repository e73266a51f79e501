// Decides what somebody who has just started the local host reads and clicks first.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { anything, ask, read, useAnswer } from './ask';
import { ClockControl } from './clock-control';
import { Icon } from './icon';
import { issueRows, type IssueRow } from './jira-records';
import { Message, Section, StatusLozenge, useAct, useTitle } from './parts';
import { isCustomer, type Session } from './session';
import { PersonSwitcher } from './site-bar';

const told = z.array(z.object({ issueKey: z.string(), shows: z.string() }));

const SUP = `/rest/api/3/search/jql?${new URLSearchParams({
  jql: 'project = SUP ORDER BY key ASC', fields: 'summary,status,reporter', maxResults: '50',
}).toString()}`;

function Tickets({ rows, shows }: { rows: IssueRow[]; shows: Map<string, string> }): ReactNode {
  const first = rows.find(({ key }) => shows.has(key)) ?? rows[0];
  const ordered = first ? [first, ...rows.filter((row) => row !== first)] : rows;
  return (
    <ul className="card rows">
      {ordered.map((row) => (
        <li key={row.key} className={row === first ? 'ticket ticket--first' : 'ticket'}>
          <span className="page__head">
            {row === first ? <span className="loz loz--going">Try this first</span> : null}
            <a className="ticket__title" href={`/browse/${row.key}`}>{row.key} {row.fields.summary}</a>
          </span>
          <StatusLozenge status={row.fields.status} />
          <span className="small">{shows.get(row.key) ?? (row.fields.reporter ? `Raised by ${row.fields.reporter.displayName}.` : '')}</span>
        </li>
      ))}
    </ul>
  );
}

function SeededTickets(): ReactNode {
  const tickets = useAnswer('tickets', () => read(issueRows, SUP)).answer;
  const stories = useAnswer('stories', () => read(told, '/local/scenario/tickets')).answer;
  if (!tickets) return <p className="subtle" role="status">Loading the tickets…</p>;
  if (!tickets.ok) return <Message tone="danger" title="We couldn’t load the tickets">{tickets.says}</Message>;
  if (tickets.value.issues.length === 0) return <p className="card empty">No tickets yet. Raise one in the <a href="/portal">portal</a>.</p>;
  const shows = new Map(stories?.ok ? stories.value.map((story) => [story.issueKey, story.shows]) : []);
  return <Tickets rows={tickets.value.issues} shows={shows} />;
}

function Installation(): ReactNode {
  const { busy, refused, act } = useAct();
  const run = async (path: string): Promise<void> => {
    if (await act(() => ask(anything, 'POST', path))) location.reload();
  };
  return (
    <details className="more">
      <summary><Icon name="chevron-right" />Uninstall and reinstall the app</summary>
      <div className="section section--inset">
        <p className="small">As on a real site, a reinstalled app finds its storage empty. The tickets stay.</p>
        <div className="btns">
          <button type="button" className="btn" disabled={busy} onClick={() => void run('/local/uninstall')}>Uninstall</button>
          <button type="button" className="btn" disabled={busy} onClick={() => void run('/local/install')}>Install</button>
        </div>
        {refused ? <Message tone="danger" title="Nothing was changed">{refused}</Message> : null}
      </div>
    </details>
  );
}

const places = [
  { href: '/queues/SUP', title: 'Support tickets', says: 'The queue of SUP.' },
  { href: '/projects/SRE', title: 'SRE tasks', says: 'Where a hand-off arrives.' },
  { href: '/portal', title: 'Customer portal', says: 'What a customer sees.' },
  { href: '/projects/SUP/settings', title: 'Project settings', says: 'The rules in force, and who may do what.' },
  { href: '/projects/SUP/workflow', title: 'Workflow', says: 'The gates on its transitions.' },
];

export function StartPage({ session }: { session: Session }): ReactNode {
  useTitle(undefined);
  const { person } = session;
  return (
    <div className="page">
      <div className="section">
        <h1>Snapshot Desk, on your own machine</h1>
        <p className="lead">
          Snapshot Desk takes a customer’s request for a copy of their data through checks, approvals and keys to a finished hand-over, inside the support ticket.
          This is a small Jira with the app installed: everything you see is local, and nothing leaves this machine.
        </p>
      </div>
      <div className="two">
        <div className="two__main">
          <Section title="Tickets to try"><SeededTickets /></Section>
        </div>
        <div className="two__side">
          <Section title="Who you are">
            <PersonSwitcher session={session} />
            <p className="small">{person && isCustomer(person) ? 'As a customer, start in the portal.' : 'Switch at any time, here or at the top: some steps need a second person.'}</p>
          </Section>
          <Section title="Places">
            <ul className="card rows rows--tight">
              {places.map(({ href, title, says }) => <li key={href}><a href={href}>{title}</a><span className="small block">{says}</span></li>)}
            </ul>
          </Section>
          <ClockControl session={session} />
          <Installation />
        </div>
      </div>
    </div>
  );
}
