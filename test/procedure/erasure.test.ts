// Shows that whoever is called like one of our codes takes their name along, and no refusal, verdict or digest with it.
import { forget, spellingsOf } from '../../src/procedure/erasure';
import { act, confirmed, judged } from './given';

test.each(['refused', 'previous-requests', 'unknown'])('somebody called “%s” is erased, and what was decided stays', (name) => {
  const address = 'eve@example.org';
  const requester = { value: { name, address }, source: { by: 'reporter' as const }, confirmed: act('agent') };
  const refusal = { decision: 'proceed' as const, outcome: 'refused' as const, reason: `We asked ${name} twice`, nonce: 'n', seal: 's', terms: {}, ...act('approver') };
  const request = { ...judged(confirmed, 'previous-requests', 'unknown'), facts: { ...confirmed.facts, requester }, decisions: [refusal] };
  const left = forget(request, spellingsOf(request, address), undefined);
  expect(left.decisions[0]).toMatchObject({ outcome: 'refused', reason: 'We asked [erased] twice' });
  expect(left.verdicts['previous-requests']).toMatchObject({ check: 'previous-requests', outcome: 'unknown' });
  expect(JSON.stringify(left.facts.requester)).toBe(JSON.stringify({ value: { name: '[erased]', address: '[erased]' }, source: { by: 'reporter' } }));
});
