// Shows that the number beside a choice is the number of rows that the choice would show, whatever else is chosen.
import fc from 'fast-check';
import { countsOf } from '../../src/procedure/desk-counts';
import { isAskedFor, type Asked, type DeskAsk } from '../../src/procedure/desk-query';
import { stages } from '../../src/procedure/request';

const lapse = { today: '2026-11-19', stuckBy: '2026-11-16' };
const viewer = { accountId: 'agent', may: ['run-checks'] };
const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const;
const turns = ['agent', 'approver', 'customer', 'sre', 'lead', 'nobody'] as const;
const maybe = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(one, { nil: undefined });
const day = fc.integer({ min: 12, max: 24 }).map((at) => `2026-11-${at}`);
const rows = fc.array(fc.record({ issueKey: fc.constant('SUP-1'), stage: fc.constantFrom(...stages), turn: fc.constantFrom(...turns), due: day, since: day, flagged: fc.boolean(), row: fc.record({ move: fc.constant('take-file' as const), params: fc.constant({}), permission: fc.constantFrom('run-checks' as const, 'deliver' as const), barred: fc.constantFrom([], ['agent']), odd: fc.constant([]), kind: fc.constantFrom(...kinds) }) }) satisfies fc.Arbitrary<Asked>, { maxLength: 20 });
const asks = fc.record({ standing: fc.constant('open' as const), sort: fc.constant('due' as const), stage: maybe(fc.constantFrom(...stages)), turn: maybe(fc.constantFrom(...turns)), kind: maybe(fc.constantFrom(...kinds)), flagged: maybe(fc.boolean()), overdue: maybe(fc.boolean()), mine: maybe(fc.boolean()), stuck: maybe(fc.boolean()) });

test('each number is what its choice would show', () => {
  fc.assert(fc.property(rows, asks, (all, { turn, mine, stuck, flagged, overdue, ...rest }) => {
    const byTurn = { turn, mine, stuck };
    const byFlag = { flagged, overdue };
    const shown = (asked: DeskAsk): number => all.filter((row) => isAskedFor(asked, row, viewer, lapse)).length;
    const counts = countsOf(all, false, { ...rest, ...byTurn, ...byFlag }, viewer, lapse);
    expect([counts.open, counts.more, counts.turns.all]).toEqual([all.length, false, shown({ ...rest, ...byFlag })]);
    expect([counts.turns.mine, counts.turns.stuck]).toEqual([shown({ ...rest, ...byFlag, mine: true }), shown({ ...rest, ...byFlag, stuck: true })]);
    for (const one of turns) expect(counts.turns[one]).toBe(shown({ ...rest, ...byFlag, turn: one }));
    for (const one of stages) expect(counts.stages[one]).toBe(shown({ ...rest, ...byTurn, ...byFlag, stage: one }));
    for (const one of kinds) expect(counts.kinds[one]).toBe(shown({ ...rest, ...byTurn, ...byFlag, kind: one }));
    expect(counts.flags).toEqual({ flagged: shown({ ...rest, ...byTurn, flagged: true }), overdue: shown({ ...rest, ...byTurn, overdue: true }) });
    // Every turn is somebody's, so the turns together are all.
    expect(turns.reduce((sum, one) => sum + counts.turns[one], 0)).toBe(counts.turns.all);
  }));
});
