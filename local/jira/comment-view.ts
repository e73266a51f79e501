// Shows a comment as the REST API words it.
import { htmlOf } from './adf';
import { jiraTime, type Comment, type Issue } from './issue';
import { userView } from './people';
import type { Call } from './routing';

export function commentView(call: Call, issue: Issue, comment: Comment, expand: string[] = []): object {
  const user = (accountId: string) => userView(call.site.store, accountId, call.who, call.origin);
  return {
    self: `${call.origin}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: String(comment.id),
    author: user(comment.author),
    body: comment.body,
    updateAuthor: user(comment.updateAuthor),
    created: jiraTime(comment.created),
    updated: jiraTime(comment.updated),
    jsdPublic: comment.isPublic,
    ...(comment.visibility ? { visibility: comment.visibility } : {}),
    ...(expand.includes('renderedBody') ? { renderedBody: htmlOf(comment.body) } : {}),
    ...(expand.includes('properties') ? { properties: comment.properties } : {}),
  };
}
