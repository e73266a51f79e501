// Shows what the monthly report makes of the events of a month, and that it counts no event that is not in its index.
import { isReported, monthOf, reportOf } from '../../src/procedure/monthly-report';
import type { Happening, TrailEvent } from '../../src/trail/event';

let seq = 0;
const event = (happening: Happening, actor = 'helen', requestId = '1'): TrailEvent => {
  seq += 1;
  return { ...happening, v: 1, requestId, seq, at: '2026-11-19T10:00:00Z', actor, prev: '', hash: String(seq) };
};
const marked = (state: string): TrailEvent => event({ type: 'step.marked', detail: { step: 'key-owner', state } }, 'priya');
const confirmed = (overrideBy?: string): TrailEvent => event({ type: 'step.confirmed', detail: { step: 'key-owner', by: 'jonas', ...(overrideBy && { overrideBy }) } }, 'jonas');
const decided = (more: object = {}, actor = 'helen'): TrailEvent => event({ type: 'decision.taken', detail: { decision: 'proceed', outcome: 'approved', seal: 's', sinceChange: 600, verifiers: ['priya'], ...more } }, actor);
const report = (...events: readonly TrailEvent[]): ReturnType<typeof reportOf> => reportOf('2026-11', events);

test('steps called not applicable are listed with who did it, anything else that is done is not', () => {
  const { overrides, unconfirmed, waivers } = report(marked('not-applicable'), marked('done'), confirmed());
  expect([overrides, unconfirmed, waivers]).toMatchObject([[], [], [{ step: 'key-owner', actor: 'priya' }]]);
});

test('an override that was confirmed is told apart from one that was only asked for', () => {
  const both = report(marked('override-proposed'), event({ type: 'step.marked', detail: { step: 'key-owner', state: 'override-proposed' } }, 'priya', '2'), confirmed('priya'));
  expect(both.overrides).toMatchObject([{ requestId: '1', step: 'key-owner', askedBy: 'priya', actor: 'jonas' }]);
  expect(both.unconfirmed).toMatchObject([{ requestId: '2', step: 'key-owner', actor: 'priya' }]);
});

test('asked for twice and confirmed once is one of each; asked for last month and confirmed in this one counts here', () => {
  const twice = report(marked('override-proposed'), marked('override-proposed'), confirmed('priya'));
  expect([twice.overrides.length, twice.unconfirmed.length]).toEqual([1, 1]);
  const later = report(confirmed('priya'));
  expect([later.overrides.length, later.unconfirmed.length]).toEqual([1, 0]);
});

test('a disposal decided within a minute is hasty like any other decision, and whoever asked for it makes the pair', () => {
  const disposed = (): TrailEvent => event({ type: 'disposal.decided', detail: { disposal: 1, outcome: 'approved', seal: 's', sinceChange: 20, askedBy: 'priya' } });
  const { decisions, hasty, pairs } = report(disposed(), disposed(), disposed());
  expect(decisions).toEqual({ approved: 3, refused: 0, untimed: 0 });
  expect(hasty[0]).toMatchObject({ decision: 'disposal', seconds: 20, actor: 'helen' });
  expect(pairs).toEqual([{ verifier: 'priya', decider: 'helen', count: 3 }]);
});

test('a decision is hasty under a minute after the entry before it; one that was not timed is said to be so', () => {
  const { hasty, decisions } = report(decided({ sinceChange: 59 }), decided({ sinceChange: 60 }), decided({ sinceChange: undefined }), decided({ sinceChange: 0, outcome: 'refused' }));
  expect(hasty.map(({ seconds, outcome }) => [seconds, outcome])).toEqual([[59, 'approved'], [0, 'refused']]);
  expect(decisions).toEqual({ approved: 3, refused: 1, untimed: 1 });
});

test('a pair is named once it met three times in approvals, the most frequent first', () => {
  const pair = (verifier: string, decider: string, count: number): TrailEvent[] => Array.from({ length: count }, () => decided({ verifiers: [verifier] }, decider));
  expect(report(...pair('priya', 'helen', 3), ...pair('jonas', 'helen', 2), ...pair('mei', 'marcus', 4), decided({ outcome: 'refused', verifiers: ['jonas'] })).pairs).toEqual([
    { verifier: 'mei', decider: 'marcus', count: 4 },
    { verifier: 'priya', decider: 'helen', count: 3 },
  ]);
});

test('the index holds what the report counts, and nothing else', () => {
  const disposed = event({ type: 'disposal.decided', detail: { disposal: 1, outcome: 'refused', seal: 's' } });
  expect([marked('override-proposed'), marked('not-applicable'), decided(), disposed, confirmed('priya')].map(isReported)).toEqual([true, true, true, true, true]);
  expect([marked('done'), confirmed(), event({ type: 'trail.exported', detail: { format: 'csv' } })].map(isReported)).toEqual([false, false, false]);
  expect(monthOf('2026-11-30T23:59:59.999Z')).toBe('2026-11');
});
