// Opens the embedded Jira and Jira Service Management, whose REST API is all that the app and the pages see of it.
//
// Besides the published API there are, for what Jira has on its pages alone:
//   POST /local/jira/issue/{key}/move   {"project": "SRE", "issueType"?}   the key changes, the id stays, the old key still leads to it
//   POST /local/jira/issue/{key}/type   {"issueType": "Question"}
//   GET  /local/jira/media/{id}/{token} where /attachment/content/{id} redirects to; the token is the permission
//   GET  /local/jira/avatar/{id}, /local/jira/icon/{name}                  pictures that the answers point at
import { APP_ACCOUNT, personByEmail, personOf, seedPeople, type Person } from './people';
import { attachmentRoutes } from './attachments';
import { callOf, makeRouter, type Route } from './routing';
import { commentRoutes } from './comments';
import { deskRoutes } from './organizations';
import { issueNamed } from './issue-access';
import { issueRoutes } from './issues';
import { linkRoutes } from './links';
import { makeSeeding, type Seeding } from './seeding';
import { makeWriteLimit } from './write-limits';
import { openStore } from './store';
import { permissionRoutes } from './permission-answers';
import { pictureRoutes } from './pictures';
import { projectRoutes } from './project-answers';
import { propertyRoutes } from './properties';
import { refusalOf, refusalResponse, refuse } from './refusal';
import { refusalOfValidators, transitionRoutes } from './transitions';
import { relocationRoutes } from './relocation';
import { requestRoutes } from './requests';
import { searchRoutes } from './search';
import { seedPermissions, type PermissionDeclared } from './permissions';
import { seedWorkflows, transitionsFrom, workflowOfType } from './workflows';
import { userRoutes } from './users';
import { watcherRoutes } from './watchers';
import { workflowRoutes } from './workflow-answers';
import type { Database } from '../database';
import type { EntityProperty, GateRule, JiraHooks, Site } from './site';

export type Caller = { kind: 'user'; accountId: string } | { kind: 'app' };

export interface JiraOptions {
  database: Database;
  hooks: JiraHooks;
  /** With the keys under which Jira knows them at run time, which end in the manifest's keys. */
  appPermissions: PermissionDeclared[];
  entityProperties: EntityProperty[];
  /** Which validator stands at which gate when the site is new. */
  gates?: GateRule[];
  searchLagMs(): number;
  appMayCheckOthers?: boolean;
  attachmentLimit?(): number;
  siteUrl?: string;
  extensionAri?(moduleKey: string): string;
}

export interface Jira {
  answer(request: Request, caller: Caller): Promise<Response>;
  accountIdOf(email: string): string | undefined;
  /** What has become of people since their data was copied. */
  accountUpdates(accounts: { accountId: string; updatedAt: string }[]): { accountId: string; status: 'updated' | 'closed' }[];
  person(accountId: string): Person | undefined;
  /** Everybody between whom one can switch: staff and customers, without the app. */
  people(): Person[];
  /** What the validators of a transition, by id or name, say now: undefined where they let it pass. */
  askValidators(issueKey: string, transition: string): Promise<{ known: boolean; refusal: string | undefined }>;
  appAccountId: string;
  seeding: Seeding;
}

const ROUTES: Route[] = [
  ...issueRoutes, ...transitionRoutes, ...commentRoutes, ...attachmentRoutes, ...linkRoutes, ...propertyRoutes, ...watcherRoutes,
  ...searchRoutes, ...userRoutes, ...permissionRoutes, ...projectRoutes, ...workflowRoutes, ...requestRoutes, ...deskRoutes,
  ...relocationRoutes, ...pictureRoutes,
];

/** Jira Cloud's size limit for a file, where an admin has not set another. */
const ATTACHMENT_LIMIT = 1_000_000_000;

export function openJira(options: JiraOptions): Jira {
  const store = openStore(options.database);
  const site: Site = {
    store,
    hooks: options.hooks,
    appPermissions: options.appPermissions,
    entityProperties: options.entityProperties,
    searchLagMs: () => options.searchLagMs(),
    appMayCheckOthers: options.appMayCheckOthers ?? true,
    attachmentLimit: options.attachmentLimit ?? (() => ATTACHMENT_LIMIT),
    siteUrl: options.siteUrl ?? 'http://localhost:8370',
    extensionAri: options.extensionAri ?? ((moduleKey) => `ari:cloud:ecosystem::extension/local/local/static/${moduleKey}`),
  };
  store.transaction(() => {
    seedPeople(store);
    seedPermissions(store, options.appPermissions);
    seedWorkflows(site, options.gates ?? []);
  });
  const find = makeRouter(ROUTES);
  const countWrite = makeWriteLimit(site);

  return {
    async answer(request, caller) {
      const path = new URL(request.url).pathname;
      try {
        const who = personOf(store, caller.kind === 'app' ? APP_ACCOUNT : caller.accountId);
        if (!who?.active) throw refuse(401, 'Client must be authenticated to access this resource.');
        const found = find(request.method, path);
        if (!found) throw refuse(501, `The local Jira does not have ${request.method} ${path}.`);
        countWrite(request.method, path);
        return await found.handle(callOf(site, who, request, found.parts));
      } catch (thrown) {
        const refusal = refusalOf(thrown);
        if (!refusal) throw thrown;
        return refusalResponse(refusal, path);
      }
    },
    accountIdOf: (email) => personByEmail(store, email)?.accountId,
    person: (accountId) => personOf(store, accountId),
    accountUpdates: (accounts) =>
      accounts.flatMap(({ accountId, updatedAt }): { accountId: string; status: 'updated' | 'closed' }[] => {
        const known = personOf(store, accountId);
        if (known && !known.active) return [{ accountId, status: 'closed' }];
        return known?.changedAt !== undefined && known.changedAt > updatedAt ? [{ accountId, status: 'updated' }] : [];
      }),
    people: () => store.documents<Person>('person').filter((one) => one.accountType !== 'app' && one.active),
    async askValidators(issueKey, named) {
      const issue = issueNamed(site, issueKey);
      const workflow = issue && workflowOfType(store, issue.typeId);
      const transition = workflow && transitionsFrom(workflow, issue.statusId).find((one) => one.id === named || one.name.toLowerCase() === named.toLowerCase());
      if (!transition) return { known: false, refusal: undefined };
      return { known: true, refusal: await refusalOfValidators(site, issue, transition, {}) };
    },
    appAccountId: APP_ACCOUNT,
    seeding: makeSeeding(site),
  };
}
