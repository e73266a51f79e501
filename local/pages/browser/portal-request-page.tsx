// Decides what a customer sees of a request at /portal/KEY: public comments and files, and the app's portal frames.
import type { ReactNode } from 'react';
import { AppFrame, useAppModules } from './app-frame';
import { anything, ask, read, useAnswer, type Answer } from './ask';
import { Attachments } from './attachments';
import { CommentForm, CommentList } from './comments';
import { when } from './dates';
import { Crumbs, LoadedPage, Section, StatusLozenge, useAct, useTitle } from './parts';
import {
  attachAsCustomer, customerComments, customerFiles, customerRequest, statusOf, summaryOf,
  type CustomerComment, type CustomerFile, type CustomerRequest,
} from './portal-records';
import { PlainText, RichText, richTextNode } from './rich-text';
import type { Session } from './session';

type Seen = { request: CustomerRequest; comments: CustomerComment[]; files: CustomerFile[] };

async function loadRequest(key: string): Promise<Answer<Seen>> {
  const base = `/rest/servicedeskapi/request/${encodeURIComponent(key)}`;
  const request = await read(customerRequest, `${base}?expand=requestType`);
  if (!request.ok) return request;
  const [talk, files] = await Promise.all([
    read(customerComments, `${base}/comment?public=true&internal=false&limit=100`),
    read(customerFiles, `${base}/attachment?limit=100`),
  ]);
  if (!talk.ok) return talk;
  if (!files.ok) return files;
  return { ok: true, value: { request: request.value, comments: talk.value.values, files: files.value.values } };
}

function AskedFor({ request }: { request: CustomerRequest }): ReactNode {
  const answers = (request.requestFieldValues ?? []).filter(({ fieldId, value }) => fieldId !== 'summary' && value !== null && value !== '');
  return (
    <dl className="facts">
      {answers.map(({ fieldId, label, value }) => {
        const document = richTextNode.safeParse(value);
        if (document.success) return <div key={fieldId}><dt>{label}</dt><dd><RichText document={document.data} /></dd></div>;
        return typeof value === 'string' || typeof value === 'number'
          ? <div key={fieldId}><dt>{label}</dt><dd><PlainText text={String(value)} /></dd></div>
          : null;
      })}
    </dl>
  );
}

function PortalFrames({ type, issueKey }: { type: string; issueKey: string }): ReactNode {
  const modules = useAppModules(issueKey).filter((module) => module.type === type);
  return modules.map(({ key, title }) => (
    <section key={key} className="card card--app" aria-label={title}>
      <div className="card__head"><h2>{title}</h2></div>
      <AppFrame label={title} target={{ moduleKey: key, issueKey }} />
    </section>
  ));
}

function RequestView({ seen, session, onChange }: { seen: Seen; session: Session; onChange: () => void }): ReactNode {
  const { request, comments, files } = seen;
  const { busy, refused, act } = useAct();
  const attach = async (added: File[]): Promise<void> => {
    if (added.length > 0 && (await act(() => attachAsCustomer(request, added)))) onChange();
  };
  return (
    <div className="page page--narrow">
      <div className="section">
        <Crumbs trail={[{ label: 'Requests', href: '/portal' }, { label: request.issueKey }]} />
        <h1>{summaryOf(request)}</h1>
        <div className="page__head">
          <StatusLozenge status={statusOf(request)} />
          {request.requestType ? <span className="small">{request.requestType.name}</span> : null}
          <span className="small">Raised by {request.reporter.displayName}, {when(request.createdDate.iso8601, session.now)}</span>
        </div>
      </div>
      <PortalFrames type="jiraServiceManagement:portalRequestDetailPanel" issueKey={request.issueKey} />
      <Section title="What was asked"><AskedFor request={request} /></Section>
      <Section title="Activity" count={comments.length}>
        <CommentList
          now={session.now}
          marksInternal={false}
          comments={comments.filter((comment) => comment.public).map(({ id, body, author, created }) => ({
            id, by: author?.displayName ?? 'Somebody', created: created.iso8601, internal: false, body: <PlainText text={body} />,
          }))}
        />
        <CommentForm
          audiences={[{ id: 'public', label: 'Add a comment', button: 'Send' }]}
          onSend={async (body) => {
            const answer = await ask(anything, 'POST', `/rest/servicedeskapi/request/${request.issueKey}/comment`, { body, public: true });
            if (answer.ok) onChange();
            return answer;
          }}
        />
      </Section>
      <Section title="Files" count={files.length}>
        <Attachments
          now={session.now}
          busy={busy}
          refused={refused}
          onAdd={(added) => void attach(added)}
          files={files.map(({ filename, size, created, author, _links }) => ({
            id: _links.content, filename, size, created: created.iso8601, by: author?.displayName, href: _links.content,
          }))}
        />
      </Section>
      <PortalFrames type="jiraServiceManagement:portalRequestDetail" issueKey={request.issueKey} />
      <p className="small">On this local host you can also see it <a href={`/browse/${request.issueKey}`}>as staff do</a>, if you are one of them.</p>
    </div>
  );
}

export function PortalRequestPage({ issueKey, session }: { issueKey: string; session: Session }): ReactNode {
  const { answer, again } = useAnswer(issueKey, () => loadRequest(issueKey));
  useTitle(answer?.ok ? summaryOf(answer.value.request) : issueKey);
  return (
    <LoadedPage answer={answer} what={issueKey}>
      {(seen) => <RequestView seen={seen} session={session} onChange={() => void again()} />}
    </LoadedPage>
  );
}
