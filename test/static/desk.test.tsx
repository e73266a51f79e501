// Shows how a question to the desk is written in an address and as JQL, whose names stand beside a turn, and how the charts read.
import './bridge';
import fc from 'fast-check';
import type { DeskLine, DeskPace, DeskPage } from '../../src/contract';
import { whomToName as serversWay } from '../../src/procedure/absence';
import { askOf, kinds, searchOf, sorts, stages, type Ask } from '../../static/desk/address';
import { Forecast } from '../../static/desk/Forecast';
import { jqlOf } from '../../static/desk/jql';
import { StageTimes } from '../../static/desk/StageTimes';
import { Unreadable } from '../../static/desk/Unreadable';
import { whomToName } from '../../static/desk/whom-to-name';
import { draw } from './draw';

const maybe = <Value,>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(one, { nil: undefined });
const truly = maybe(fc.constant(true));
const asks = fc.record({ standing: fc.constantFrom('open' as const, 'ended' as const), sort: fc.constantFrom(...sorts), stage: maybe(fc.constantFrom(...stages)), turn: maybe(fc.constantFrom('agent' as const, 'nobody' as const)), kind: maybe(fc.constantFrom(...kinds)), text: maybe(fc.string({ minLength: 1, maxLength: 100 })), mine: truly, stuck: truly, overdue: truly, flagged: truly });

test('what an address says is what was asked, whatever was typed', () => {
  fc.assert(fc.property(asks, (ask) => {
    const wanted = Object.fromEntries(Object.entries(ask).filter(([, value]) => value !== undefined));
    expect(askOf(searchOf(ask as Ask))).toEqual(wanted);
  }));
  expect(searchOf({ standing: 'open', sort: 'due' })).toBe('');
  expect(askOf('?stage=nowhere&sort=colour&mine=maybe&turn=')).toEqual({ standing: 'open', sort: 'due' });
});

test('a search in Jira asks for the same, and what was typed stays in its quotes', () => {
  expect(jqlOf('SUP', { standing: 'open', sort: 'due', stage: 'keys', overdue: true })).toBe('project = "SUP" AND snapshotEnding is EMPTY AND snapshotStage is not EMPTY AND snapshotStage = "keys" AND snapshotDue < startOfDay() ORDER BY snapshotDue ASC');
  expect(jqlOf('SUP" OR project = "X', { standing: 'ended', sort: 'age' })).toBe('project = "SUP\\" OR project = \\"X" AND snapshotEnding is not EMPTY ORDER BY created ASC');
});

const line = (more: Partial<DeskLine> = {}): DeskLine => ({ issueId: '1', issueKey: 'SUP-1', stage: 'keys', turn: 'agent', permission: 'run-checks', barred: [], next: { code: 'turn.run-checks', params: {} }, age: { state: 'running', day: 2, from: 5, of: 10, over: 0 }, due: '2026-11-24', odd: [], stuck: false, ...more });

test('the desk names whom the reminder names', () => {
  const who = fc.constantFrom<string>('ann', 'bob', 'cy', 'eve');
  const people = ['ann', 'bob', 'cy'].map((accountId) => ({ accountId, name: accountId }));
  fc.assert(fc.property(fc.array(fc.tuple(who, who)), fc.array(who), (pairs, barred) => {
    const absences = pairs.map(([person, delegate]) => ({ person, delegate, from: '2026-11-16', to: '2026-11-20', names: [person, delegate] as const }));
    const named = whomToName(line({ barred }), { today: '2026-11-19', holders: [{ permission: 'run-checks', people }], absences });
    expect(named.map(({ accountId }) => accountId).sort()).toEqual(serversWay(people, barred, absences, '2026-11-19').map(({ accountId }) => accountId).sort());
  }));
});

const pace: DeskPace = { count: 46, delivered: 40, enough: 8, since: '2026-05-01', times: [{ stage: 'intake', count: 46, half: 1, most: 2 }, { stage: 'keys', count: 44, half: 3, most: 9 }], honesty: { count: 120, missedBy: 2, within: 104 }, likely: { 1: { half: '2026-11-26', most: '2026-12-04', from: 30 } } };
const page: DeskPage = { now: '2026-11-20T10:00:00Z', today: '2026-11-20', projectKey: 'SUP', viewer: { accountId: 'a', may: [] }, estimate: { from: 5, to: 10 }, lines: [line()], looked: 1, exact: true };

test('the chart of the stages says its finding first, and every number to who cannot see it', () => {
  const html = draw(<StageTimes pace={pace} />, page.now).html();
  expect(html).toContain('Keys: the longest stage, 3 business days');
  expect(html).toContain('aria-label="Intake 1, nine in ten within 2; Keys 3, nine in ten within 9"');
  expect(draw(<StageTimes pace={{ ...pace, times: [] }} />, page.now).html()).toContain('No request has ended yet.');
});

test('a forecast says how far such forecasts were off, and that it has too few where it has', () => {
  const html = draw(<Forecast pace={pace} page={page} />, page.now).html();
  expect(html).toContain('No request is late, 1 probably will be');
  const over = draw(<Forecast pace={{ ...pace, likely: { 1: { half: '2026-11-23', most: '2026-11-24', from: 30 } } }} page={{ ...page, lines: [line({ age: { state: 'over', day: 12, from: 5, of: 10, over: 2 }, due: '2026-11-18' })] }} />, page.now).html();
  expect(over).toContain('1 request is late, no other probably will be');
  expect(over).toContain('>today<');
  expect(html).toContain('of 120 forecasts, half were off by 2 business days at most; 104 of 120 kept the later day.');
  expect(html).toContain('SUP-1 by 26 Nov, nine in ten by 4 Dec, due 24 Nov');
  expect(draw(<Forecast pace={{ ...pace, delivered: 3, likely: {} }} page={page} />, page.now).html()).toContain('Too few requests were delivered to say: 3 of the 8 that it takes.');
});

test('requests that cannot be read are counted and told by their issues', () => {
  const told = (...ids: readonly string[]): string => draw(<Unreadable ids={ids} />, page.now)('.msg--danger').text();
  expect(told('10072')).toContain('1 request cannot be read and is missing here (issue ID 10072)Every gate stays shut for it.');
  expect(told('10072', '10074')).toContain('2 requests cannot be read and are missing here (issue IDs 10072 and 10074)Every gate stays shut for them.');
});
