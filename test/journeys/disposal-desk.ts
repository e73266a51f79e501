// Lets people act on disposals from ticket and task, and carries requests as far as a disposal may be asked for.
import { z } from 'zod';
import { approve, formSent, licence, northwindTenant, released, sendReply, takeForm, takeKey, takeSshKey, verified, type Desk } from './desk';
import { beginWork, goodRecord, onTask, place, sealedFileKey } from './sre-desk';

const message = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const columns = z.array(z.object({ tenantId: z.string(), name: z.string(), meant: z.boolean(), licences: z.array(message), standing: z.array(z.object({ text: message, active: z.boolean() })), copy: message }));
const disposals = z.object({
  disposals: z.array(z.object({ disposal: z.number(), standing: z.string(), acts: z.array(z.string()), notice: z.string().optional(), waitsUntil: z.string(), line: message, runbook: z.object({ steps: z.array(message) }).optional() })),
  offers: z.array(z.object({ profile: z.string(), may: z.boolean(), bars: z.array(message) })),
});
export type Disposals = z.infer<typeof disposals>;

const prepared = z.object({ tenants: columns, systems: z.array(z.string()), waitsUntil: z.string(), deciders: z.array(z.object({ accountId: z.string(), name: z.string() })), seal: z.string(), bars: z.array(message) });
export type Prepared = z.infer<typeof prepared>;
const review = z.object({ tenants: columns, seal: z.string(), changed: z.array(z.object({ label: message, was: message, now: message })), bars: z.array(message) });

export interface Received { readonly key: string; readonly task: string }

/** The customer has the files and says so; the account on the delivery host is gone. Takes five days. */
export async function received(desk: Desk, kind: 'Data snapshot' | 'Offboarding export' = 'Data snapshot'): Promise<Received> {
  const { key } = kind === 'Data snapshot' ? await released(desk, undefined, sealedFileKey) : await offboardingReleased(desk);
  for (const transition of ['Start agreement', 'Hand over to SRE']) await desk.move('agent', key, transition);
  const { done } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  const task = String(done?.params['task']);
  await sendReply(desk, key, 'estimate');
  await beginWork(desk, key, task);
  await desk.move('sre', task, 'Start work');
  const expiresOn = new Date(desk.host.clock.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  await onTask(desk, task, 'delivery.record', { ...goodRecord(key), ...place, expiresOn });
  await desk.host.clock.advance({ days: 5 });
  await onTask(desk, task, 'delivery.hand-details', { note: 'To Luis by telephone' });
  await desk.move('sre', task, 'Mark delivered');
  await sendReply(desk, key, 'ready');
  await onTask(desk, task, 'access.removed', { note: 'The account is gone' });
  await desk.act('agent', key, 'step.attest', { step: 'receipt', note: 'Luis wrote that everything opens' });
  return { key, task };
}

/** Two people let the proof of the key pass here: it has a journey of its own. */
async function offboardingReleased(desk: Desk): Promise<{ readonly key: string }> {
  const { key } = await formSent(desk, { requestType: 'Offboarding export', summary: 'Export before we leave' });
  await desk.act('agent', key, 'copy.answer', { step: 'copy-wanted', answer: 'yes' });
  await takeForm(desk, key);
  await takeKey(desk, key, sealedFileKey);
  await takeSshKey(desk, key);
  const { request } = await desk.act('agent', key, 'step.override', { step: 'possession', reason: 'Luis read the fingerprint out on the telephone' });
  await desk.act('second-agent', key, 'step.confirm', { step: 'possession', rev: request?.rev });
  await approve(desk, key, 'release');
  return { key };
}

/** The customer writes that they want no copy; the task is made on *proceed* alone. */
export async function declined(desk: Desk): Promise<Received> {
  const { key } = await verified(desk, { requestType: 'Offboarding export', summary: 'We leave, and need no copy' });
  await approve(desk, key, 'proceed');
  await desk.act('agent', key, 'copy.answer', { step: 'copy-wanted', answer: 'no', note: 'Dana, 19 Nov: “We do not need the data”' });
  const { done } = await desk.act('agent', key, 'hand-off.start');
  await desk.host.settled();
  return { key, task: String(done?.params['task']) };
}

export const endedLicence = (until: string): object => licence({ status: 'cancelled', maintenanceEndDate: until });

/** The directory as an admin would bring it up to date today. */
export async function importToday(desk: Desk, licences: readonly object[] | undefined, tenants: readonly object[] | undefined): Promise<void> {
  const asOf = desk.host.clock.now().toISOString();
  const send = async (source: string, content: unknown): Promise<void> => {
    const told = z.object({ ok: z.boolean() }).loose().parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'directory.import', { source, asOf, part: 1, parts: 1, text: JSON.stringify(content) }));
    if (!told.ok) throw new Error(`the directory was refused: ${JSON.stringify(told)}`);
  };
  if (licences) await send('marketplace-json', { _links: {}, totalCount: licences.length, licenses: licences });
  if (tenants) await send('tenant-map', tenants);
}

export async function prepare(desk: Desk, task: string, profile: string, who = 'sre'): Promise<Prepared> {
  const told = await desk.as(who).invoke({ moduleKey: 'sre-panel', issueKey: task }, 'disposal.prepare', { profile });
  const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: prepared }), z.object({ ok: z.literal(false), refusal: message })]).parse(told);
  if (!answered.ok) throw new Error(`disposal.prepare was refused: ${answered.refusal.code}`);
  return answered.value;
}

/** What would be sent by somebody who does everything right. */
export async function rightQuestion(desk: Desk, task: string, profile: string, who = 'sre'): Promise<Record<string, unknown>> {
  const { seal, systems, deciders } = await prepare(desk, task, profile, who);
  const decider = deciders.find(({ name }) => name.startsWith('Helen')) ?? deciders[0];
  return { profile, systems, reason: 'The contract has ended', typed: northwindTenant, seal, decider: decider?.accountId ?? '' };
}

/** The code with which the app refuses on the task; `accepted` where it does not. */
export async function onTaskRefused(desk: Desk, task: string, question: string, payload: object, who = 'sre'): Promise<string> {
  const told = await desk.as(who).invoke({ moduleKey: 'sre-panel', issueKey: task }, question, payload);
  const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), refusal: message })]).parse(told);
  return answered.ok ? 'accepted' : answered.refusal.code;
}

/** The disposals as the ticket's panel shows them to somebody. */
export async function disposalsOf(desk: Desk, key: string, who = 'agent'): Promise<Disposals> {
  const told = await desk.ask(who, key, 'panel.open');
  if (!told.ok) throw new Error(told.refusal.code);
  return z.object({ request: z.object({ disposal: disposals.optional() }) }).parse(told.value).request.disposal ?? { disposals: [], offers: [] };
}

export const standingOf = async (desk: Desk, key: string): Promise<string> => (await disposalsOf(desk, key)).disposals[0]?.standing ?? 'none';

export async function reviewOf(desk: Desk, key: string, disposal: number, who = 'approver'): Promise<z.infer<typeof review>> {
  const told = await desk.ask(who, key, 'disposal.review', { disposal });
  if (!told.ok) throw new Error(told.refusal.code);
  return review.parse(told.value);
}

/** Asked for by SRE, told to the contacts; a decision is waited for. */
export async function askedFor(desk: Desk, { key, task }: Received, profile: string): Promise<number> {
  await onTask(desk, task, 'disposal.ask', await rightQuestion(desk, task, profile));
  const disposal = (await disposalsOf(desk, key)).disposals[0]?.disposal ?? 0;
  await desk.act('agent', key, 'disposal.told', { disposal, moment: 'start', how: 'by-hand', note: 'Mail to both' });
  return disposal;
}

export async function approveDisposal(desk: Desk, key: string, disposal: number, who = 'approver'): Promise<void> {
  const { seal } = await reviewOf(desk, key, disposal, who);
  await desk.act(who, key, 'disposal.decide', { disposal, outcome: 'approved', seal });
}

/** Approved, and the day has come; the contacts were told three days before. */
export async function dueToday(desk: Desk, { key, task }: Received, profile: string, licences?: readonly object[], tenants?: readonly object[]): Promise<number> {
  const disposal = await askedFor(desk, { key, task }, profile);
  await approveDisposal(desk, key, disposal);
  await desk.host.clock.advance({ days: 27 });
  await desk.act('agent', key, 'disposal.told', { disposal, moment: 'before', how: 'by-hand', note: 'Mail to both' });
  await desk.host.clock.advance({ days: 3 });
  await importToday(desk, licences, tenants);
  return disposal;
}

/** What SRE attests of everything that was asked for. */
export async function attestation(desk: Desk, key: string, disposal: number): Promise<Record<string, unknown>> {
  const systems = z.object({ request: z.object({ disposal: z.object({ disposals: z.array(z.object({ disposal: z.number(), profile: z.string(), systems: z.array(z.string()), restorableFrom: z.string().optional() })) }) }) });
  const told = await desk.ask('agent', key, 'panel.open');
  const one = told.ok ? systems.parse(told.value).request.disposal.disposals.find((each) => each.disposal === disposal) : undefined;
  return {
    disposal,
    evidence: (one?.systems ?? []).map((system) => ({ system, note: 'Job 4711, no rows left' })),
    backups: [],
    ...(one?.profile === 'tenant-systems' && { safetyCopy: 'Vault eu-1, folder 4711', restorableUntil: one.restorableFrom }),
  };
}
