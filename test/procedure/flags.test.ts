// Shows which findings put something before the team lead, and that nothing is put there twice.
import { alarmsOf, raise, type Alarm } from '../../src/procedure/flags';
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
