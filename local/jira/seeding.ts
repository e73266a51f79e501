// Puts into the site what a scenario needs to find there: customers, organisations, tickets with a past.
import { addAttachment } from './attachments';
import { addComment } from './comments';
import { adfOf, type AdfDocument } from './adf';
import { blankIssue, createIssue } from './issue-creation';
import { CUSTOM_FIELDS, issueTypeById, PROJECTS, STATUSES } from './site-plan';
import { movedTo } from './transitions';
import { newCustomer, newOrganization, type Organization } from './organizations';
import { nowIso, type Site } from './site';
import { personByEmail, personOf, type Person } from './people';
import { queueForIndex } from './issue-changes';
import { withValue } from './field-values';
import type { Issue } from './issue';

interface CustomerPlan {
  email: string;
  name: string;
  organization?: string;
  emailVisible?: boolean;
  /** Makes the email endpoint answer this instead of the address. */
  emailRefusal?: 404 | 503;
}

interface TicketPlan {
  requestType: string;
  /** Email addresses of people on the site. */
  reporter: string;
  participants?: string[];
  assignee?: string;
  organization?: string;
  summary: string;
  description: string | AdfDocument;
  /** By the name of the field. */
  fields?: Record<string, string>;
  createdAt?: string;
  attachments?: { filename: string; mimeType: string; content: Uint8Array; by?: string; at?: string; isPublic?: boolean }[];
  comments?: { by: string; body: string | AdfDocument; at?: string; isPublic?: boolean }[];
  /** The status in which the ticket is now, without asking any validator. */
  status?: string;
  /** Emits no events, as for tickets that are older than the app. */
  quiet?: boolean;
}

export interface Seeding {
  customer(plan: CustomerPlan): string;
  ticket(plan: TicketPlan): { id: string; key: string };
  task(plan: { summary: string; description?: string | AdfDocument; by: string; quiet?: boolean }): { id: string; key: string };
  closeAccount(email: string): void;
  rename(email: string, name: string): void;
  /** A team-managed project has no workflow scheme, so no validator either. */
  teamManaged(projectKey: string, is: boolean): void;
  setEmail(accountId: string, change: { emailVisible?: boolean; emailRefusal?: 404 | 503 | null; email?: string | null }): void;
}

export function makeSeeding(site: Site): Seeding {
  const { store } = site;
  const who = (email: string): Person => {
    const person = personByEmail(store, email);
    if (!person) throw new Error(`A scenario names ${email}, whom nobody added to the site.`);
    return person;
  };
  const organizationNamed = (name: string): Organization =>
    store.documents<Organization>('organization').find((one) => one.name === name) ?? newOrganization(site, name);
  const document = (text: string | AdfDocument): AdfDocument => (typeof text === 'string' ? adfOf(text) : text);

  const customer = (plan: CustomerPlan): string => {
    const known = personByEmail(store, plan.email);
    const person = known ?? newCustomer(site, plan.email, plan.name);
    store.saveDocument('person', person.accountId, { ...person, emailVisible: plan.emailVisible ?? false, emailRefusal: plan.emailRefusal ?? null });
    if (plan.organization !== undefined) {
      const organization = organizationNamed(plan.organization);
      store.saveDocument('organization', organization.id, { ...organization, members: [...new Set([...organization.members, person.accountId])] });
    }
    return person.accountId;
  };

  const withFields = (draft: Issue, fields: Record<string, string>): Issue =>
    Object.entries(fields).reduce((issue, [name, value]) => {
      const field = CUSTOM_FIELDS.find((one) => one.name === name);
      const outcome = withValue(site, issue, field?.id ?? name, field?.kind === 'option' ? { value } : value);
      if (typeof outcome === 'string') throw new Error(`A scenario cannot set ${name}: ${outcome}`);
      return outcome.issue;
    }, draft);

  const ticket = (plan: TicketPlan): { id: string; key: string } => {
    const project = PROJECTS.find((one) => one.requestTypes.some((type) => type.name === plan.requestType));
    const requestType = project?.requestTypes.find((type) => type.name === plan.requestType);
    const type = issueTypeById(requestType?.issueTypeId ?? '');
    if (!project || !requestType || !type) throw new Error(`There is no request type ${plan.requestType}.`);
    const reporter = who(plan.reporter);
    const at = plan.createdAt ?? nowIso(site);
    const draft: Issue = {
      ...blankIssue(site, project, type, reporter, at),
      summary: plan.summary,
      description: document(plan.description),
      requestTypeId: requestType.id,
      participants: (plan.participants ?? []).map((one) => who(one).accountId),
      assignee: plan.assignee === undefined ? null : who(plan.assignee).accountId,
      organizationIds: plan.organization === undefined ? [] : [organizationNamed(plan.organization).id],
    };
    const quiet = plan.quiet === true;
    const issue = createIssue(site, reporter, project, withFields(draft, plan.fields ?? {}), [], quiet);
    for (const file of plan.attachments ?? []) {
      const author = who(file.by ?? plan.reporter);
      addAttachment(site, author, issue, { ...file, at: file.at ?? at, isPublic: file.isPublic ?? author.accountType === 'customer', quiet });
    }
    for (const comment of plan.comments ?? [])
      addComment(site, who(comment.by), issue, { body: document(comment.body), at: comment.at ?? at, isPublic: comment.isPublic ?? true, quiet });
    settle(issue.id, at, plan.status);
    return { id: String(issue.id), key: issue.key };
  };

  /** What hangs on a ticket touched its times: they are put back to the past that was asked for. */
  const settle = (id: number, at: string, statusName: string | undefined): void => {
    const issue = store.issue(id);
    const status = STATUSES.find((one) => one.name === statusName);
    if (!issue) return;
    const moved = status && status.id !== issue.statusId ? movedTo(issue, status.id, at).issue : issue;
    const settled: Issue = { ...moved, updated: at };
    store.saveIssue(settled);
    queueForIndex(site, settled);
  };

  return {
    customer,
    ticket,
    task: ({ summary, description, by, quiet }) => {
      const project = PROJECTS.find((one) => one.key === 'SRE');
      const type = project?.issueTypes[0];
      if (!project || !type) throw new Error('There is no project SRE.');
      const author = who(by);
      const draft = blankIssue(site, project, type, author, nowIso(site));
      const issue = createIssue(site, author, project, { ...draft, summary, description: description === undefined ? null : document(description) }, [], quiet);
      return { id: String(issue.id), key: issue.key };
    },
    closeAccount: (email) => {
      const person = who(email);
      store.saveDocument('person', person.accountId, { ...person, active: false });
    },
    teamManaged: (projectKey, is) => {
      const projectId = PROJECTS.find(({ key }) => key === projectKey)?.id ?? '';
      store.saveDocument('team-managed', projectId, { projectId, is });
    },
    rename: (email, displayName) => {
      const person = who(email);
      store.saveDocument('person', person.accountId, { ...person, displayName, changedAt: nowIso(site) });
    },
    setEmail: (accountId, change) => {
      const person = personOf(store, accountId);
      if (person) store.saveDocument('person', accountId, { ...person, ...change });
    },
  };
}
