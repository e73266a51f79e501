// Decides which of a ticket's fields stand in the sidebar, and how a value of unknown kind is written.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { anything, ask } from './ask';
import { when } from './dates';
import { user, type Issue } from './jira-records';
import { Person, useAct } from './parts';
import { RichText, richTextNode } from './rich-text';
import type { Session } from './session';

const requestType = z.object({ requestType: z.object({ name: z.string() }) });
const option = z.object({ value: z.string(), child: z.object({ value: z.string() }).optional() });
const named = z.object({ name: z.string() });
const document = richTextNode.refine(({ type }) => type === 'doc');

/** Undefined when the value has nothing to show, or is a thing of the site's own that no person reads. */
function shown(value: unknown): ReactNode | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return /^https?:\/\/\S+$/.test(value) ? <a href={value} rel="noreferrer">{value.replace(/^https?:\/\//, '')}</a> : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) {
    const items = value.map(shown).filter((item) => item !== undefined);
    return items.length > 0 ? <ul>{items.map((item, index) => <li key={index}>{item}</li>)}</ul> : undefined;
  }
  const person = user.safeParse(value);
  if (person.success) return <Person name={person.data.displayName} />;
  const request = requestType.safeParse(value);
  if (request.success) return request.data.requestType.name;
  const chosen = option.safeParse(value);
  if (chosen.success) return [chosen.data.value, chosen.data.child?.value].filter(Boolean).join(', ');
  const thing = named.safeParse(value);
  if (thing.success) return thing.data.name;
  const text = document.safeParse(value);
  return text.success ? <RichText document={text.data} /> : undefined;
}

function Assignee({ issue, session, onChange }: { issue: Issue; session: Session; onChange: () => void }): ReactNode {
  const { busy, refused, act } = useAct();
  const me = session.person;
  const assignee = issue.fields.assignee;
  const take = async (): Promise<void> => {
    const accountId = me?.accountId ?? null;
    if (await act(() => ask(anything, 'PUT', `/rest/api/3/issue/${issue.key}/assignee`, { accountId }))) onChange();
  };
  return (
    <>
      {assignee ? <Person name={assignee.displayName} /> : <span className="subtle">Unassigned</span>}
      {me && assignee?.accountId !== me.accountId ? (
        <div><button type="button" className="btn btn--small btn--subtle btn--flush" disabled={busy} onClick={() => void take()}>Assign to me</button></div>
      ) : null}
      {refused ? <p className="small" role="alert">{refused}</p> : null}
    </>
  );
}

export function IssueDetails({ issue, session, onChange }: { issue: Issue; session: Session; onChange: () => void }): ReactNode {
  const { fields, names = {} } = issue;
  const custom = Object.entries(fields)
    .filter(([id]) => id.startsWith('customfield_'))
    .map(([id, value]) => ({ id, name: names[id] ?? id, value: shown(value) }))
    .filter(({ value }) => value !== undefined);
  const dates = [
    ['Created', fields.created],
    ['Updated', fields.updated],
    ['Due', fields.duedate],
  ].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return (
    <section className="card" aria-label="Details">
      <div className="card__head"><h2>Details</h2></div>
      <dl className="card__body facts">
        <div><dt>Assignee</dt><dd><Assignee issue={issue} session={session} onChange={onChange} /></dd></div>
        <div><dt>Reporter</dt><dd>{fields.reporter ? <Person name={fields.reporter.displayName} /> : <span className="subtle">None</span>}</dd></div>
        {custom.map(({ id, name, value }) => <div key={id}><dt>{name}</dt><dd>{value}</dd></div>)}
        <div><dt>Type</dt><dd>{fields.issuetype.name}</dd></div>
        {fields.priority ? <div><dt>Priority</dt><dd>{fields.priority.name}</dd></div> : null}
        {fields.components?.length ? <div><dt>Components</dt><dd>{fields.components.map(({ name }) => name).join(', ')}</dd></div> : null}
        {fields.labels?.length ? <div><dt>Labels</dt><dd className="chips">{fields.labels.map((label) => <span key={label} className="loz">{label}</span>)}</dd></div> : null}
        {fields.resolution ? <div><dt>Resolution</dt><dd>{fields.resolution.name}</dd></div> : null}
        {dates.map(([label, at]) => <div key={label}><dt>{label}</dt><dd>{when(at, session.now)}</dd></div>)}
      </dl>
    </section>
  );
}
