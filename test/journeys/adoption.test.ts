// Takes over a ticket that was worked on without the app: what was done before counts with its day, its evidence and, where the app would have looked itself, a second person.
import { approve, formSent, openDesk, stepOf, type Desk, type Request } from './desk';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'adoption' }); });
afterAll(() => desk.close());

const note = 'Mail of 18 November in the old folder';
/** The clock stands at 19 November 2026; the ticket is from the day before. */
async function oldTicket(adopted = true): Promise<string> {
  await desk.host.clock.set('2026-11-18T09:00:00.000Z');
  const { key } = await desk.ticket({ requestType: 'General question' });
  await desk.host.clock.set('2026-11-20T09:00:00.000Z');
  await desk.act('agent', key, 'request.begin', { kind: 'data-dump', ...(adopted && { adopted }) });
  return key;
}

const adopt = (key: string, step: string, more: object = {}, who = 'agent'): Promise<string> => desk.refused(who, key, 'step.adopt', { step, on: '2026-11-18', note, ...more });
const offered = (seen: Request, step: string): readonly string[] => stepOf(seen, step).actions.map(({ action }) => action.do);

it('marks a step that is done by hand, with its day, on one person’s word, once', async () => {
  const key = await oldTicket();
  expect(offered(await desk.request(key), 'form-sent')).toContain('adopt');
  expect(await Promise.all([adopt(key, 'form-sent'), adopt(key, 'form-sent')])).toEqual(['accepted', 'accepted']);
  const seen = await desk.request(key);
  expect(stepOf(seen, 'form-sent')).toMatchObject({ state: 'done', meta: { code: 'step.meta.before', params: { day: { day: '2026-11-18' }, two: 'no' } }, lozenge: { text: { code: 'lozenge.before' } } });
  expect(offered(seen, 'form-sent')).not.toContain('adopt');
  const { lines, intact } = await desk.trail(key);
  expect(intact).toBe(true);
  expect(lines.filter(({ what }) => what.code === 'event.step.marked')).toHaveLength(1);
  expect(lines[0]?.what.params).toMatchObject({ step: 'step.form-sent.title', state: 'mark.done-before', on: { day: '2026-11-18' } });
  expect(JSON.stringify(lines)).not.toContain(note);
  await desk.act('agent', key, 'step.reopen', { step: 'form-sent', reason: 'It was another form' });
  expect(stepOf(await desk.request(key), 'form-sent').state).not.toBe('done');
});

it('takes no day before the ticket or still to come, no mark without evidence, and no request that began here', async () => {
  const key = await oldTicket();
  expect(await adopt(key, 'form-sent', { on: '2026-11-17' })).toBe('before-the-ticket');
  expect(await adopt(key, 'form-sent', { on: '2026-11-21' })).toBe('in-the-future');
  expect(await adopt(key, 'form-sent', { on: '2026-02-31' })).toBe('bad-input');
  expect(await adopt(key, 'form-sent', { note: undefined })).toBe('evidence-needed');
  expect(await adopt(key, 'form-sent', { note: undefined, link: 'http://forms.example.com/1' })).toBe('bad-input');
  expect(await adopt(key, 'no-such-step')).toBe('unknown-step');
  expect(await adopt(key, 'form-sent', {}, 'approver')).toBe('no-permission');
  const begunHere = await oldTicket(false);
  expect(await adopt(begunHere, 'form-sent')).toBe('not-adopted');
  expect(offered(await desk.request(begunHere), 'form-sent')).not.toContain('adopt');
});

it('never takes over a decision, a fact, or what SRE does', async () => {
  const key = await oldTicket();
  for (const step of ['facts', 'churn-risk', 'sre-task']) expect(await adopt(key, step)).toBe('never-adopted');
  for (const step of ['proceed', 'release']) expect(await adopt(key, step, {}, 'approver')).toBe('never-adopted');
  for (const step of ['proceed', 'release', 'work-started', 'delivered']) expect(await adopt(key, step)).toBe('no-permission');
});

it('counts what the app would have looked at only with a second person', async () => {
  const key = await oldTicket();
  expect(await adopt(key, 'previous-requests')).toBe('accepted');
  const waiting = await desk.request(key);
  expect(stepOf(waiting, 'previous-requests').state).toBe('waiting');
  expect(await desk.refused('agent', key, 'step.confirm', { step: 'previous-requests', rev: waiting.rev })).toBe('same-person');
  expect(await desk.refused('second-agent', key, 'step.confirm', { step: 'previous-requests', rev: 0 })).toBe('facts-changed');
  expect(await desk.refused('second-agent', key, 'step.confirm', { step: 'previous-requests', rev: waiting.rev })).toBe('accepted');
  expect(stepOf(await desk.request(key), 'previous-requests')).toMatchObject({ state: 'done', meta: { params: { two: 'yes' } } });
});

it('believes what the app finds itself over what is said to have been done', async () => {
  const key = await oldTicket();
  expect(await adopt(key, 'requester-contact')).toBe('accepted');
  await desk.act('second-agent', key, 'step.confirm', { step: 'requester-contact', rev: (await desk.request(key)).rev });
  expect(stepOf(await desk.request(key), 'requester-contact').state).toBe('done');
  await desk.act('agent', key, 'facts.set', { fact: 'requester', value: { name: 'Eve', address: 'eve@gmail.com' }, how: 'By telephone' });
  const { rev } = await desk.request(key);
  await desk.act('second-agent', key, 'facts.confirm', { rev });
  await desk.act('agent', key, 'checks.run');
  const judged = stepOf(await desk.request(key), 'requester-contact');
  expect(judged.state).toBe('fails');
});

it('shows an approver what was done before, and says on the trail that the request was adopted', async () => {
  const key = await oldTicket();
  const { rev } = await desk.request(key);
  await desk.act('agent', key, 'facts.confirm', { rev });
  await desk.act('agent', key, 'step.answer', { step: 'churn-risk', answer: 'no' });
  expect(await adopt(key, 'form-sent')).toBe('accepted');
  const told = await desk.ask('approver', key, 'panel.open');
  expect(JSON.stringify(told)).toContain('decision.before');
  const lines = (await desk.trail(key)).lines;
  expect(lines.at(-1)?.what.code).toBe('event.request.begun');
  await approve(desk, key, 'proceed');
  const exported = await desk.ask('agent', key, 'trail.export', { format: 'jsonl' });
  expect(JSON.stringify(exported)).toContain('\\"adopted\\":true');
  const begun = await formSent(desk);
  expect(JSON.stringify(await desk.ask('agent', begun.key, 'trail.export', { format: 'jsonl' }))).not.toContain('adopted');
});
