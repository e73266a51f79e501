// Shows which index answers which question, and that a row is left out by exactly what was asked.
import fc from 'fast-check';
import { businessDaysBetween } from '../../src/procedure/business-days';
import { deskSorts, everyOpen, isAskedFor, pick, planQuery, stuckSince, type Asked, type DeskAsk } from '../../src/procedure/desk-query';
import { stages } from '../../src/procedure/request';
import { rules } from './given';

const lapse = { today: '2026-11-19', stuckBy: '2026-11-16' };
const ask = (more: Partial<DeskAsk> = {}): DeskAsk => ({ standing: 'open', sort: 'due', ...more });
const viewer = { accountId: 'agent', may: ['run-checks'] };
const asked = (more: Partial<Asked> = {}): Asked => ({ issueKey: 'SUP-1', stage: 'keys', turn: 'agent', due: '2026-11-18', since: '2026-11-16', flagged: true, row: { move: 'take-file', params: {}, permission: 'run-checks', barred: [], odd: [], kind: 'data-dump', customer: 'Northwind Traders', site: 'northwind.atlassian.net' }, ...more });

test.each<[string, Partial<DeskAsk>, object]>([
  ['everything open', {}, { index: 'by-due', partition: ['open'], exact: true }],
  ['what is overdue', { overdue: true }, { index: 'by-due', partition: ['open'], range: { before: '2026-11-19' }, exact: true }],
  ['a turn', { turn: 'sre' }, { index: 'by-turn', partition: ['open', 'sre'], exact: true }],
  ['a turn that is overdue', { turn: 'sre', overdue: true }, { index: 'by-turn', range: { before: '2026-11-19' }, exact: true }],
  ['a stage', { stage: 'keys' }, { index: 'by-stage', partition: ['open'], range: { beginsWith: '3#' }, exact: true }],
  ['flagged ones', { flagged: true }, { index: 'by-flagged', partition: ['yes'], exact: true }],
  ['stuck ones', { stuck: true }, { index: 'by-held', range: { before: '2026-11-17' }, exact: true }],
  ['a stage, by stage', { stage: 'keys', sort: 'stage' }, { index: 'by-stage', range: { beginsWith: '3#' }, exact: true }],
  ['everything by stage', { sort: 'stage' }, { index: 'by-stage', exact: true }],
  ['the oldest', { sort: 'age' }, { index: 'by-age', newestFirst: false, exact: true }],
  ['ended ones', { standing: 'ended' }, { index: 'by-age', partition: ['ended'], newestFirst: true, exact: true }],
  ['a kind', { kind: 'data-dump' }, { index: 'by-due', exact: false }],
  ['mine', { mine: true }, { index: 'by-due', exact: false }],
  ['a text', { text: 'north' }, { index: 'by-due', exact: false }],
  ['a flagged turn', { turn: 'sre', flagged: true }, { index: 'by-flagged', exact: false }],
  ['a turn, the oldest first', { turn: 'sre', sort: 'age' }, { index: 'by-age', exact: false }],
])('%s', (_, more, plan) => {
  expect(planQuery(ask(more), lapse)).toMatchObject(plan);
});

test('an empty text and what is not ticked ask for nothing', () => {
  expect(planQuery(ask({ text: '', mine: false, flagged: false }), lapse)).toEqual(planQuery(ask(), lapse));
});

test('a row is left out by each thing that it is not, and by nothing else', () => {
  const all: DeskAsk = { standing: 'open', sort: 'due', stage: 'keys', turn: 'agent', kind: 'data-dump', flagged: true, overdue: true, stuck: true, mine: true, text: 'NORTHWIND t' };
  const shows = (row: Partial<Asked>, question = all, who = viewer): boolean => isAskedFor(question, asked(row), who, lapse);
  expect(shows({})).toBe(true);
  const { row } = asked();
  const others: Partial<Asked>[] = [{ stage: 'agreement' }, { turn: 'customer' }, { row: { ...row, kind: 'audit-log-dump' } }, { flagged: false }, { due: lapse.today }, { since: '2026-11-17' }, { row: { ...row, permission: 'deliver' } }, { row: { ...row, barred: ['agent'] } }, { row: { ...row, customer: 'Contoso' } }];
  expect(others.map((other) => shows(other))).toEqual(others.map(() => false));
  expect(others.map((other) => shows(other, ask()))).toEqual(others.map(() => true));
  expect(['sup-1', 'northwind.atl', 'Traders'].map((text) => shows({}, ask({ text })))).toEqual([true, true, true]);
});

test('an index that answers alone gives no row that the question leaves out', () => {
  const questions = fc.record({ sort: fc.constantFrom(...deskSorts), stage: fc.option(fc.constantFrom(...stages), { nil: undefined }), turn: fc.option(fc.constantFrom('agent' as const, 'sre' as const), { nil: undefined }), flagged: fc.option(fc.boolean(), { nil: undefined }), overdue: fc.option(fc.boolean(), { nil: undefined }), stuck: fc.option(fc.boolean(), { nil: undefined }) });
  const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-11-${String(at).padStart(2, '0')}`);
  const rows = fc.record({ stage: fc.constantFrom(...stages), turn: fc.constantFrom('agent' as const, 'sre' as const), due: day, since: day, flagged: fc.boolean() });
  fc.assert(fc.property(questions, rows, (more, row) => {
    const question = ask(more);
    const { index, partition, range, exact } = planQuery(question, lapse);
    const range_ = { 'by-due': row.due, 'by-age': row.due, 'by-stage': `${stages.indexOf(row.stage)}#${row.due}`, 'by-turn': row.due, 'by-flagged': row.due, 'by-held': row.since }[index];
    const isThere = (index !== 'by-turn' || partition[1] === row.turn) && (index !== 'by-flagged' || row.flagged) && (!range || ('before' in range ? range_ < range.before : range_.startsWith(range.beginsWith)));
    const isWanted = isAskedFor(question, asked(row), viewer, lapse);
    // What is wanted is in the index; where the index answers alone, nothing else is.
    expect(isWanted && !isThere).toBe(false);
    if (exact) expect(isThere).toBe(isWanted);
  }));
});

test('picked from the whole desk, the rows stand as the index would give them', () => {
  const rows = [
    { ...asked({ issueKey: 'A', due: '2026-11-30', since: '2026-11-10', stage: 'delivery' }), at: '2026-10-02' },
    { ...asked({ issueKey: 'B', due: '2026-11-20', since: '2026-11-18', stage: 'intake', turn: 'sre' }), at: '2026-10-03' },
    { ...asked({ issueKey: 'C', due: '2026-11-25', since: '2026-11-12', stage: 'delivery', flagged: false }), at: '2026-10-01' },
  ];
  const keys = (more: Partial<DeskAsk>): string => pick(rows, ask(more), viewer, lapse).map(({ issueKey }) => issueKey).join('');
  expect([keys({}), keys({ sort: 'age' }), keys({ sort: 'turn' }), keys({ sort: 'stage' })]).toEqual(['BCA', 'CAB', 'ACB', 'BCA']);
  expect([keys({ stuck: true }), keys({ flagged: true }), keys({ turn: 'sre' }), keys({ stage: 'delivery', sort: 'age' }), keys({ kind: 'audit-log-dump' })]).toEqual(['AC', 'BA', 'B', 'CA', '']);
  expect(planQuery(ask(), lapse)).toMatchObject(everyOpen);
});

test('a turn is stuck once it has lasted for more than so many business days, weekends aside', () => {
  expect(stuckSince('2026-11-19', 2, rules.calendar)).toBe('2026-11-16');
  expect(stuckSince('2026-11-16', 0, rules.calendar)).toBe('2026-11-15');
  fc.assert(fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 60 }), (days, shift) => {
    const today = new Date(Date.UTC(2026, 9, 1 + shift)).toISOString().slice(0, 10);
    const day = stuckSince(today, days, rules.calendar);
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect(businessDaysBetween(day, today, rules.calendar)).toBeGreaterThan(days);
    expect(businessDaysBetween(next, today, rules.calendar)).toBeLessThanOrEqual(days);
  }));
});
