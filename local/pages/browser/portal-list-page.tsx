// Decides what a customer finds at /portal: the requests that are theirs to see.
import type { ReactNode } from 'react';
import { read, useAnswer } from './ask';
import { when } from './dates';
import { Loaded, Message, StatusLozenge, useTitle } from './parts';
import { customerRequests, statusOf, summaryOf } from './portal-records';
import { isCustomer, type Session } from './session';

export function PortalListPage({ session }: { session: Session }): ReactNode {
  useTitle('Requests');
  const { answer } = useAnswer('requests', () => read(customerRequests, '/rest/servicedeskapi/request?limit=100'));
  return (
    <div className="page page--narrow">
      <div className="section">
        <div className="page__head"><h1>Requests</h1><a className="btn push" href="/portal/new">Raise a request</a></div>
        <p className="lead">The customer portal, as {session.person?.displayName ?? 'a visitor'} sees it.</p>
      </div>
      {session.person && !isCustomer(session.person) ? (
        <Message tone="information" title="You are signed in as staff">Pick a customer at the top to see the portal with their eyes.</Message>
      ) : null}
      <Loaded answer={answer} what="the requests">
        {({ values }) => (values.length === 0 ? <p className="card empty">No requests that {session.person?.displayName ?? 'you'} may see.</p> : (
          <ul className="card rows">
            {values.map((request) => (
              <li key={request.issueKey} className="ticket">
                <a className="ticket__title" href={`/portal/${request.issueKey}`}>{summaryOf(request)}</a>
                <StatusLozenge status={statusOf(request)} />
                <span className="small">{request.issueKey} · {request.reporter.displayName} · {when(request.createdDate.iso8601, session.now)}</span>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
    </div>
  );
}
