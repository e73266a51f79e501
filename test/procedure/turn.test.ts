// Shows whose turn it is and what the next move is, worst first.
import { moves, stageNow, turnNow } from '../../src/procedure/turn';
import type { Flag, SnapshotRequest } from '../../src/procedure/request';
import { act, answered, asked, begun, checked, confirmed, decided, fact, file, handedOver, judged, now, proceeded, released, rules, withFacts, withFile, withKeys, withMark, without } from './given';

const next = (request: SnapshotRequest): string => {
  const [move] = moves(request, rules, now);
  return `${move?.turn}: ${move?.move}`;
};

const flag = (id: string, more: Partial<Flag> = {}): Flag => ({ id, code: 'lookalike-address', subject: id, params: {}, raised: act('agent'), ...more });

describe('the next move', () => {
  test.each<[string, SnapshotRequest, string]>([
    ['asks for what is missing', begun, 'agent: ask-facts'],
    ['confirms what was found', { ...confirmed, facts: { ...confirmed.facts, site: fact('northwind.atlassian.net') } }, 'agent: confirm-facts'],
    ['runs the checks', confirmed, 'agent: run-checks'],
    ['sees to what a check found', judged(checked, 'recipient-contact', 'fail'), 'agent: resolve-finding'],
    ['sees to what a check could not tell', judged(checked, 'recipient-contact', 'unknown'), 'agent: resolve-finding'],
    ['answers a question', { ...checked, marks: {} }, 'agent: answer'],
    ['decides', checked, 'approver: decide'],
    ['decides again after a refusal', decided(checked, 'proceed', 'refused'), 'approver: decide'],
    ['attests', proceeded, 'agent: attest'],
    ['sends a reply', withMark(proceeded, 'form-sent', {}), 'agent: send-reply'],
    ['takes a file', { ...withMark(proceeded, 'form-sent', {}), replies: [{ reply: 'form-and-key', ...act('agent') }] }, 'agent: take-file'],
    ['confirms as the second', withFile(withKeys, 'signed-form', file('other.pdf')), 'agent: confirm-step'],
    ['runs a check again whose file is another', withFile(withKeys, 'encryption-key', file('other.asc')), 'agent: run-checks'],
    ['hands over', released, 'agent: hand-off'],
    ['delivers', { ...handedOver, replies: [...handedOver.replies, { reply: 'estimate', ...act('agent') }] }, 'sre: attest'],
  ])('%s', (_, request, move) => {
    expect(next(request)).toBe(move);
  });

  test('says how many facts are missing, and then how many are to be confirmed', () => {
    expect(moves(without(confirmed, 'country'), rules, now)[0]).toMatchObject({ move: 'ask-facts', params: { count: 1 } });
    expect(moves({ ...confirmed, facts: { ...confirmed.facts, site: fact('a.atlassian.net'), tenant: fact('t') } }, rules, now)[0]).toMatchObject({ move: 'confirm-facts', params: { count: 2 } });
  });

  test('says which file is to be taken, and whose permission it takes', () => {
    const { files: _none, verdicts: _gone, ...rest } = withKeys;
    const bare: SnapshotRequest = { ...rest, files: {}, verdicts: proceeded.verdicts };
    expect(moves(bare, rules, now).filter(({ move }) => move === 'take-file').map(({ file: role, permission }) => [role, permission])).toEqual([
      ['signed-form', 'run-checks'],
      ['signed-form', 'run-checks'],
      ['encryption-key', 'run-checks'],
      ['encryption-key', 'run-checks'],
      ['encryption-key', 'run-checks'],
      ['ssh-key', 'run-checks'],
    ]);
    expect(moves(checked, rules, now)[0]).toMatchObject({ permission: 'decide-proceed', params: { decision: 'proceed' } });
  });

  test('sends a code, and then waits for it, where a key is to be proven', () => {
    const offboarding = withFacts(withKeys, { kind: 'offboarding-export' });
    const open = (request: SnapshotRequest): readonly string[] => moves(request, rules, now).flatMap(({ move }) => (move.endsWith('-code') ? [move] : []));
    expect([open(offboarding), open(asked(offboarding)), open(answered(asked(offboarding), 'ABCD-EFGH-JKMN-PQRS'))]).toEqual([['send-code'], ['enter-code'], []]);
  });
});

describe('worst first', () => {
  const waiting = { since: now.toISOString(), reply: 'missing-facts' };

  test('a flag comes before the customer, and the customer before the steps', () => {
    const request = { ...begun, waiting, flags: [flag('flag-1')] };
    expect(moves(request, rules, now).slice(0, 3).map(({ turn, move }) => `${turn}: ${move}`)).toEqual(['lead: settle-flag', 'customer: await-customer', 'agent: ask-facts']);
  });

  test('a private key is removed by an agent, and then settled by the lead', () => {
    const exposed = flag('flag-1', { code: 'private-key', subject: 'attachment-7', params: { file: 'secret.asc' } });
    expect(moves({ ...begun, flags: [exposed] }, rules, now)[0]).toMatchObject({ turn: 'agent', move: 'remove-private-key', permission: 'run-checks', attachmentId: 'attachment-7' });
    const removed = { ...exposed, params: { ...exposed.params, removed: { moment: now.toISOString() } } };
    expect(next({ ...begun, flags: [removed] })).toBe('lead: settle-flag');
  });

  test('a settled flag is nobody’s move', () => {
    expect(next({ ...checked, flags: [flag('flag-1', { settled: { ...act('lead'), reason: 'known' } })] })).toBe('approver: decide');
  });
});

test('nobody moves what has ended, whatever is open, but for a flag that is to be settled', () => {
  const ended = { ...begun, ended: { ...act('agent'), ending: 'withdrawn', reason: 'so' } } as const;
  expect(moves(ended, rules, now)).toEqual([{ turn: 'nobody', move: 'ended', params: { ending: 'withdrawn' } }]);
  expect(next({ ...ended, flags: [flag('flag-1')] })).toBe('lead: settle-flag');
});

test('when everything is done it is nobody’s turn, in the last stage', () => {
  const told: SnapshotRequest = { ...handedOver, replies: [...handedOver.replies, { reply: 'estimate', ...act('agent') }] };
  const all = withMark(withMark(withMark(told, 'delivered', {}), 'receipt', {}), 'disposed', { second: act('sre') });
  expect([next(all), turnNow(all, rules, now), stageNow(all, rules, now)]).toEqual(['nobody: all-done', 'nobody', 'disposal']);
});

test.each<[SnapshotRequest, string, string]>([
  [begun, 'agent', 'intake'],
  [confirmed, 'agent', 'security-check'],
  [checked, 'approver', 'security-check'],
  [proceeded, 'agent', 'agreement'],
  [withKeys, 'approver', 'hand-off'],
])('turn and stage of each station are what the desk finds it by', (request, turn, stage) => {
  expect([turnNow(request, rules, now), stageNow(request, rules, now)]).toEqual([turn, stage]);
});
