// Shows that an entry of the trail reads in words: titles instead of ids, days as the reader writes them, and what came with it.
import { sentence } from '../../src/procedure/sentence';
import { chain, genesis } from '../../src/trail/chain';
import type { Happening, TrailEvent } from '../../src/trail/event';
import { trailView } from '../../src/views/trail-view';
import { reader, rules } from '../procedure/given';

const event = (happening: Happening): TrailEvent => chain({ requestId: '1', seq: 0, head: genesis('1') }, happening, 'a', '2026-11-20T09:00:00.000Z');

const read = (happening: Happening, known = rules): readonly string[] => {
  const { what, besides } = trailView(event(happening), known);
  return [what, ...besides].map((message) => sentence(message, reader));
};

test.each<[Happening, string]>([
  [{ type: 'request.begun', detail: { kind: 'data-dump', rulesVersion: 1 } }, 'Request begun as data dump, on version 1 of the rules'],
  [{ type: 'facts.set', detail: { fact: 'licences', source: 'hand' } }, 'Entered a fact: entitlement'],
  [{ type: 'facts.confirmed', detail: { facts: ['country', 'site'] } }, 'Confirmed facts: country and site'],
  [{ type: 'facts.found', detail: { facts: [] } }, 'Looked for facts'],
  [{ type: 'step.marked', detail: { step: 'form-sent', state: 'done-before', on: '2026-11-18' } }, 'Marked “Service request form is sent for signature” as done before the app'],
  [{ type: 'step.reopened', detail: { step: 'a-step-of-old' } }, 'Took “a-step-of-old” back'],
  [{ type: 'file.taken', detail: { role: 'signed-form', attachmentId: '1', sha256: 'ab', size: 1, attachedBy: 'a' } }, 'Took the signed form, SHA-256 ab'],
  [{ type: 'decision.taken', detail: { decision: 'release', outcome: 'approved', seal: 'cd' } }, 'Release: approved, seal cd'],
  [{ type: 'reply.sent', detail: { reply: 'estimate', toStrangers: false } }, 'Sent a reply to the customer: Tell the estimate'],
  [{ type: 'gate.passed-shut', detail: { gate: 'gate.hand-off', status: 'With SRE' } }, 'Moved to “With SRE” past the shut gate “hand-off”'],
  [{ type: 'effect.failed', detail: { effect: 'create-task', attempts: 9, code: 'no-project' } }, 'Could not be carried out: the SRE task'],
  [{ type: 'flag.settled', detail: { flag: 'flag-1', code: 'raised-by-hand' } }, 'Settled a flag: raised by hand'],
  [{ type: 'request.ended', detail: { ending: 'disposed' } }, 'The request ended: closed after its disposal'],
  [{ type: 'disposal.lapsed', detail: { disposal: 1, decideBy: '2026-11-27' } }, 'Disposal 1 was not decided by 27 Nov'],
  [{ type: 'directory.imported', detail: { part: 'licences', source: 'marketplace-json', asOf: '2026-11-14T06:18:10.022Z', count: 3, sha256: 'ef' } }, 'Imported the licence directory, which every project goes by: 3 entries, as of 14 Nov, SHA-256 ef'],
])('%j', (happening, says) => {
  expect(read(happening)).toEqual([says]);
});

test('a step of the desk’s own goes by the title that the rules give it', () => {
  const [first, ...others] = rules.steps;
  if (!first) throw new Error('the rules have no steps');
  expect(read({ type: 'step.confirmed', detail: { step: 'ours', by: 'a' } }, { ...rules, steps: [{ ...first, id: 'ours', title: 'Call the vendor' }, ...others] })).toEqual(['Confirmed “Call the vendor” as second person']);
});

test('approvals that no longer hold and flags are told beside what brought them about, and no flag twice', () => {
  const detail = { role: 'encryption-key', attachmentId: '1', sha256: 'ab', size: 1, attachedBy: 'a' };
  const taken: Happening = { type: 'file.taken', detail, voided: [{ decision: 'release', changed: ['encryptionKey', 'sshKey'] }], flags: [{ flag: 'flag-1', code: 'lookalike-address' }] };
  expect(read(taken)).toEqual(['Took the encryption key, SHA-256 ab', 'Release no longer holds. Changed: Encryption key and SSH key', 'Flag: lookalike address']);
  expect(read({ type: 'request.ended', detail: { ending: 'withdrawn' }, voided: [{ decision: 'proceed', changed: [] }] })).toEqual(['The request ended: withdrawn', 'Proceed no longer holds']);
  expect(read({ type: 'flag.raised', detail: { flag: 'x', code: 'private-key' }, flags: [{ flag: 'flag-1', code: 'private-key' }] })).toEqual(['Raised a flag: private key']);
});

test('an entry that was altered is told as such, whatever it claims now', () => {
  const made = event({ type: 'facts.set', detail: { fact: 'country', source: 'hand' } });
  const altered = [{ ...made, type: 'decision.taken' }, { ...made, type: 'no.such.kind' }, { ...made, detail: undefined }, { ...made, actor: 'b' }] as unknown as TrailEvent[];
  for (const one of altered) expect(trailView(one, rules)).toEqual({ what: { code: 'trail.altered', params: {} }, besides: [] });
});
