// Shows what the monthly report makes of the events of a month, and that it counts no event that is not in its index.
import { isReported, monthOf, reportOf } from '../../src/procedure/monthly-report';
import type { Happening, TrailEvent } from '../../src/trail/event';

let seq = 0;
const event = (happening: Happening, actor = 'helen', requestId = '1'): TrailEvent => {
  seq += 1;
  return { ...happening, v: 1, requestId, seq, at: '2026-11-19T10:00:00Z', actor, prev: '', hash: String(seq) };
};
const marked = (state: string): TrailEvent => event({ type: 'step.marked', detail: { step: 'key-owner', state } }, 'priya');
const decided = (more: object = {}, actor = 'helen'): TrailEvent => event({ type: 'decision.taken', detail: { decision: 'proceed', outcome: 'approved', seal: 's', sinceChange: 600, verifiers: ['priya'], ...more } }, actor);
const report = (...events: readonly TrailEvent[]): ReturnType<typeof reportOf> => reportOf('2026-11', events);

test('overrides and steps called not applicable are listed with who did it, anything else that is done is not', () => {
  const { overrides, waivers } = report(marked('override-proposed'), marked('not-applicable'), marked('done'));
  expect([overrides, waivers]).toMatchObject([[{ step: 'key-owner', actor: 'priya' }], [{ step: 'key-owner', actor: 'priya' }]]);
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
  expect([marked('override-proposed'), marked('not-applicable'), decided()].map(isReported)).toEqual([true, true, true]);
  expect([marked('done'), event({ type: 'trail.exported', detail: { format: 'csv' } })].map(isReported)).toEqual([false, false]);
  expect(monthOf('2026-11-30T23:59:59.999Z')).toBe('2026-11');
});
