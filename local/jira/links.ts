// Answers for the links between issues, and from issues to pages elsewhere.
import { announceLink } from './events';
import { answerJson, answerNothing, del, get, post, type Call, type Route } from './routing';
import { changeItem, saveChanged } from './issue-changes';
import { demand, issueNamed, may, maySee, seenIssue } from './issue-access';
import { idOf, objectOf, textOf } from './read-json';
import { LINK_TYPES } from './site-plan';
import { linkedIssueView } from './issue-view';
import { linkTypeView } from './site-view';
import { noSuchIssue, refuse } from './refusal';
import type { Issue, IssueLink, RemoteLink } from './issue';

export interface LinkAsked {
  typeId: string;
  inwardId?: number;
  outwardId?: number;
}

function typeAsked(value: unknown): string {
  const asked = objectOf(value);
  const id = idOf(asked['id']);
  const name = textOf(asked['name']);
  const type = LINK_TYPES.find((one) => (id === undefined ? one.name.toLowerCase() === name?.toLowerCase() : one.id === id));
  if (!type) throw refuse(404, `No issue link type with ${id === undefined ? `name '${name ?? ''}'` : `id '${id}'`} found.`);
  return type.id;
}

function endAsked(call: Call, value: unknown): Issue | undefined {
  if (value === undefined) return undefined;
  const asked = objectOf(value);
  const issue = issueNamed(call.site, idOf(asked['id']) ?? textOf(asked['key']) ?? '');
  if (!issue || !maySee(call.site, call.who, issue)) throw noSuchIssue();
  return issue;
}

/** Judges a link before anything is written, so that a refusal leaves no issue behind. */
export function linkAsked(call: Call, value: unknown): LinkAsked {
  const asked = objectOf(value);
  const inward = endAsked(call, asked['inwardIssue']);
  const outward = endAsked(call, asked['outwardIssue']);
  for (const end of [inward, outward])
    if (end && !may(call.site, call.who, 'LINK_ISSUES', end)) throw refuse(404, 'No Link Issue Permission for issue ' + `'${end.key}'`);
  return {
    typeId: typeAsked(asked['type']),
    ...(inward ? { inwardId: inward.id } : {}),
    ...(outward ? { outwardId: outward.id } : {}),
  };
}

/** A link that is there already is not made twice. */
export function addLink(call: Call, asked: LinkAsked): IssueLink {
  const { store } = call.site;
  const inward = store.issue(asked.inwardId ?? 0);
  const outward = store.issue(asked.outwardId ?? 0);
  if (!inward || !outward) throw noSuchIssue();
  const same = store.linksOf(inward.id).find((one) => one.typeId === asked.typeId && one.inwardId === inward.id && one.outwardId === outward.id);
  if (same) return same;
  const link: IssueLink = { id: store.nextNumber('link', 10000), typeId: asked.typeId, inwardId: inward.id, outwardId: outward.id };
  store.addLink(link);
  const type = LINK_TYPES.find((one) => one.id === asked.typeId);
  logLink(call, inward, [null, null], [outward.key, `This issue ${type?.outward ?? ''} ${outward.key}`]);
  logLink(call, outward, [null, null], [inward.key, `This issue ${type?.inward ?? ''} ${inward.key}`]);
  announceLink(call.site, call.who, 'created', link);
  return link;
}

function logLink(call: Call, issue: Issue, from: [string | null, string | null], to: [string | null, string | null]): void {
  saveChanged(call.site, call.who, issue, [changeItem('Link', from, to, 'issuelinks')]);
}

async function create(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  const asked = linkAsked(call, body);
  if (asked.inwardId === undefined || asked.outwardId === undefined) throw refuse(400, 'Both the inward and the outward issue must be given.');
  if (asked.inwardId === asked.outwardId) throw refuse(400, 'You cannot link an issue to itself.');
  const link = addLink(call, asked);
  return new Response(null, { status: 201, headers: { location: `${call.origin}/rest/api/3/issueLink/${link.id}` } });
}

function foundLink(call: Call): { link: IssueLink; inward: Issue; outward: Issue } {
  const link = call.site.store.link(Number(call.part('link')));
  const inward = link && call.site.store.issue(link.inwardId);
  const outward = link && call.site.store.issue(link.outwardId);
  if (!link || !inward || !outward || !maySee(call.site, call.who, inward) || !maySee(call.site, call.who, outward))
    throw refuse(404, `No issue link with id '${call.part('link')}' exists.`);
  return { link, inward, outward };
}

function remove(call: Call): Response {
  const { link, inward, outward } = foundLink(call);
  demand(call, 'LINK_ISSUES', inward, 404, `No Link Issue Permission for issue '${inward.key}'`);
  call.site.store.deleteLink(link.id);
  const type = LINK_TYPES.find((one) => one.id === link.typeId);
  logLink(call, inward, [outward.key, `This issue ${type?.outward ?? ''} ${outward.key}`], [null, null]);
  logLink(call, outward, [inward.key, `This issue ${type?.inward ?? ''} ${inward.key}`], [null, null]);
  announceLink(call.site, call.who, 'deleted', link);
  return answerNothing();
}

const remoteView = (call: Call, link: RemoteLink): object => ({
  ...link.body,
  id: link.id,
  self: `${call.origin}/rest/api/3/issue/${link.issueId}/remotelink/${link.id}`,
});

async function addRemote(call: Call): Promise<Response> {
  const issue = seenIssue(call);
  demand(call, 'LINK_ISSUES', issue, 403, 'You do not have permission to link issues in this project.');
  const body = objectOf(await call.json());
  const object = objectOf(body['object']);
  if (textOf(object['url']) === undefined || textOf(object['title']) === undefined) throw refuse(400, '', { url: "'url' and 'title' are required." });
  const globalId = textOf(body['globalId']);
  const known = globalId === undefined ? undefined : call.site.store.remoteLinks(issue.id).find((one) => one.body['globalId'] === globalId);
  const link: RemoteLink = { id: known?.id ?? call.site.store.nextNumber('remote link', 10000), issueId: issue.id, body: { ...(globalId === undefined ? {} : { globalId }), object } };
  call.site.store.saveRemoteLink(link);
  return answerJson(known ? 200 : 201, { id: link.id, self: `${call.origin}/rest/api/3/issue/${issue.key}/remotelink/${link.id}` });
}

function listRemote(call: Call): Response {
  const globalId = call.query('globalId');
  const links = call.site.store.remoteLinks(seenIssue(call).id);
  if (globalId === undefined) return answerJson(200, links.map((link) => remoteView(call, link)));
  const one = links.find((link) => link.body['globalId'] === globalId);
  if (!one) throw refuse(404, 'The remote issue link does not exist.');
  return answerJson(200, remoteView(call, one));
}

function removeRemote(call: Call): Response {
  const issue = seenIssue(call);
  demand(call, 'LINK_ISSUES', issue, 403, 'You do not have permission to link issues in this project.');
  const link = call.site.store.remoteLinks(issue.id).find((one) => String(one.id) === call.part('link'));
  if (!link) throw refuse(404, 'The remote issue link does not exist.');
  call.site.store.deleteRemoteLink(link.id);
  return answerNothing();
}

export const linkRoutes: Route[] = [
  post('/rest/api/3/issueLink', create),
  get('/rest/api/3/issueLink/:link', (call) => {
    const { link, inward, outward } = foundLink(call);
    return answerJson(200, {
      id: String(link.id),
      self: `${call.origin}/rest/api/3/issueLink/${link.id}`,
      type: linkTypeView(link.typeId, call.origin),
      inwardIssue: linkedIssueView(call, inward),
      outwardIssue: linkedIssueView(call, outward),
    });
  }),
  del('/rest/api/3/issueLink/:link', remove),
  get('/rest/api/3/issueLinkType', (call) => answerJson(200, { issueLinkTypes: LINK_TYPES.map((type) => linkTypeView(type.id, call.origin)) })),
  get('/rest/api/3/issueLinkType/:id', (call) => {
    if (!LINK_TYPES.some((type) => type.id === call.part('id'))) throw refuse(404, 'No issue link type with this id found.');
    return answerJson(200, linkTypeView(call.part('id'), call.origin));
  }),
  get('/rest/api/3/issue/:issue/remotelink', listRemote),
  post('/rest/api/3/issue/:issue/remotelink', addRemote),
  del('/rest/api/3/issue/:issue/remotelink/:link', removeRemote),
];
