// Answers for the comments of an issue, internal and public.
import { announceCommented } from './events';
import { answerJson, answerNothing, del, get, pageOf, post, put, type Call, type Route } from './routing';
import { commentView } from './comment-view';
import { demand, may, seenIssue } from './issue-access';
import { isAdfDocument, plainText, type AdfDocument } from './adf';
import { isObject, listOf, objectOf, textOf } from './read-json';
import { nowIso, type Site } from './site';
import { refuse, refuseFields } from './refusal';
import { touch } from './issue-changes';
import type { Comment, Issue } from './issue';
import type { Person } from './people';

const INTERNAL_KEY = 'sd.public.comment';

export function commentBody(value: unknown): AdfDocument {
  if (!isAdfDocument(value)) throw refuse(400, 'Comment body is not valid!');
  const text = plainText(value);
  if (text.trim() === '' && !JSON.stringify(value).includes('"media"')) throw refuseFields({ comment: 'Comment body can not be empty!' });
  if (text.length > 32_767) throw refuseFields({ comment: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.' });
  return value;
}

interface NewComment {
  body: AdfDocument;
  isPublic?: boolean;
  properties?: Comment['properties'];
  visibility?: Comment['visibility'];
  at?: string;
  quiet?: boolean;
}

export function addComment(site: Site, who: Person, issue: Issue, given: NewComment): Comment {
  const at = given.at ?? nowIso(site);
  const comment: Comment = {
    id: site.store.nextNumber('comment', 10000),
    issueId: issue.id,
    author: who.accountId,
    updateAuthor: who.accountId,
    body: given.body,
    isPublic: given.isPublic ?? true,
    properties: given.properties ?? [],
    visibility: given.visibility ?? null,
    created: at,
    updated: at,
  };
  site.store.transaction(() => {
    site.store.saveComment(comment);
    touch(site, issue.id);
  });
  if (given.quiet !== true) announceCommented(site, who, issue, comment);
  return comment;
}

function askedProperties(body: Record<string, unknown>): Comment['properties'] {
  return listOf(body['properties']).map((one) => ({ key: textOf(objectOf(one)['key']) ?? '', value: objectOf(one)['value'] }));
}

const isInternal = (properties: Comment['properties']): boolean =>
  properties.some((one) => one.key === INTERNAL_KEY && objectOf(one.value)['internal'] === true);

function visibilityAsked(body: Record<string, unknown>): Comment['visibility'] {
  const asked = body['visibility'];
  if (!isObject(asked)) return null;
  const type = asked['type'] === 'role' ? 'role' : 'group';
  return { type, value: textOf(asked['value']) ?? '' };
}

async function add(call: Call): Promise<Response> {
  const issue = seenIssue(call);
  demand(call, 'ADD_COMMENTS', issue, 400, `${call.who.displayName}, you do not have the permission to comment on this issue.`);
  const body = objectOf(await call.json());
  const properties = askedProperties(body);
  const comment = addComment(call.site, call.who, issue, {
    body: commentBody(body['body']),
    properties,
    visibility: visibilityAsked(body),
    isPublic: !isInternal(properties),
  });
  return answerJson(201, commentView(call, issue, comment, call.queryList('expand')));
}

function list(call: Call): Response {
  const issue = seenIssue(call);
  const orderBy = call.query('orderBy');
  if (orderBy !== undefined && !/^[+-]?created$/.test(orderBy)) throw refuse(400, `The orderBy value '${orderBy}' is not supported.`);
  const all = call.site.store.comments(issue.id);
  if (orderBy?.startsWith('-')) all.reverse();
  const { startAt, maxResults, total, values } = pageOf(call, all, 100);
  const expand = call.queryList('expand');
  return answerJson(200, { startAt, maxResults, total, comments: values.map((one) => commentView(call, issue, one, expand)) });
}

function found(call: Call, issue: Issue): Comment {
  const comment = call.site.store.comment(Number(call.part('id')));
  if (comment?.issueId !== issue.id) throw refuse(404, `Can not find a comment for the id: ${call.part('id')}.`);
  return comment;
}

async function edit(call: Call): Promise<Response> {
  const issue = seenIssue(call);
  const comment = found(call, issue);
  const own = comment.author === call.who.accountId;
  if (!may(call.site, call.who, 'EDIT_ALL_COMMENTS', issue) && !(own && may(call.site, call.who, 'EDIT_OWN_COMMENTS', issue)))
    throw refuse(400, `${call.who.displayName}, you do not have the permission to edit this comment.`);
  const body = objectOf(await call.json());
  const properties = 'properties' in body ? askedProperties(body) : comment.properties;
  const edited: Comment = { ...comment, body: commentBody(body['body']), properties, isPublic: !isInternal(properties) && comment.isPublic, updateAuthor: call.who.accountId, updated: nowIso(call.site) };
  call.site.store.saveComment(edited);
  touch(call.site, issue.id);
  // Forge has no event of its own for an edited comment.
  announceCommented(call.site, call.who, issue, edited);
  return answerJson(200, commentView(call, issue, edited, call.queryList('expand')));
}

function remove(call: Call): Response {
  const issue = seenIssue(call);
  const comment = found(call, issue);
  const own = comment.author === call.who.accountId;
  if (!may(call.site, call.who, 'DELETE_ALL_COMMENTS', issue) && !(own && may(call.site, call.who, 'DELETE_OWN_COMMENTS', issue)))
    throw refuse(400, 'You do not have permission to delete comment with id: ' + String(comment.id));
  call.site.store.deleteComment(comment.id);
  touch(call.site, issue.id);
  return answerNothing();
}

export const commentRoutes: Route[] = [
  get('/rest/api/3/issue/:issue/comment', list),
  post('/rest/api/3/issue/:issue/comment', add),
  get('/rest/api/3/issue/:issue/comment/:id', (call) => {
    const issue = seenIssue(call);
    return answerJson(200, commentView(call, issue, found(call, issue), call.queryList('expand')));
  }),
  put('/rest/api/3/issue/:issue/comment/:id', edit),
  del('/rest/api/3/issue/:issue/comment/:id', remove),
];
