// Answers for who watches an issue.
import { answerJson, answerNothing, del, get, post, type Call, type Route } from './routing';
import { demand, seenIssue } from './issue-access';
import { personOf, userView } from './people';
import { refuse } from './refusal';
import type { Issue } from './issue';

function watchers(call: Call): Response {
  const issue = seenIssue(call);
  demand(call, 'VIEW_VOTERS_AND_WATCHERS', issue, 404, 'You do not have permission to view the watchers.');
  return answerJson(200, {
    self: `${call.origin}/rest/api/3/issue/${issue.key}/watchers`,
    isWatching: issue.watchers.includes(call.who.accountId),
    watchCount: issue.watchers.length,
    watchers: issue.watchers.map((one) => userView(call.site.store, one, call.who, call.origin)),
  });
}

function keep(call: Call, issue: Issue, accountId: string, list: string[]): Response {
  if (accountId !== call.who.accountId) demand(call, 'MANAGE_WATCHERS', issue, 403, 'You do not have permission to manage the watcher list.');
  if (!personOf(call.site.store, accountId)) throw refuse(404, 'The user does not exist.');
  call.site.store.saveIssue({ ...issue, watchers: list });
  return answerNothing();
}

async function watch(call: Call): Promise<Response> {
  const body = call.request.headers.get('content-length') === '0' || call.request.body === null ? call.who.accountId : await call.json();
  const issue = seenIssue(call);
  if (typeof body !== 'string') throw refuse(400, 'The body must be the account id as a JSON string.');
  return keep(call, issue, body, [...new Set([...issue.watchers, body])]);
}

function unwatch(call: Call): Response {
  const issue = seenIssue(call);
  const accountId = call.query('accountId') ?? '';
  return keep(call, issue, accountId, issue.watchers.filter((one) => one !== accountId));
}

export const watcherRoutes: Route[] = [
  get('/rest/api/3/issue/:issue/watchers', watchers),
  post('/rest/api/3/issue/:issue/watchers', watch),
  del('/rest/api/3/issue/:issue/watchers', unwatch),
];
