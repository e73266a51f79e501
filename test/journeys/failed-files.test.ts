// Lets a customer's keys fail in the ticket and in the portal: the third different one makes the desk suggest a call, and one that works ends that.
import { z } from 'zod';
import { attentionOf, dana, fileNamed, formSent, luis, openDesk, sendReply, takeForm, takeKey, takeSshKey, type Desk, type Request } from './desk';
import { inPortal, judged, keyOf, refusedInPortal, shownTo } from './portal-visitors';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'failed-files' }); });
afterAll(() => desk.close());

const callDue = (seen: Request): boolean => attentionOf(seen).includes('attention.call');
const eventsOf = async (key: string): Promise<readonly string[]> => (await desk.trail(key)).lines.map(({ what }) => what.code);
const shownActions = z.object({ ok: z.literal(true), value: z.object({ request: z.object({ turn: z.object({ what: z.object({ code: z.string() }), button: z.object({ action: z.record(z.string(), z.unknown()) }).optional() }), attention: z.array(z.object({ id: z.string(), title: z.object({ code: z.string() }), fix: z.object({ params: z.record(z.string(), z.unknown()) }).optional(), actions: z.array(z.object({ action: z.record(z.string(), z.unknown()) })) })) }) }) });
const shown = async (key: string, who = 'agent'): Promise<z.infer<typeof shownActions>['value']['request']> => shownActions.parse(await desk.ask(who, key, 'panel.open')).value.request;

/** Form and SSH key are there: nothing but the encryption key is missing. */
async function waitingForKey(): Promise<string> {
  const { key } = await formSent(desk, { participants: [luis], organization: 'Northwind' });
  await takeForm(desk, key);
  await takeSshKey(desk, key);
  return key;
}

it('suggests a call at the third different file, and not at the same one again; a key that works ends it', async () => {
  const key = await waitingForKey();
  await takeKey(desk, key, 'rsa1024.asc');
  await takeKey(desk, key, 'expired.asc');
  expect(callDue(await desk.request(key))).toBe(false);
  await takeKey(desk, key, 'rsa1024.asc');
  await desk.act('agent', key, 'checks.run');
  await desk.act('agent', key, 'checks.run');
  expect(callDue(await desk.request(key))).toBe(false);
  expect(await desk.refused('agent', key, 'call.note', { role: 'encryption-key', note: 'Spoke with Luis' })).toBe('no-call-due');
  // The panel's own button opens the reply that repeats what is wrong with this file.
  expect((await shown(key)).turn.button?.action).toEqual({ do: 'review-reply', reply: 'key-again' });
  await takeKey(desk, key, 'revoked.asc');
  const due = await shown(key);
  expect(due.turn).toMatchObject({ what: { code: 'turn.call' }, button: { action: { do: 'review-reply', reply: 'propose-call' } } });
  // The agent attached all three for him: it is his key, so it is he who is called.
  expect(due.attention.find(({ id }) => id === 'call-encryption-key')).toMatchObject({ fix: { params: { name: 'Luis Ferreira', address: luis } }, actions: [{ action: { do: 'note-call', role: 'encryption-key' } }] });
  expect((await shown(key, 'approver')).attention.find(({ id }) => id === 'call-encryption-key')?.actions).toEqual([]);
  await takeKey(desk, key);
  expect(attentionOf(await desk.request(key))).toEqual([]);
  expect((await desk.trail(key)).intact).toBe(true);
});

it('proposes the call by a reply of its own, and is quiet once it was held, until another file fails', async () => {
  const key = await waitingForKey();
  for (const name of ['rsa1024.asc', 'expired.asc', 'revoked.asc']) await takeKey(desk, key, name);
  const prepared = await desk.ask('agent', key, 'reply.prepare', { reply: 'propose-call' });
  expect(prepared).toMatchObject({ ok: true, value: { organisations: { code: 'reply.organisations', params: { names: { list: ['Northwind'] } } } } });
  expect(JSON.stringify(prepared)).toMatch(/a call.*number that we have on record/);
  expect(JSON.stringify(prepared)).not.toContain('{findings}');
  // The form passed: what is odd about its signatures is the desk's own matter.
  expect(JSON.stringify(prepared)).not.toContain('vouches for');
  await sendReply(desk, key, 'propose-call');
  const waiting = await shown(key);
  expect(waiting.turn.what.code).toBe('turn.await-customer');
  expect(waiting.attention.find(({ id }) => id === 'call-encryption-key')?.actions).toEqual([{ action: { do: 'note-call', role: 'encryption-key' } }]);
  expect(await desk.refused('approver', key, 'call.note', { role: 'encryption-key', note: 'Spoke with Luis' })).toBe('no-permission');
  expect(await desk.refused('agent', key, 'call.note', { role: 'encryption-key', note: '' })).toBe('bad-input');
  expect(await desk.refused('agent', key, 'call.note', { role: 'ssh-key', note: 'Spoke with Luis' })).toBe('no-call-due');
  const note = 'Spoke with Luis, who exports the key again';
  expect(await Promise.all([1, 2].map(() => desk.refused('agent', key, 'call.note', { role: 'encryption-key', note })))).toEqual(['accepted', 'accepted']);
  const held = await desk.request(key);
  expect(callDue(held)).toBe(false);
  expect(held.settled.map(({ id }) => id)).toEqual(['call-encryption-key']);
  expect((await eventsOf(key)).filter((code) => code === 'event.call.noted')).toHaveLength(1);
  expect(JSON.stringify((await desk.trail(key)).lines)).not.toContain(note);
  await takeKey(desk, key, 'sign-only.asc');
  expect(callDue(await desk.request(key))).toBe(true);
  await takeKey(desk, key);
  const good = await desk.request(key);
  expect([attentionOf(good), good.settled]).toEqual([[], []]);
});

it('counts a key that fails in the portal by its digest, and offers the customer a call as well', async () => {
  const { key } = await formSent(desk, { participants: [luis] });
  const wrong = ['rsa1024.asc', 'expired.asc', 'revoked.asc', 'sign-only.asc'].map((name) => keyOf('encryption-key', name, fileNamed(name)));
  for (const given of [wrong[0], wrong[0], wrong[1]]) await judged(desk, luis, key, given ?? {});
  const nextIn = async (who: string): Promise<readonly string[]> => (await shownTo(desk, who, key)).turn.next.map(({ code }) => code);
  expect([callDue(await desk.request(key)), await nextIn(luis)]).toEqual([false, expect.not.arrayContaining(['portal.call'])]);
  await judged(desk, luis, key, wrong[2] ?? {});
  expect(callDue(await desk.request(key))).toBe(true);
  expect(await nextIn(luis)).toContain('portal.call');
  expect((await shown(key)).attention.find(({ id }) => id === 'call-encryption-key')?.fix?.params).toMatchObject({ name: 'Luis Ferreira', address: luis });
  // Enough is known by then: however many follow, nothing more is written down.
  const length = await desk.trailLength(key);
  await judged(desk, luis, key, wrong[3] ?? {});
  expect(await desk.trailLength(key)).toBe(length);
  expect((await eventsOf(key)).filter((code) => code === 'event.key.turned-down')).toHaveLength(3);
  const good = keyOf('encryption-key', 'luis-ferreira.asc', fileNamed('luis-ferreira.asc'));
  await inPortal(desk, luis, key, 'key.hand-in', { ...good, voidsSeen: false });
  expect(callDue(await desk.request(key))).toBe(false);
  expect(await nextIn(luis)).not.toContain('portal.call');
  expect((await desk.trail(key)).intact).toBe(true);
});

it('counts nothing of somebody who may hand in no key, and nothing once the request has ended', async () => {
  desk.host.jira.seeding.customer({ email: 'owen.park@contoso.example', name: 'Owen Park' });
  const { key } = await formSent(desk, { participants: [luis, 'owen.park@contoso.example'] });
  const length = await desk.trailLength(key);
  const given = keyOf('encryption-key', 'rsa1024.asc', fileNamed('rsa1024.asc'));
  expect(await refusedInPortal(desk, 'owen.park@contoso.example', key, 'key.judge', given)).toBe('not-your-request');
  await desk.act('agent', key, 'request.end', { ending: 'withdrawn', reason: 'Dana wrote that they no longer need it' });
  expect(await refusedInPortal(desk, dana, key, 'key.judge', given)).toBe('ended');
  expect(await desk.trailLength(key)).toBe(length + 1);
});

it('asks for the signed form again with what is wrong with the form alone, and calls whoever sent it', async () => {
  const { key } = await formSent(desk, { attachments: ['no form', 'nor is this', 'and neither this'].map((content, nth) => ({ filename: `form-${String(nth)}.pdf`, mimeType: 'application/pdf', content: Buffer.from(content), by: dana })) });
  await takeSshKey(desk, key);
  const attached = z.object({ value: z.object({ request: z.object({ attachments: z.array(z.object({ id: z.string(), name: z.string() })) }) }) }).parse(await desk.ask('agent', key, 'panel.open')).value.request.attachments;
  await takeKey(desk, key, 'rsa1024.asc');
  for (const [nth, { id: attachmentId }] of attached.filter(({ name }) => name.startsWith('form-')).entries()) {
    await desk.act('agent', key, 'file.take', { role: 'signed-form', attachmentId });
    if (nth > 0) continue;
    const offered = (await shown(key)).attention.flatMap(({ actions }) => actions.map(({ action }) => action['reply'])).filter((reply) => reply !== undefined);
    expect(offered).toEqual(['form-again', 'key-again']);
    const { value } = z.object({ value: z.object({ text: z.string() }) }).parse(await desk.ask('agent', key, 'reply.prepare', { reply: 'form-again' }));
    expect(value.text).toMatch(/The form is not a PDF\./);
    expect(value.text).not.toMatch(/1024/);
  }
  expect((await shown(key)).attention.find(({ id }) => id === 'call-signed-form')?.fix?.params).toMatchObject({ name: 'Dana Whitfield', address: dana });
});
