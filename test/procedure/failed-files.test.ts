// Shows when a call is suggested: at the third different file of one role, for as long as none that passes is there.
import { callsSuggested, countFailed } from '../../src/procedure/failed-files';
import { replyIn, asksAgain, checksToldIn, proposesCall } from '../../src/procedure/replies';
import { defaultRules } from '../../src/procedure/default-rules';
import { fileRoles, type FileRole, type SnapshotRequest } from '../../src/procedure/request';
import { act, file, judged, now, proceeded, rules, subjectOf, verdict, withFile, withMark } from './given';

const checkOf: Readonly<Record<FileRole, string>> = { 'signed-form': 'signed-agreement', 'encryption-key': 'openpgp-key', 'ssh-key': 'ssh-key' };

/** The request after its file was replaced and looked at; `outcome` as the check found it. */
function taking(request: SnapshotRequest, role: FileRole, name: string, outcome: 'fail' | 'pass' | 'warn' | 'unknown' = 'fail'): SnapshotRequest {
  const taken = withFile(request, role, file(name));
  return countFailed(judged(taken, checkOf[role], outcome), [verdict(checkOf[role], taken, outcome)]);
}
const takingAll = (role: FileRole, ...names: readonly string[]): SnapshotRequest => names.reduce((so, name) => taking(so, role, name), proceeded);
const suggested = (request: SnapshotRequest): readonly FileRole[] => callsSuggested(request, rules, now).map(({ role }) => role);

describe.each(fileRoles)('of the %s', (role) => {
  test('the third different file that fails suggests a call', () => {
    expect(suggested(takingAll(role, 'one', 'two'))).toEqual([]);
    expect(suggested(takingAll(role, 'one', 'two', 'three'))).toEqual([role]);
    expect(callsSuggested(takingAll(role, 'one', 'two', 'three', 'four'), rules, now)).toMatchObject([{ count: 4, last: { sha256: 'sha-of-four', attachedBy: 'dana' } }]);
  });

  test('the same file again, or looked at again, is no other one', () => {
    const twice = takingAll(role, 'one', 'two', 'one');
    expect(suggested(twice)).toEqual([]);
    expect(countFailed(twice, [verdict(checkOf[role], twice, 'fail')])).toBe(twice);
  });

  test.each(['pass', 'warn', 'unknown'] as const)('a file of which the check says “%s” has not failed', (outcome) => {
    expect(suggested(taking(takingAll(role, 'one', 'two'), role, 'three', outcome))).toEqual([]);
  });

  test('one that passes ends it and clears nothing: the next that fails asks again', () => {
    let request = takingAll(role, 'one', 'two', 'three');
    request = taking(request, role, 'good', 'pass');
    // The key's owner is judged by a check of its own.
    if (role === 'encryption-key') request = judged(judged(request, 'key-owner'), 'key-continuity');
    expect(suggested(request)).toEqual([]);
    expect(request.failedFiles?.[role]).toHaveLength(3);
    expect(suggested(taking(request, role, 'four'))).toEqual([role]);
  });

  test('it stays while the file is gone and another is waited for', () => {
    const { [role]: _gone, ...files } = takingAll(role, 'one', 'two', 'three').files;
    expect(suggested({ ...takingAll(role, 'one', 'two', 'three'), files })).toEqual([role]);
  });
});

test('files of different roles are not added up', () => {
  const mixed = taking(taking(takingAll('encryption-key', 'one', 'two'), 'ssh-key', 'three'), 'signed-form', 'four');
  expect(suggested(mixed)).toEqual([]);
});

test('two checks of one file count it once', () => {
  const taken = withFile(proceeded, 'encryption-key', file('one'));
  expect(countFailed(taken, [verdict('openpgp-key', taken, 'fail'), verdict('key-owner', taken, 'fail')]).failedFiles).toMatchObject({ 'encryption-key': [{ sha256: 'sha-of-one' }] });
});

test('a check that reads no file counts none', () => {
  expect(countFailed(proceeded, [verdict('requester-contact', proceeded, 'fail')])).toBe(proceeded);
});

test('a step that is overridden, by one or by two, needs no call; a request that ended neither', () => {
  const three = takingAll('ssh-key', 'one', 'two', 'three');
  const overridden = withMark(three, 'ssh-key', { state: 'overridden', reason: 'by other means', about: subjectOf('ssh-key', three) });
  expect(suggested(overridden)).toEqual([]);
  expect(suggested(withMark(overridden, 'ssh-key', { ...overridden.marks['ssh-key'], second: act('second-agent') }))).toEqual([]);
  expect(suggested({ ...three, ended: { ...act('agent'), ending: 'withdrawn', reason: 'no need' } })).toEqual([]);
});

test('a call that was held covers the files of before, and not the next one', () => {
  const three = takingAll('ssh-key', 'one', 'two', 'three');
  const held = { ...three, calls: { 'ssh-key': { ...act('agent'), note: 'Spoke with Luis', after: 3 } } };
  expect(callsSuggested(held, rules, now)).toMatchObject([{ held: { note: 'Spoke with Luis' } }]);
  expect(callsSuggested(taking(held, 'ssh-key', 'four'), rules, now)).toMatchObject([{ count: 4 }]);
  expect(callsSuggested(taking(held, 'ssh-key', 'four'), rules, now)[0]?.held).toBeUndefined();
});

test('a request of before this was counted suggests none', () => {
  expect(suggested(judged(withFile(proceeded, 'ssh-key', file('one')), 'ssh-key', 'fail'))).toEqual([]);
});

describe('the replies about files', () => {
  test('are in the rules that a desk starts with', () => {
    for (const id of [...Object.values(asksAgain), proposesCall]) expect(replyIn(defaultRules, id)).toMatchObject({ asksCustomer: true, text: expect.stringContaining('{findings}') as string });
  });

  test('repeat what is wrong with the file that they ask for, and the call with every file', () => {
    expect(checksToldIn('form-again')).toEqual(['signed-agreement']);
    expect(checksToldIn('key-again')).toEqual(['openpgp-key', 'key-owner', 'ssh-key']);
    expect(checksToldIn(proposesCall)).toEqual(['signed-agreement', 'openpgp-key', 'key-owner', 'ssh-key']);
  });
});
