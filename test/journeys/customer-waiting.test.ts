// Shows whose turn it is while the customer is asked, and how the clock of the estimate stops and runs.
import { z } from 'zod';
import { dana, fileNamed, formSent, openDesk, released, sendReply, takeForm, takeKey, takeSshKey, type Desk, type Message } from './desk';

jest.setTimeout(60_000);

let desk: Desk;
let opened = 0;
beforeEach(async () => {
  opened += 1;
  desk = await openDesk({ name: `customer-waiting-${opened}` });
});
afterEach(() => desk.close());

const comment = async (who: string, key: string, body: string): Promise<void> => {
  expect((await desk.as(who).send('POST', `/rest/servicedeskapi/request/${key}/comment`, { body, public: true })).status).toBe(201);
  await desk.host.settled();
};

/** As the portal does it. */
async function attachInPortal(who: string, key: string, name: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(fileNamed(name))]), name);
  const sent = await desk.as(who).fetch('/rest/servicedeskapi/servicedesk/1/attachTemporaryFile', { method: 'POST', body: form, headers: { 'x-atlassian-token': 'no-check' } });
  const { temporaryAttachments } = z.object({ temporaryAttachments: z.array(z.object({ temporaryAttachmentId: z.string() })) }).parse(await sent.json());
  const { status } = await desk.as(who).send('POST', `/rest/servicedeskapi/request/${key}/attachment`, { temporaryAttachmentIds: temporaryAttachments.map((one) => one.temporaryAttachmentId), public: true });
  expect(status).toBe(201);
  await desk.host.settled();
  const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${key}?fields=attachment`);
  return z.object({ fields: z.object({ attachment: z.array(z.object({ id: z.string() })) }) }).parse(body).fields.attachment.at(-1)?.id ?? '';
}

const turn = async (key: string): Promise<string> => (await desk.request(key, 'lead')).turn.who;
const clock = async (key: string): Promise<Message | undefined> => (await desk.request(key)).turn.next.find(({ code }) => code.startsWith('clock.'));

it('a reply that asks makes it the customer’s turn, a comment of theirs the agent’s', async () => {
  const { key } = await desk.ticket({ description: 'We want our data.' });
  expect(await turn(key)).toBe('agent');
  await sendReply(desk, key, 'missing-facts');
  expect(await turn(key)).toBe('customer');
  await comment('agent', key, 'Did you see our question?');
  expect(await turn(key)).toBe('customer');
  await comment(dana, key, 'Here you are');
  expect(await turn(key)).toBe('agent');
});

it('a file of theirs does, too, and nobody else’s', async () => {
  const { key } = await formSent(desk);
  expect(await turn(key)).toBe('customer');
  await desk.attach('second-agent', key, 'notes.txt', 'We called them');
  expect(await turn(key)).toBe('customer');
  await attachInPortal(dana, key, 'luis-ferreira.asc');
  expect(await turn(key)).toBe('agent');
  const { lines } = await desk.trail(key);
  expect(lines[0]).toMatchObject({ who: 'Dana Whitfield', what: { code: 'event.customer.answered' } });
});

it('the desk looks for a ticket by whose turn it is', async () => {
  const { key } = await formSent(desk);
  const found = async (who: string): Promise<unknown> => (await desk.as('agent').send('POST', '/rest/api/3/search/jql', { jql: `snapshotTurn = ${who} AND key = ${key}`, fields: ['summary'] })).body;
  expect(await found('customer')).toMatchObject({ issues: [{ key }] });
  await comment(dana, key, 'The form is signed');
  expect(await found('customer')).toMatchObject({ issues: [] });
  expect(await found('agent')).toMatchObject({ issues: [{ key }] });
});

it('the clock starts with the form and both keys, and tells the day of the estimate and the last day', async () => {
  const { key } = await formSent(desk);
  expect(await clock(key)).toMatchObject({ code: 'clock.not-started' });
  await takeForm(desk, key);
  expect(await clock(key)).toMatchObject({ code: 'clock.not-started' });
  await takeKey(desk, key);
  expect(await clock(key)).toMatchObject({ code: 'clock.not-started' });
  await takeSshKey(desk, key);
  expect(await clock(key)).toMatchObject({ code: 'clock.running', params: { day: 1, of: 10, due: { day: '2026-12-03' } } });
  // Over a weekend, from Thursday to Monday.
  await desk.host.clock.set('2026-11-23T09:00:00.000Z');
  expect(await clock(key)).toMatchObject({ code: 'clock.running', params: { day: 2, due: { day: '2026-12-03' } } });
});

it('the clock stops while the customer is waited for, and runs on when they answer', async () => {
  const { key } = await released(desk);
  await desk.host.clock.set('2026-11-20T09:00:00.000Z');
  await sendReply(desk, key, 'form-and-key');
  expect(await turn(key)).toBe('customer');
  // From Friday to Wednesday: three business days that do not count.
  await desk.host.clock.set('2026-11-25T09:00:00.000Z');
  expect(await clock(key)).toMatchObject({ code: 'clock.stopped' });
  await attachInPortal(dana, key, 'luis-ferreira-new.asc');
  expect(await turn(key)).not.toBe('customer');
  expect(await clock(key)).toMatchObject({ code: 'clock.running', params: { day: 1, due: { day: '2026-12-08' } } });
  await desk.host.settled();
  const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${key}/properties/snapshotDesk`);
  expect(body).toMatchObject({ value: { due: '2026-12-08' } });
});

it('a ticket without an answer loses nothing: the answer may also be entered by hand', async () => {
  const { key } = await desk.ticket({ description: 'We want our data.' });
  await sendReply(desk, key, 'missing-facts');
  await desk.act('agent', key, 'facts.set', { fact: 'country', value: 'Germany' });
  expect(await turn(key)).toBe('agent');
});

it('what Jira does not take at once is sent by the schedule', async () => {
  const { key } = await desk.ticket();
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue/*/comment', how: 'answer-503' });
  await sendReply(desk, key, 'missing-facts');
  const comments = async (): Promise<number> => z.object({ values: z.array(z.unknown()) }).parse((await desk.as(dana).send('GET', `/rest/servicedeskapi/request/${key}/comment`)).body).values.length;
  expect(await comments()).toBe(0);
  await desk.host.clock.advance({ minutes: 10 });
  await desk.host.settled();
  expect(await comments()).toBe(1);
});

it('a comment whose answer was lost is found again and not written twice', async () => {
  const { key } = await desk.ticket();
  desk.host.faults.add({ target: 'product', match: 'POST /rest/api/3/issue/*/comment', how: 'drop-answer' });
  await sendReply(desk, key, 'missing-facts');
  await desk.host.clock.advance({ minutes: 10 });
  await desk.host.clock.advance({ minutes: 10 });
  await desk.host.settled();
  const { values } = z.object({ values: z.array(z.unknown()) }).parse((await desk.as(dana).send('GET', `/rest/servicedeskapi/request/${key}/comment`)).body);
  expect(values).toHaveLength(1);
});
