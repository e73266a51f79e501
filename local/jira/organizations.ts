// Answers for the service desk itself: its request types, its customers and the organisations they belong to.
import { randomUUID } from 'node:crypto';
import { answerJson, answerNothing, del, get, post, type Call, type Route } from './routing';
import { dateView, deskPage, deskUser, deskView, fieldForm, requestTypeView } from './request-view';
import { deskAsked } from './desks';
import { holds } from './permissions';
import { nowIso, type Site } from './site';
import { objectOf, textOf, textsOf } from './read-json';
import { personByEmail, personOf, type Person } from './people';
import { PROJECTS, type RequestType } from './site-plan';
import { refuse } from './refusal';

export interface Organization {
  id: string;
  uuid: string;
  name: string;
  members: string[];
  created: string;
}

export function newOrganization(site: Site, name: string): Organization {
  const id = String(site.store.nextNumber('organization', 1));
  const organization: Organization = { id, uuid: randomUUID(), name, members: [], created: nowIso(site) };
  site.store.saveDocument('organization', id, organization);
  return organization;
}

/** A portal-only account, in the form in which Atlassian numbers them. */
export function newCustomer(site: Site, email: string, displayName: string): Person {
  const accountId = `qm:5d000000-0000-4000-8000-0000000000de:${randomUUID()}`;
  const customer: Person = { accountId, accountType: 'customer', displayName, email, emailVisible: false, emailRefusal: null, active: true, timeZone: 'Etc/UTC' };
  site.store.saveDocument('person', accountId, customer);
  return customer;
}

const SUPPORT = '10000';

function demandAgent(call: Call): void {
  if (!holds(call.site.store, call.who, 'BROWSE_PROJECTS', { projectId: SUPPORT })) throw refuse(403, 'You do not have permission to complete this request.');
}

const organizationView = (call: Call, one: Organization): object => ({
  id: one.id,
  uuid: one.uuid,
  name: one.name,
  created: dateView(one.created),
  scimManaged: false,
  _links: { self: `${call.origin}/rest/servicedeskapi/organization/${one.id}` },
});

function organizations(call: Call): Response {
  const accountId = call.query('accountId');
  if (accountId !== call.who.accountId) demandAgent(call);
  if (accountId !== undefined && !personOf(call.site.store, accountId)) throw refuse(404, 'The user does not exist.');
  const all = call.site.store.documents<Organization>('organization').filter((one) => accountId === undefined || one.members.includes(accountId));
  const page = deskPage(call, all);
  return answerJson(200, { ...page, values: page.values.map((one) => organizationView(call, one)) });
}

function organizationAsked(call: Call): Organization {
  demandAgent(call);
  const found = call.site.store.document<Organization>('organization', call.part('organization'));
  if (!found) throw refuse(404, 'The organization does not exist.');
  return found;
}

async function changeMembers(call: Call, change: (now: string[], asked: string[]) => string[]): Promise<Response> {
  const asked = textsOf(objectOf(await call.json())['accountIds']);
  const found = organizationAsked(call);
  if (asked.some((one) => !personOf(call.site.store, one))) throw refuse(400, 'The user does not exist.');
  call.site.store.saveDocument('organization', found.id, { ...found, members: change(found.members, asked) });
  return answerNothing();
}

async function createCustomer(call: Call): Promise<Response> {
  const body = objectOf(await call.json());
  demandAgent(call);
  const email = textOf(body['email']) ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw refuse(400, 'The email address is not valid.');
  if (personByEmail(call.site.store, email)) throw refuse(call.query('strictConflictStatusCode') === 'true' ? 409 : 400, 'An account already exists for this email address.');
  const name = textOf(body['displayName']) ?? textOf(body['fullName']) ?? email;
  return answerJson(201, deskUser(call, newCustomer(call.site, email, name).accountId));
}

function customers(call: Call): Response {
  deskAsked(call);
  demandAgent(call);
  const query = call.query('query')?.toLowerCase() ?? '';
  const all = call.site.store.documents<Person>('person').filter((one) => one.accountType === 'customer' && `${one.displayName} ${one.email ?? ''}`.toLowerCase().includes(query));
  const page = deskPage(call, all);
  return answerJson(200, { ...page, values: page.values.map((one) => deskUser(call, one.accountId)) });
}

function typeAsked(call: Call): { deskId: string; type: RequestType } {
  const project = deskAsked(call);
  const type = project.requestTypes.find((one) => one.id === call.part('type'));
  if (!type) throw refuse(404, 'The request type does not exist.');
  return { deskId: project.serviceDeskId ?? '', type };
}

function requestTypes(call: Call, of: typeof PROJECTS): Response {
  const query = call.query('searchQuery')?.toLowerCase() ?? '';
  const all = of.flatMap((project) => project.requestTypes.map((type) => ({ deskId: project.serviceDeskId ?? '', type })));
  const page = deskPage(call, all.filter(({ type }) => type.name.toLowerCase().includes(query)));
  return answerJson(200, { ...page, values: page.values.map(({ deskId, type }) => requestTypeView(call, deskId, type)) });
}

const seenDesks = (call: Call): typeof PROJECTS =>
  PROJECTS.filter((one) => one.serviceDeskId !== null && (call.who.accountType === 'customer' || holds(call.site.store, call.who, 'BROWSE_PROJECTS', { projectId: one.id })));

export const deskRoutes: Route[] = [
  get('/rest/servicedeskapi/servicedesk', (call) => {
    const page = deskPage(call, seenDesks(call));
    return answerJson(200, { ...page, values: page.values.map((one) => deskView(call, one.id)) });
  }),
  get('/rest/servicedeskapi/servicedesk/:desk', (call) => answerJson(200, deskView(call, deskAsked(call).id))),
  get('/rest/servicedeskapi/requesttype', (call) => requestTypes(call, seenDesks(call))),
  get('/rest/servicedeskapi/servicedesk/:desk/requesttype', (call) => requestTypes(call, [deskAsked(call)])),
  get('/rest/servicedeskapi/servicedesk/:desk/requesttype/:type', (call) => {
    const { deskId, type } = typeAsked(call);
    return answerJson(200, requestTypeView(call, deskId, type));
  }),
  get('/rest/servicedeskapi/servicedesk/:desk/requesttype/:type/field', (call) =>
    answerJson(200, { requestTypeFields: fieldForm(typeAsked(call).type), canRaiseOnBehalfOf: call.who.accountType !== 'customer', canAddRequestParticipants: true }),
  ),
  get('/rest/servicedeskapi/servicedesk/:desk/customer', customers),
  get('/rest/servicedeskapi/servicedesk/:desk/organization', (call) => {
    deskAsked(call);
    return organizations(call);
  }),
  post('/rest/servicedeskapi/customer', createCustomer),
  get('/rest/servicedeskapi/organization', organizations),
  post('/rest/servicedeskapi/organization', async (call) => {
    const name = textOf(objectOf(await call.json())['name'])?.trim() ?? '';
    demandAgent(call);
    if (name === '') throw refuse(400, 'The name of the organization is missing.');
    return answerJson(201, organizationView(call, newOrganization(call.site, name)));
  }),
  get('/rest/servicedeskapi/organization/:organization', (call) => answerJson(200, organizationView(call, organizationAsked(call)))),
  get('/rest/servicedeskapi/organization/:organization/user', (call) => {
    const page = deskPage(call, organizationAsked(call).members);
    return answerJson(200, { ...page, values: page.values.map((one) => deskUser(call, one)) });
  }),
  post('/rest/servicedeskapi/organization/:organization/user', (call) => changeMembers(call, (now, asked) => [...new Set([...now, ...asked])])),
  del('/rest/servicedeskapi/organization/:organization/user', (call) => changeMembers(call, (now, asked) => now.filter((one) => !asked.includes(one)))),
  get('/rest/servicedeskapi/info', () => answerJson(200, { version: '1001.0.0', platformVersion: '1001.0.0', buildChangeSet: '', isLicensedForUse: true })),
];
