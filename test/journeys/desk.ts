// Opens a desk of its own for each journey, on the bundled functions, and lets its people act as they would on their screens.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Client } from '../../local/client';
import { openHost, type Host } from '../../local/host';
import type { Scenario } from '../../local/scenario';
import { expectSpelled } from './spelled';

const root = resolve(__dirname, '../..');

/** A Thursday on which every key of the fixtures that is meant to be good is good. */
const today = '2026-11-19';
export const northwindTenant = '7f3c9a52-4b1e-4d0a-9c86-2e5d1f08b7a4';
export const northwindNumber = 'E-1A2-B3C-D4E-5F6';
const northwindCloud = '1f2e3d4c-0000-4000-8000-000000000001';

export const dana = 'dana.whitfield@northwindtraders.com';
export const luis = 'luis.ferreira@northwindtraders.com';

/** One entry of the Marketplace's licence report. */
export const licence = (more: Record<string, unknown> = {}): object => ({
  appEntitlementNumber: northwindNumber,
  hostEntitlementNumber: 'E-1A2-B3C-D4E-5F7',
  cloudId: northwindCloud,
  cloudSiteHostname: 'northwind.atlassian.net',
  addonKey: 'timesheets',
  addonName: 'Timesheets',
  hosting: 'Cloud',
  licenseType: 'COMMERCIAL',
  maintenanceStartDate: '2026-01-01',
  maintenanceEndDate: '2035-12-31',
  status: 'active',
  tier: '250 Users',
  contactDetails: {
    company: 'Northwind Traders',
    country: 'Germany',
    technicalContact: { email: dana, name: 'Dana Whitfield' },
    billingContact: { email: luis, name: 'Luis Ferreira' },
  },
  lastUpdated: '2026-11-01',
  ...more,
});

export const northwindMap = [{ tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: northwindCloud, formerSites: [] }];

/** A file that one of the seeded customers has, or a key of those that the checks are tried on. */
export function fileNamed(name: string): Uint8Array {
  const folders = ['local/scenarios/files', 'test/checks/fixtures/keys'].map((folder) => join(root, folder, name));
  return readFileSync(folders.find((file) => existsSync(file)) ?? name);
}
const luisKey = 'luis-ferreira.asc';

const message = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
export type Message = z.infer<typeof message>;

const finding = z.object({ check: z.string(), code: z.string(), weight: z.string() });
const step = z.object({ id: z.string(), state: z.string(), meta: message.optional(), lozenge: z.object({ text: message }).optional(), findings: z.array(finding), actions: z.array(z.object({ action: z.object({ do: z.string() }) })) });
const decision = z.object({
  decision: z.string(),
  state: z.string(),
  termsDigest: z.string(),
  terms: z.array(z.object({ term: z.string(), value: z.string(), small: z.string().optional(), changed: message.optional() })),
  mayDecide: z.boolean(),
  authority: message,
});
const attention = z.object({
  id: z.string(),
  tone: z.string(),
  title: message,
  why: message.optional(),
  wasNow: z.array(z.object({ label: message, was: z.string(), now: z.string() })).optional(),
});
const request = z.object({
  issueKey: z.string(),
  kind: z.string().optional(),
  rev: z.number(),
  turn: z.object({ who: z.string(), what: message, next: z.array(message) }),
  stages: z.array(z.object({ stage: z.string(), steps: z.array(step) })),
  attention: z.array(attention),
  settled: z.array(z.object({ id: z.string() })),
  facts: z.array(z.object({ fact: z.string(), value: z.unknown().optional(), confirmed: z.boolean() })),
  toConfirm: z.number(),
  decisions: z.array(decision),
  decideNow: z.string().optional(),
  files: z.partialRecord(z.enum(['signed-form', 'encryption-key', 'ssh-key']), z.object({ attachmentId: z.string(), sha256: z.string(), size: z.number() })),
  task: z.object({ issueKey: z.string() }).optional(),
});
export type Request = z.infer<typeof request>;

const panel = z.object({ request: request.optional(), begin: z.object({ may: z.boolean(), guessed: z.string().optional() }).optional(), done: message.optional() });
export type Panel = z.infer<typeof panel>;

const refusal = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()), reference: z.string().optional() });
const answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal })]);

const trail = z.object({ lines: z.array(z.object({ seq: z.number(), who: z.string(), what: message, besides: z.array(message), digest: z.string() })), more: z.boolean(), intact: z.boolean() });

type Payload = Readonly<Record<string, unknown>>;
export type Ticket = { readonly id: string; readonly key: string };
type TicketPlan = Parameters<Host['jira']['seeding']['ticket']>[0];

export interface Desk {
  host: Host;
  as(who: string): Client;
  /** Whatever the app answers, with its refusals; throws only where the platform itself refuses. */
  ask(who: string, issueKey: string, question: string, payload?: unknown): Promise<z.infer<typeof answer>>;
  /** The panel after an act that the app lets pass. */
  act(who: string, issueKey: string, question: string, payload?: Payload): Promise<Panel>;
  /** The code with which the app refuses; `accepted` where it does not. */
  refused(who: string, issueKey: string, question: string, payload?: unknown): Promise<string>;
  request(issueKey: string, who?: string): Promise<Request>;
  trail(issueKey: string): Promise<z.infer<typeof trail>>;
  trailLength(issueKey: string): Promise<number>;
  ticket(plan?: Partial<TicketPlan>): Promise<Ticket>;
  attach(who: string, issueKey: string, name: string, content: Uint8Array | string): Promise<string>;
  gate(issueKey: string, transition: string): Promise<{ result: boolean; errorMessage?: string | undefined }>;
  move(who: string, issueKey: string, transition: string): Promise<number>;
  importDirectory(source: 'marketplace-json' | 'tenant-map', content: unknown): Promise<void>;
  close(): Promise<void>;
}

export interface DeskPlan {
  /** Names the file in which the desk's traffic is kept, to be held against the published contracts. */
  name: string;
  directory?: string;
  licences?: readonly object[];
  tenants?: readonly object[];
  jiraLagMs?: number;
}

const scenario: Scenario = {
  seed: async ({ jira }) => {
    jira.seeding.customer({ email: dana, name: 'Dana Whitfield', organization: 'Northwind' });
    jira.seeding.customer({ email: luis, name: 'Luis Ferreira', organization: 'Northwind' });
  },
  tickets: async () => [],
  customerActs: async () => [],
};

const address = (who: string): string => (who.includes('@') ? who : `${who}@example.com`);

export async function openDesk({ name, directory = ':memory:', licences = [licence()], tenants = northwindMap, jiraLagMs = 0 }: DeskPlan): Promise<Desk> {
  const isNew = directory === ':memory:' || !existsSync(join(directory, 'host.db'));
  const host = await openHost({ directory, jiraLagMs, scenario, har: join(root, '.cache/traffic', `${name}.har`) });
  // Whatever a journey asks, each message that it is answered is one that a screen could show.
  const as = (who: string): Client => {
    const client = host.as(address(who));
    return {
      ...client,
      invoke: async (...asked) => {
        const told = await client.invoke(...asked);
        expectSpelled(told);
        return told;
      },
    };
  };

  const ask: Desk['ask'] = async (who, issueKey, question, payload = {}) => answer.parse(await as(who).invoke({ moduleKey: 'ticket-panel', issueKey }, question, payload));
  const act: Desk['act'] = async (who, issueKey, question, payload) => {
    const told = await ask(who, issueKey, question, payload);
    if (!told.ok) throw new Error(`${who} was refused ${question}: ${JSON.stringify(told.refusal)}`);
    return panel.parse(told.value);
  };
  const readTrail: Desk['trail'] = async (issueKey) => {
    const told = await ask('agent', issueKey, 'trail.read');
    if (!told.ok) throw new Error(`the trail was refused: ${told.refusal.code}`);
    return trail.parse(told.value);
  };
  const importDirectory: Desk['importDirectory'] = async (source, content) => {
    const payload = { source, asOf: `${today}T06:00:00.000Z`, part: 1, parts: 1, text: JSON.stringify(content) };
    const told = answer.parse(await as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'directory.import', payload));
    if (!told.ok) throw new Error(`the directory was refused: ${told.refusal.code}`);
  };

  const desk: Desk = {
    host,
    as,
    ask,
    act,
    refused: async (...asked) => {
      const told = await ask(...asked);
      return told.ok ? 'accepted' : told.refusal.code;
    },
    request: async (issueKey, who = 'agent') => {
      const { request: seen } = await act(who, issueKey, 'panel.open');
      if (!seen) throw new Error(`${issueKey} is no request`);
      return seen;
    },
    trail: readTrail,
    trailLength: async (issueKey) => (await readTrail(issueKey)).lines[0]?.seq ?? 0,
    ticket: async (plan) => {
      const made = host.jira.seeding.ticket({
        requestType: 'Data snapshot',
        reporter: dana,
        summary: 'Copy of our Timesheets data',
        description: ticketText(),
        fields: { SEN: northwindNumber },
        ...plan,
      });
      await host.settled();
      return made;
    },
    attach: async (who, issueKey, filename, content) => {
      const { status, body } = await as(who).attach(issueKey, filename, content);
      if (status !== 200) throw new Error(`${filename} was not attached: ${status}`);
      await host.settled();
      return z.array(z.object({ id: z.string() })).parse(body)[0]?.id ?? '';
    },
    gate: async (issueKey, transition) => {
      const { body } = await as('agent').send('POST', '/local/validate-gate', { issueKey, transition });
      return z.object({ result: z.boolean(), errorMessage: z.string().optional() }).parse(body);
    },
    move: async (who, issueKey, transition) => {
      const { body } = await as(who).send('GET', `/rest/api/3/issue/${issueKey}/transitions`);
      const found = z.object({ transitions: z.array(z.object({ id: z.string(), name: z.string() })) }).parse(body).transitions.find((one) => one.name === transition);
      if (!found) throw new Error(`${issueKey} has no transition ${transition}`);
      const { status } = await as(who).send('POST', `/rest/api/3/issue/${issueKey}/transitions`, { transition: { id: found.id } });
      await host.settled();
      return status;
    },
    importDirectory,
    close: async () => {
      // A move by nothing waits for the schedules that are under way, which would otherwise find their database closed.
      await host.clock.advance({});
      await host.settled();
      await host.close();
    },
  };
  if (isNew) {
    await host.clock.set(`${today}T09:00:00.000Z`);
    if (licences.length > 0) await importDirectory('marketplace-json', { _links: {}, totalCount: licences.length, licenses: licences });
    if (tenants.length > 0) await importDirectory('tenant-map', tenants);
  }
  return desk;
}

/** What Dana writes, with the lines that a journey wants otherwise. */
export function ticketText(lines: Readonly<Record<string, string>> = {}): string {
  const told = { Recipient: `Luis Ferreira, ${luis}, Northwind Traders`, Country: 'Germany', Dates: '2019-01-01 to 2026-10-31', ...lines };
  return ['Please send us a copy of our data from https://northwind.atlassian.net', ...Object.entries(told).map(([label, value]) => `${label}: ${value}`)].join('\n');
}

export const stepOf = (seen: Request, id: string): z.infer<typeof step> => {
  const found = seen.stages.flatMap(({ steps }) => steps).find((one) => one.id === id);
  if (!found) throw new Error(`there is no step ${id}`);
  return found;
};

export const codesOf = (seen: Request, id: string): readonly string[] => stepOf(seen, id).findings.map(({ code }) => code);

export const decisionOf = (seen: Request, name: 'proceed' | 'release'): z.infer<typeof decision> => {
  const found = seen.decisions.find((one) => one.decision === name);
  if (!found) throw new Error(`there is no decision ${name}`);
  return found;
};

/** What needs attention, by the code of its title, worst first. */
export const attentionOf = (seen: Request): readonly string[] => seen.attention.map(({ title }) => title.code);

export async function approve(desk: Desk, issueKey: string, name: 'proceed' | 'release', who = 'approver'): Promise<Request> {
  const { termsDigest } = decisionOf(await desk.request(issueKey, who), name);
  await desk.act(who, issueKey, 'decision.approve', { decision: name, termsDigest });
  return desk.request(issueKey);
}

/** The agent has verified everything; *proceed* waits for an approver. */
export async function verified(desk: Desk, plan?: Partial<TicketPlan>): Promise<Ticket> {
  const ticket = await desk.ticket(plan);
  const { rev, kind } = await desk.request(ticket.key);
  await desk.act('agent', ticket.key, 'facts.confirm', { rev });
  if (kind === 'offboarding-export') await desk.act('agent', ticket.key, 'step.attest', { step: 'customer-success-told', note: 'Told in their channel' });
  else await desk.act('agent', ticket.key, 'step.answer', { step: 'churn-risk', answer: 'no' });
  return ticket;
}

export async function sendReply(desk: Desk, issueKey: string, reply: string, who = 'agent'): Promise<void> {
  const told = await desk.ask(who, issueKey, 'reply.prepare', { reply });
  if (!told.ok) throw new Error(`no reply: ${told.refusal.code}`);
  const { text } = z.object({ text: z.string() }).parse(told.value);
  await desk.act(who, issueKey, 'reply.send', { reply, text, strangersSeen: true });
  await desk.host.settled();
}

/** *Proceed* is given and the form is out; the customer's form and key are waited for. */
export async function formSent(desk: Desk, plan?: Partial<TicketPlan>): Promise<Ticket> {
  const ticket = await verified(desk, plan);
  await approve(desk, ticket.key, 'proceed');
  await desk.act('agent', ticket.key, 'step.attest', { step: 'form-sent', link: 'https://forms.example.com/envelopes/1' });
  await sendReply(desk, ticket.key, 'form-and-key');
  return ticket;
}

export async function takeForm(desk: Desk, issueKey: string, content: Uint8Array | string = fileNamed('service-request-signed.pdf')): Promise<string> {
  const attachmentId = await desk.attach('agent', issueKey, 'signed-form.pdf', content);
  const { request: seen } = await desk.act('agent', issueKey, 'file.take', { role: 'signed-form', attachmentId });
  await desk.act('second-agent', issueKey, 'step.confirm', { step: 'signed-form', rev: seen?.rev ?? 0 });
  return attachmentId;
}

export async function takeKey(desk: Desk, issueKey: string, name = luisKey): Promise<string> {
  const attachmentId = await desk.attach('agent', issueKey, name, fileNamed(name));
  const { request: seen } = await desk.act('agent', issueKey, 'file.take', { role: 'encryption-key', attachmentId });
  // A desk that has delivered to another key of this customer asks for a listed contact's word.
  const isAsked = seen && codesOf(seen, 'key-continuity').includes('other-key-than-last-time');
  if (isAsked) await desk.act('agent', issueKey, 'step.attest', { step: 'new-key-confirmed', note: 'Dana confirmed the fingerprint on the phone' });
  return attachmentId;
}

type WithFiles = Ticket & { readonly formId: string; readonly keyId: string };

export async function takeSshKey(desk: Desk, issueKey: string, content: Uint8Array | string = fileNamed('luis-ferreira.pub')): Promise<void> {
  const attachmentId = await desk.attach('agent', issueKey, 'luis-ferreira.pub', content);
  await desk.act('agent', issueKey, 'file.take', { role: 'ssh-key', attachmentId });
}

/** Form and keys are there and checked; *release* waits for an approver. */
export async function keyTaken(desk: Desk, plan?: Partial<TicketPlan>, key = luisKey): Promise<WithFiles> {
  const ticket = await formSent(desk, plan);
  const formId = await takeForm(desk, ticket.key);
  const keyId = await takeKey(desk, ticket.key, key);
  await takeSshKey(desk, ticket.key);
  return { ...ticket, formId, keyId };
}

/** Both decisions are given; one click makes the task. */
export async function released(desk: Desk, plan?: Partial<TicketPlan>, key?: string): Promise<WithFiles> {
  const ticket = await keyTaken(desk, plan, key);
  await approve(desk, ticket.key, 'release');
  return ticket;
}

const made = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    summary: z.string(),
    description: z.unknown(),
    priority: z.object({ name: z.string() }),
    labels: z.array(z.string()),
    components: z.array(z.object({ name: z.string() })),
    assignee: z.unknown(),
    creator: z.object({ accountId: z.string() }),
    project: z.object({ key: z.string() }),
    issuetype: z.object({ name: z.string() }),
    status: z.object({ name: z.string() }),
  }),
});
export type Task = z.infer<typeof made>;

/** Every issue of the project SRE, as whoever works there sees them. */
export async function tasks(desk: Desk): Promise<readonly Task[]> {
  const { body } = await desk.as('sre').send('POST', '/rest/api/3/search/jql', { jql: 'project = SRE ORDER BY created ASC', fields: ['*all'], maxResults: 100 });
  return z.object({ issues: z.array(made) }).parse(body).issues;
}
