// Decides what an agent sees of a ticket at /browse/KEY: Jira's issue view with the app's panel in its main column.
import { useState, type ReactNode } from 'react';
import { AppFrame, useAppModules } from './app-frame';
import { anything, ask, read, useAnswer, type Answer } from './ask';
import { Attachments, type ListedFile } from './attachments';
import { CommentForm, CommentList, type Audience } from './comments';
import { IssueDetails } from './issue-details';
import { Transitions } from './issue-transition';
import { comments, issue, transitions, type Attachment, type Comment, type Issue, type Transition } from './jira-records';
import { LinkedIssues } from './linked-issues';
import { Crumbs, LoadedPage, Section, useAct, useTitle } from './parts';
import { PlayTheCustomer } from './play-the-customer';
import { asDocument, RichText } from './rich-text';
import { isCustomer, type Session } from './session';

type Ticket = { issue: Issue; transitions: Transition[]; comments: Comment[] };

async function loadTicket(key: string): Promise<Answer<Ticket>> {
  const base = `/rest/api/3/issue/${encodeURIComponent(key)}`;
  const [found, moves, talk] = await Promise.all([
    read(issue, `${base}?expand=names`),
    read(transitions, `${base}/transitions`),
    read(comments, `${base}/comment?maxResults=1000`),
  ]);
  if (!found.ok) return found;
  if (!moves.ok) return moves;
  if (!talk.ok) return talk;
  return { ok: true, value: { issue: found.value, transitions: moves.value.transitions, comments: talk.value.comments } };
}

const listed = ({ id, filename, size, created, author }: Attachment): ListedFile => ({
  id, filename, size, created, by: author?.displayName, href: `/rest/api/3/attachment/content/${id}`,
});

const serviceDesk: Audience[] = [
  { id: 'public', label: 'Reply to customer', button: 'Send to customer' },
  { id: 'internal', label: 'Internal note', button: 'Add internal note' },
];
const plainProject: Audience[] = [{ id: 'plain', label: 'Add a comment', button: 'Add comment' }];

function say(key: string, text: string, audience: string): Promise<Answer<unknown>> {
  return audience === 'plain'
    ? ask(anything, 'POST', `/rest/api/3/issue/${key}/comment`, { body: asDocument(text) })
    : ask(anything, 'POST', `/rest/servicedeskapi/request/${key}/comment`, { body: text, public: audience === 'public' });
}

function Files({ ticket, session, onChange }: { ticket: Issue; session: Session; onChange: () => void }): ReactNode {
  const { busy, refused, act } = useAct();
  const add = async (files: File[]): Promise<void> => {
    if (files.length === 0) return;
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    if (await act(() => ask(anything, 'POST', `/rest/api/3/issue/${ticket.key}/attachments`, form))) onChange();
  };
  const remove = async (file: ListedFile): Promise<void> => {
    if (!confirm(`Delete ${file.filename}? It cannot be brought back.`)) return;
    if (await act(() => ask(anything, 'DELETE', `/rest/api/3/attachment/${file.id}`))) onChange();
  };
  const files = ticket.fields.attachment ?? [];
  return (
    <Section title="Attachments" count={files.length}>
      <Attachments files={files.map(listed)} now={session.now} busy={busy} refused={refused} onAdd={(added) => void add(added)} onRemove={(file) => void remove(file)} />
    </Section>
  );
}

function AppPanels({ ticket }: { ticket: Issue }): ReactNode {
  const panels = useAppModules(ticket.key).filter(({ type }) => type === 'jira:issuePanel');
  return panels.map(({ key, title }) => (
    <section key={key} className="card card--app" aria-label={title}>
      <div className="card__head"><h2>{title}</h2></div>
      <AppFrame label={title} target={{ moduleKey: key, issueKey: ticket.key }} />
    </section>
  ));
}

function TicketView({ ticket, session, onChange }: { ticket: Ticket; session: Session; onChange: () => void }): ReactNode {
  const { key, fields } = ticket.issue;
  const [played, setPlayed] = useState(0);
  const isServiceDesk = fields.project.projectTypeKey === 'service_desk';
  const links = fields.issuelinks ?? [];
  return (
    <div className="page">
      <div className="section">
        <Crumbs trail={[
          { label: fields.project.name, href: isServiceDesk ? `/queues/${fields.project.key}` : `/projects/${fields.project.key}` },
          { label: key },
        ]} />
        <h1>{fields.summary}</h1>
        <Transitions issue={ticket.issue} transitions={ticket.transitions} onMoved={onChange} />
      </div>
      <div className="two">
        <div className="two__main">
          <Section title="Description">
            {fields.description ? <RichText document={fields.description} /> : <p className="subtle">No description.</p>}
          </Section>
          <AppPanels key={played} ticket={ticket.issue} />
          <Files ticket={ticket.issue} session={session} onChange={onChange} />
          {links.length > 0 ? <Section title="Linked tickets" count={links.length}><LinkedIssues links={links} /></Section> : null}
          <Section title="Comments" count={ticket.comments.length}>
            <CommentList
              now={session.now}
              marksInternal={isServiceDesk}
              comments={ticket.comments.map(({ id, author, created, body, jsdPublic }) => ({
                id, by: author?.displayName ?? 'Somebody', created, internal: isServiceDesk && jsdPublic === false, body: <RichText document={body} />,
              }))}
            />
            <CommentForm
              audiences={isServiceDesk ? serviceDesk : plainProject}
              onSend={async (text, audience) => {
                const answer = await say(key, text, audience);
                if (answer.ok) onChange();
                return answer;
              }}
            />
          </Section>
        </div>
        <div className="two__side">
          {isServiceDesk ? <PlayTheCustomer issueKey={key} onDone={() => {
            // What somebody else did reaches a panel when it is opened again.
            setPlayed(played + 1);
            onChange();
          }} /> : null}
          <IssueDetails issue={ticket.issue} session={session} onChange={onChange} />
        </div>
      </div>
    </div>
  );
}

export function IssuePage({ issueKey, session }: { issueKey: string; session: Session }): ReactNode {
  const { answer, again } = useAnswer(issueKey, () => loadTicket(issueKey));
  useTitle(answer?.ok ? `${issueKey} ${answer.value.issue.fields.summary}` : issueKey);
  return (
    <LoadedPage
      answer={answer}
      what={issueKey}
      hint={session.person && isCustomer(session.person) ? <>Customers see it <a href={`/portal/${issueKey}`}>in the portal</a>.</> : undefined}
    >
      {(ticket) => <TicketView ticket={ticket} session={session} onChange={() => void again()} />}
    </LoadedPage>
  );
}
