// Shows which findings put something before the team lead, and that nothing is put there twice.
import { alarmsOf, mostOpenByHand, raise, unlessFull, type Alarm } from '../../src/procedure/flags';
import type { SnapshotRequest } from '../../src/procedure/request';
import { act, begun, confirmed, file, finding, now, verdict } from './given';

const key = file('secret.asc', { attachmentId: 'attachment-7', attachedBy: 'luis' });
const lookalike = (weight: 'fail' | 'note' = 'fail', shows = {}): Parameters<typeof alarmsOf>[0] => verdict('recipient-contact', confirmed, 'fail', { findings: [finding('lookalike-domain', weight, { address: 'eve@northw1nd.example' })], shows });
const alarm = (subject: string, code: Alarm['code'] = 'lookalike-address'): Alarm => ({ code, subject, params: {} });

describe('an alarm', () => {
  test('is raised for an address that looks like a listed contact’s, under that address', () => {
    expect(alarmsOf(lookalike('fail', { address: 'eve@northw1nd.example' }))).toMatchObject([{ code: 'lookalike-address', subject: 'eve@northw1nd.example', params: { address: 'eve@northw1nd.example' } }]);
    expect(alarmsOf(lookalike())).toMatchObject([{ subject: 'recipient-contact' }]);
  });

  test('is raised for a private key, under its attachment, with who attached it', () => {
    const found = verdict('openpgp-key', begun, 'fail', { findings: [finding('private-key')] });
    expect(alarmsOf(found, key)).toEqual([{ code: 'private-key', subject: 'attachment-7', params: { file: 'secret.asc', by: 'luis', at: { moment: key.attachedAt } } }]);
    expect(alarmsOf(found)).toEqual([]);
  });

  test('is not raised for a finding that does not fail, or for any other', () => {
    expect(alarmsOf(lookalike('note'))).toEqual([]);
    expect(alarmsOf(verdict('recipient-contact', confirmed, 'fail'))).toEqual([]);
  });
});

describe('raising', () => {
  const once = raise(begun, [alarm('a'), alarm('b')], 'agent', now.toISOString());

  test('gives each flag an id of its own, and who raised it', () => {
    expect(once.raised.map(({ id, subject, raised }) => [id, subject, raised.by])).toEqual([['flag-1', 'a', 'agent'], ['flag-2', 'b', 'agent']]);
    expect(once.request.flags).toEqual(once.raised);
  });

  test('the same twice raises it once: in one run, in the next run, and after it was settled', () => {
    const settled = { ...once.request, flags: once.request.flags.map((flag) => ({ ...flag, settled: { ...act('lead'), reason: 'known' } })) };
    expect(raise(begun, [alarm('a'), alarm('a')], 'agent', now.toISOString()).raised).toHaveLength(1);
    expect(raise(once.request, [alarm('a')], 'agent', now.toISOString())).toEqual({ request: once.request, raised: [] });
    expect(raise(settled, [alarm('a')], 'agent', now.toISOString()).raised).toEqual([]);
  });

  test('another subject, or the same subject for another reason, is another flag', () => {
    expect(raise(once.request, [alarm('c'), alarm('a', 'past-gate')], 'agent', now.toISOString()).raised.map(({ id }) => id)).toEqual(['flag-3', 'flag-4']);
  });
});

describe('flags by hand', () => {
  /** Each of these takes six bytes in JSON. */
  const worst = '\u0001'.repeat(2000);
  const raisedBy = (request: SnapshotRequest, by: string, nth: number): SnapshotRequest => raise(request, [{ code: 'raised-by-hand', subject: `${now.toISOString()} ${nth}`, params: { reason: worst, by } }], by, now.toISOString()).request;

  test('are three of one person and five in all, while they are open', () => {
    let request = begun;
    for (let nth = 0; nth < mostOpenByHand.person; nth += 1) request = raisedBy(request, 'agent', nth);
    expect([unlessFull(request, 'agent', 'Again')?.code, unlessFull(request, 'other', 'Again')]).toEqual(['flags-yours-open', undefined]);
    for (let nth = 3; nth < mostOpenByHand.request; nth += 1) request = raisedBy(request, 'other', nth);
    expect(unlessFull(request, 'third', 'Again')?.code).toBe('flags-open');
    const [first, ...others] = request.flags;
    if (!first) throw new Error('no flag was raised');
    expect(unlessFull({ ...request, flags: [{ ...first, settled: { ...act('lead'), reason: 'seen' } }, ...others] }, 'third', 'Again')).toBeUndefined();
  });

  test('leave a row below its 240 KiB, each settled with the longest reason, beside a hundred decisions', () => {
    let request = begun;
    let raisedInAll = 0;
    for (; raisedInAll < 1000 && !unlessFull(request, `agent-${raisedInAll}`, worst); raisedInAll += 1) {
      request = raisedBy(request, `agent-${raisedInAll}`, raisedInAll);
      const isLast = request.flags.filter(({ settled }) => !settled).length === mostOpenByHand.request;
      if (isLast) request = { ...request, flags: request.flags.map((flag) => ({ ...flag, settled: flag.settled ?? { ...act('lead'), reason: worst } })) };
    }
    expect(unlessFull(request, 'agent', worst)?.code).toBe('flags-full');
    const flags = request.flags.map((flag) => ({ ...flag, settled: flag.settled ?? { ...act('lead'), reason: worst } }));
    const decisions = Array.from({ length: 100 }, () => ({ ...act('approver'), decision: 'proceed', outcome: 'approved', terms: {}, nonce: 'n'.repeat(32), seal: 's'.repeat(64), voided: { ...act('app'), changed: ['site'] } }));
    expect(raisedInAll).toBeGreaterThan(mostOpenByHand.request);
    expect(Buffer.byteLength(JSON.stringify({ flags, decisions }))).toBeLessThan(240 * 1024);
  });
});
