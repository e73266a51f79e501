// Shows what a line of the desk says: its next step in the panel's words, its age against the estimate, what deviates.
import type { DeskRow } from '../../src/procedure/desk-row';
import { noDay } from '../../src/procedure/desk-row';
import { sentence } from '../../src/procedure/sentence';
import { deskLine, type Seen } from '../../src/views/desk-view';
import { reader, rules } from '../procedure/given';

const row = (more: Partial<DeskRow> = {}): DeskRow => ({ move: 'run-checks', params: {}, barred: [], odd: [], customer: 'Northwind Traders', ...more });
const seen = (more: Partial<Seen> = {}): Seen => ({ issueId: '1', issueKey: 'SUP-1', stage: 'keys', turn: 'agent', due: '2026-12-01', since: '2026-11-17', begun: '2026-11-16T09:00:00Z', clock: { startedOn: '2026-11-17', pauses: [] }, row: row(), ...more });
const desk = (today = '2026-11-19'): Parameters<typeof deskLine>[1] => ({ calendar: rules.calendar, today, nudgeAfter: 2 });
const next = (more: Partial<DeskRow>, stage: Seen['stage'] = 'agreement'): string => sentence(deskLine(seen({ stage, row: row(more) }), desk()).next, reader);

test.each<[Partial<DeskRow>, string]>([
  [{ move: 'ask-facts', params: { count: 3 } }, 'Ask Northwind Traders for 3 missing facts'],
  [{ move: 'settle-flag', subject: 'private-key' }, 'Settle the flag: private key'],
  [{ move: 'take-file', subject: 'signed-form' }, 'Attach the signed form'],
  [{ move: 'decide', params: { decision: 'release' } }, 'Decide the release for Northwind Traders'],
  [{ move: 'send-reply', subject: 'Tell the estimate' }, 'Send the reply: Tell the estimate'],
  [{ move: 'await-customer', params: { reply: 'key-again' } }, 'Waiting for Northwind Traders to answer'],
  [{ move: 'hand-off', odd: [{ what: 'task', name: 'gave-up' }] }, 'The SRE task could not be made'],
  [{ move: 'confirm-step', subject: 'A step of our own' }, 'Confirm as a second person: A step of our own'],
])('%j reads “%s”', (more, says) => {
  expect(next(more)).toBe(says);
});

test('a key that fails is asked for again, anything else that fails is named', () => {
  expect(next({ move: 'resolve-finding', subject: 'x' }, 'keys')).toBe('Ask Northwind Traders for another key');
  expect(next({ move: 'resolve-finding', subject: 'A step' })).toBe('Resolve: A step');
});

test.each<[string, Partial<Seen>, string, object]>([
  ['not started', { clock: { pauses: [] } }, '2026-11-19', { state: 'not-started', day: 0 }],
  ['running', {}, '2026-11-19', { state: 'running', day: 2, from: 5, of: 10, over: 0 }],
  ['near its end', {}, '2026-11-27', { state: 'near', day: 8 }],
  ['over', {}, '2026-12-03', { state: 'over', day: 12, over: 2 }],
  ['stopped', { clock: { startedOn: '2026-11-17', pauses: [{ from: '2026-11-18' }] } }, '2026-12-03', { state: 'stopped', day: 1 }],
  ['delivered, and stays so', { row: row({ delivered: '2026-11-24' }) }, '2027-03-01', { state: 'delivered', day: 5 }],
  ['ended, and stays so', { ended: { ending: 'withdrawn', at: '2026-11-24T09:00:00Z' } }, '2027-03-01', { state: 'ended', day: 5 }],
])('an age that is %s', (_, more, today, age) => {
  expect(deskLine(seen(more), desk(today)).age).toMatchObject(age);
});

test('a turn is stuck after more than the rules’ days, and never where nobody is waited for', () => {
  expect(deskLine(seen(), desk('2026-11-19'))).toMatchObject({ heldFor: 2, stuck: false });
  expect(deskLine(seen(), desk('2026-11-20'))).toMatchObject({ heldFor: 3, stuck: true });
  expect(deskLine(seen(), { ...desk('2026-11-20'), nudgeAfter: 0 }).stuck).toBe(false);
  const idle = deskLine(seen({ since: noDay, turn: 'nobody' }), desk('2026-11-20'));
  expect([idle.stuck, idle.heldFor]).toEqual([false, undefined]);
});

test('every deviation has words, the estimate’s first', () => {
  const odd = (['flag', 'fails', 'unknown', 'voided', 'lapsed', 'refused', 'unsent', 'task'] as const).map((what) => ({ what, name: what === 'flag' ? 'private-key' : what === 'fails' || what === 'unknown' ? 'A step' : 'release' }));
  const line = deskLine(seen({ row: row({ odd }) }), desk('2026-12-03'));
  expect(line.odd.map(({ says }) => sentence(says, reader))).toEqual(['Over estimate', 'private key', 'A step: fails', 'A step: unknown', 'Release void', 'Release lapsed', 'Release refused', 'Reply not sent', 'No SRE task']);
});
