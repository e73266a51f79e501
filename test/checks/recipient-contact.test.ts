// Shows that the recipient is judged by the recipient's own address, whoever asks.
import fc from 'fast-check';
import { runCheck, type Verdict } from '../../src/checks/check';
import type { Person } from '../../src/checks/evidence';
import { recipientContact } from '../../src/checks/recipient-contact';
import { known, lookup, northwind, now, person, sentences } from './given';

async function judge(recipient: Person, settings: unknown = {}, by?: Person): Promise<Verdict> {
  const verdict = await runCheck(
    recipientContact,
    { recipient: known(recipient), licences: known(lookup(northwind)), ...(by ? { recipientAuthorisation: known({ by, forAddress: recipient.address ?? '' }) } : {}) },
    settings,
    now,
  );
  for (const sentence of sentences(recipientContact, verdict)) expect(sentence).not.toMatch(/requester/);
  return verdict;
}

test('a listed contact receives', async () => {
  expect(await judge(person('dana.whitfield@northwindtraders.com'))).toMatchObject({ outcome: 'pass' });
});

test('a consultant receives by the word of a listed contact, at most', async () => {
  const consultant = person('kim@consulting.example');
  expect(await judge(consultant)).toMatchObject({ outcome: 'fail', findings: [{ code: 'other-domain' }] });
  expect(await judge(consultant, {}, person('dana.whitfield@northwindtraders.com'))).toMatchObject({ outcome: 'pass' });
});

describe('hostile', () => {
  test('a request of a real contact does not carry a recipient who is a lookalike', async () => {
    expect(await judge(person('dana.whitfield@northwindtrader.com'), {}, person('dana.whitfield@northwindtraders.com'))).toMatchObject({ outcome: 'fail', shows: { relation: 'lookalike' } });
  });

  test('a recipient typed into a field passes for nobody, not even for a listed contact', async () => {
    expect(await judge({ address: 'dana.whitfield@northwindtraders.com', addressFrom: 'self-asserted' })).toMatchObject({ outcome: 'unknown' });
    expect(await judge({ address: 'dana.whitfield@northwindtraders.com' })).toMatchObject({ outcome: 'unknown' });
  });

  test('a contact’s namesake at another provider is a stranger', async () => {
    expect(await judge(person('dana.whitfield@outlook.com'))).toMatchObject({ outcome: 'fail', shows: { relation: 'free-mail' } });
  });
});

test('no recipient makes the check throw, and the same recipient gets the same verdict twice', async () => {
  const recipients = fc.record({ address: fc.string({ unit: 'binary' }), name: fc.string({ unit: 'binary' }), addressFrom: fc.constantFrom('account' as const, 'by-hand' as const, 'self-asserted' as const) });
  await fc.assert(
    fc.asyncProperty(recipients, async (recipient) => {
      const verdict = await judge(recipient);
      expect(verdict.findings.map(({ code }) => code)).not.toContain('check-failed');
      expect(await judge(recipient)).toEqual(verdict);
    }),
  );
});
