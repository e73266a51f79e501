// Shows how the panel suggests a call about a file that keeps failing, whom it names, and what it offers of replies beside.
import { sentence } from '../../src/procedure/sentence';
import type { RequestView } from '../../src/contract';
import type { FileRole, SnapshotRequest } from '../../src/procedure/request';
import { requestView } from '../../src/views/panel-view';
import { act, begun, fact, file, finding, judged, proceeded, reader, rules, values, withFile, withKeys } from '../procedure/given';
import { scene, sentencesIn } from './given';

const view = (request: SnapshotRequest, viewer = 'agent', more: Parameters<typeof scene>[2] = {}): RequestView => requestView(scene(request, viewer, more), [], undefined);
const text = (message: Parameters<typeof sentence>[0] | undefined): string => (message ? sentence(message, reader) : '');

const failed = (attachedBy: string, count = 3): readonly { sha256: string; attachedBy: string; at: string }[] => Array.from({ length: count }, (_, nth) => ({ sha256: `sha-${String(nth)}`, ...act(''), attachedBy })).map(({ sha256, at }) => ({ sha256, attachedBy, at }));
const keyFails = judged(withFile(withKeys, 'encryption-key', file('third.asc')), 'openpgp-key', 'fail', { findings: [finding('no-key', 'fail', { looksLike: 'image' })] });
const thrice = (attachedBy = 'dana', more: Partial<SnapshotRequest> = {}, role: FileRole = 'encryption-key'): SnapshotRequest => ({ ...keyFails, failedFiles: { [role]: failed(attachedBy) }, ...more });
const callIn = (request: SnapshotRequest, viewer = 'agent', more = {}): RequestView['attention'][number] | undefined => view(request, viewer, more).attention.find(({ id }) => id.startsWith('call-'));
const repliesOf = (seen: RequestView): readonly string[] => [seen.turn.button, ...seen.attention.flatMap(({ actions }) => actions)].flatMap((button) => (button?.action.do === 'review-reply' ? [button.action.reply] : []));

test('says in plain words how many failed, that writing has not helped, and whom to call', () => {
  const due = callIn(thrice());
  expect(text(due?.title)).toBe('3 different files for the encryption key could not be used');
  expect(text(due?.why)).toMatch(/^Writing again has not helped/);
  expect(text(due?.fix)).toBe('Call Dana Whitfield (dana.whitfield@northwindtraders.com). Snapshot Desk keeps no telephone numbers: take it from your own customer records, never from this ticket.');
  expect(callIn({ ...keyFails, failedFiles: { 'encryption-key': failed('dana', 2) } })).toBeUndefined();
});

test.each<[string, SnapshotRequest, object, string]>([
  ['the colleague who sent it, whose address nobody knows', thrice('eva'), { names: new Map([['eva', 'Eva Lind']]) }, 'Call Eva Lind. '],
  ['the recipient, where an agent attached it for them', thrice('agent'), {}, 'Call Luis Ferreira (luis.ferreira@northwindtraders.com).'],
  ['the recipient, where Jira does not say who is of the desk', thrice('eva'), { holders: new Map() }, 'Call Luis Ferreira (luis.ferreira@northwindtraders.com).'],
  ['the recipient, who sent it under their own account', thrice('luis'), { names: new Map([['luis', 'Luis Ferreira']]) }, 'Call Luis Ferreira (luis.ferreira@northwindtraders.com).'],
  ['the requester, where an agent attached the form', { ...proceeded, failedFiles: { 'signed-form': failed('agent') } }, {}, 'Call Dana Whitfield (dana.whitfield@northwindtraders.com).'],
])('names %s', (_, request, more, says) => {
  expect(text(callIn(request, 'agent', more)?.fix)).toContain(says);
});

test('the line at the top proposes the call, once, and then asks whether it was held', () => {
  const due = view(thrice());
  expect([text(due.turn.what), due.turn.button?.action]).toEqual(['Call Dana Whitfield', { do: 'review-reply', reply: 'propose-call' }]);
  // A letter that asks for another file is what has not helped.
  expect(repliesOf(due)).not.toContain('key-again');
  const proposed = view(thrice('dana', { replies: [...keyFails.replies, { reply: 'propose-call', ...act('agent') }] }));
  expect([proposed.turn.button?.action, repliesOf(proposed)]).toEqual([{ do: 'note-call', role: 'encryption-key' }, []]);
  const beside = (seen: RequestView): readonly string[] => seen.attention.filter(({ id }) => id.startsWith('call-')).flatMap(({ actions }) => actions.map(({ action }) => action.do));
  expect([beside(due), beside(proposed)]).toEqual([['note-call'], []]);
  expect(beside(view(thrice('dana', { waiting: { since: act('').at, reply: 'key-again' } })))).toEqual(['review-reply', 'note-call']);
});

test('rules of before that have no words for it offer the note alone', () => {
  const older = { ...rules, replies: rules.replies.filter(({ id }) => id !== 'propose-call') };
  expect(repliesOf(view(thrice(), 'agent', { rules: older }))).toEqual([]);
  expect([view(thrice(), 'agent', { rules: older }).turn.button?.action.do, callIn(thrice(), 'agent', { rules: older })?.actions]).toEqual(['note-call', []]);
});

test('a call that was held is a line, until another file fails', () => {
  const calls = { 'encryption-key': { ...act('agent'), note: 'Luis exports it again', after: 3 } };
  const held = view(thrice('dana', { calls }));
  expect(held.attention.filter(({ id }) => id.startsWith('call-'))).toEqual([]);
  expect(held.settled.map(({ title, text: line }) => `${text(title)} ${text(line)}`)).toEqual(['Call held about the encryption key. Priya Nair, 10:00: “Luis exports it again”']);
  expect(repliesOf(held)).toEqual(['key-again']);
  expect(callIn({ ...thrice('dana', { calls }), failedFiles: { 'encryption-key': failed('dana', 4) } })).toBeDefined();
});

test('who may not act reads it and is offered nothing; everybody finds words for all of it', () => {
  for (const viewer of ['agent', 'approver', 'lead', 'visitor']) {
    for (const role of ['encryption-key', 'ssh-key', 'signed-form'] as const) expect(sentencesIn(view(thrice('dana', { calls: { 'ssh-key': { ...act('agent'), note: 'n', after: 3 } } }, role), viewer)).length).toBeGreaterThan(20);
  }
  expect(callIn(thrice(), 'visitor')?.actions).toEqual([]);
});

describe('the reply to a wrong file', () => {
  const formFails = judged(keyFails, 'signed-agreement', 'fail', { findings: [finding('not-a-pdf')] });

  test('is one click away for each file, and stands on the screen once', () => {
    expect(repliesOf(view(formFails))).toEqual(['form-again', 'key-again']);
    const ownerFailsToo = judged(keyFails, 'key-owner', 'fail', { findings: [finding('private-key')] });
    expect(repliesOf(view(ownerFailsToo))).toEqual(['key-again']);
    expect(repliesOf(view({ ...ownerFailsToo, waiting: { since: act('').at, reply: 'key-again' } }))).toEqual(['key-again']);
    expect(repliesOf(view(formFails, 'visitor'))).toEqual([]);
  });

  test('is not offered for what nobody could tell, nor by rules without words for it', () => {
    expect(repliesOf(view(judged(withKeys, 'openpgp-key', 'unknown', { findings: [finding('missing', 'unknown', { evidence: 'encryptionKey' })] })))).toEqual([]);
    expect(repliesOf(view(formFails, 'agent', { rules: { ...rules, replies: [] } }))).toEqual([]);
  });
});

describe('the reply about missing facts', () => {
  const half = { ...begun, facts: { site: fact(values.site) } };

  test('is the button at the top, and moves to what needs attention where something else is next', () => {
    expect(view(half).turn.button?.action).toEqual({ do: 'review-reply', reply: 'missing-facts' });
    expect(view(half).attention.find(({ id }) => id === 'facts')?.actions).toEqual([]);
    const flagged = { ...half, flags: [{ id: 'flag-1', code: 'lookalike-address', subject: 's', params: { address: 'eve@northw1nd.example' }, raised: act('app') } as const] };
    expect(view(flagged).attention.find(({ id }) => id === 'facts')?.actions).toMatchObject([{ action: { do: 'review-reply', reply: 'missing-facts' } }]);
  });
});
