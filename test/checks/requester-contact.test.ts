// Shows for each kind of address what it is to the licence's contacts, and that no address of a cheat passes.
import fc from 'fast-check';
import { type Outcome, runCheck, type Verdict } from '../../src/checks/check';
import type { AddressSource, Contact, LicenceLookup, Person } from '../../src/checks/evidence';
import { requesterContact } from '../../src/checks/requester-contact';
import * as requesterCases from '../../tools/compare/requester-cases';
import { known, lookup, northwind, now, person, sentences } from './given';

async function judge(requester: Person, licences: LicenceLookup = lookup(northwind), settings: unknown = {}, authorisation?: { by: Person; forAddress: string }): Promise<Verdict> {
  const verdict = await runCheck(requesterContact, { requester: known(requester), licences: known(licences), ...(authorisation ? { authorisation: known(authorisation) } : {}) }, settings, now);
  for (const sentence of sentences(requesterContact, verdict)) expect(sentence).not.toBe('');
  return verdict;
}

const codes = (verdict: Verdict): string[] => verdict.findings.map(({ code }) => code);

const withContacts = (...addresses: string[]): LicenceLookup => lookup({ ...northwind, contacts: addresses.map((address): Contact => ({ role: 'technical', address })) });

describe('listed contacts', () => {
  test.each(requesterCases.listed)('%j is %s and gives %s with %s', async (address, relation, outcome, code) => {
    const verdict = await judge(person(address));
    expect(verdict).toMatchObject({ outcome, shows: { relation } });
    expect(codes(verdict)).toContain(code);
  });
});

describe('colleagues and strangers', () => {
  test.each(requesterCases.colleaguesAndStrangers)('%j is %s and gives %s with %s', async (address, relation, outcome, code) => {
    const verdict = await judge(person(address));
    expect(verdict).toMatchObject({ outcome, shows: { relation } });
    expect(codes(verdict)).toContain(code);
  });

  test.each(requesterCases.besideAnotherContact)('%j beside the contact %j is %s', async (address, contact, relation) => {
    expect(await judge(person(address), withContacts(contact))).toMatchObject({ shows: { relation } });
  });
});

describe('hostile', () => {
  test.each(requesterCases.hostile)('%j is %s and gives %s with %s', async (address, relation, outcome, code) => {
    const verdict = await judge(person(address));
    expect(verdict).toMatchObject({ outcome, shows: { relation } });
    expect(codes(verdict)).toContain(code);
  });

  test('a name that is written like a listed address is a spoof, whoever bears it', async () => {
    const verdict = await judge(person('owen@northwindtraders.com', { name: 'dana.whitfield@northwindtraders.com' }));
    expect(verdict.outcome).toBe('fail');
    expect(codes(verdict)).toContain('display-name-spoof');
    expect(codes(await judge(person('owen@northwindtraders.com', { name: 'owen@northwindtraders.com' })))).not.toContain('display-name-spoof');
  });

  test.each([['RTBF'], ['rtbf'], ['']])('a contact %j is none', async (address) => {
    expect(await judge(person('rtbf@northwindtraders.com'), withContacts(address))).toMatchObject({ outcome: 'unknown', findings: [{ code: 'no-contacts' }], shows: { relation: 'unknown' } });
  });

  test('the odd letter of a lookalike is marked in both addresses', async () => {
    const { shows } = await judge(person('dana@northwlndtraders.com'));
    expect(shows).toMatchObject({ address: 'dana@northwlndtraders.com', contact: { address: 'dana.whitfield@northwindtraders.com' }, differsAt: { address: [11, 12], contact: [21, 22] } });
  });

  test('a lookalike passes by no authorisation and under no policy', async () => {
    const authorisation = { by: person('dana.whitfield@northwindtraders.com'), forAddress: 'dana@northwlndtraders.com' };
    for (const listedContactsOnly of ['off', 'warn', 'required']) {
      expect(await judge(person('dana@northwlndtraders.com'), undefined, { listedContactsOnly }, authorisation)).toMatchObject({ outcome: 'fail' });
    }
  });

  test('a listed contact of one licence is a stranger to the other', async () => {
    const other = { ...northwind, appEntitlementNumber: 'E-999-999-999', contacts: [{ role: 'technical' as const, address: 'it@contoso.example' }] };
    const verdict = await judge(person('dana.whitfield@northwindtraders.com'), { asked: ['E-1A2-B3C-D4E-5F6', 'E-999-999-999'], found: [northwind, other] });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.findings).toContainEqual(expect.objectContaining({ code: 'not-on-every-licence', params: expect.objectContaining({ licences: { list: ['E-999-999-999'], join: 'and' } }) as unknown }));
  });
});

describe('how the address is known', () => {
  test.each<readonly [Person['addressFrom'], Outcome, string | undefined]>([
    ['account', 'pass', undefined],
    ['reporter-field', 'pass', undefined],
    ['by-hand', 'warn', 'by-hand'],
    ['self-asserted', 'unknown', 'self-asserted'],
    [undefined, 'unknown', 'self-asserted'],
  ])('%s gives %s', async (addressFrom, outcome, code) => {
    const verdict = await judge({ address: 'dana.whitfield@northwindtraders.com', ...(addressFrom ? { addressFrom } : {}) });
    expect(verdict).toMatchObject({ outcome, shows: { relation: 'listed-contact' } });
    expect(codes(verdict).filter((said) => said !== 'listed-contact')).toEqual(code === undefined ? [] : [code]);
  });

  test('no address is unknown, and no licences are', async () => {
    expect(await judge({ accountId: 'a-1' })).toMatchObject({ outcome: 'unknown', findings: [{ code: 'address-unknown' }] });
    expect(await judge(person('dana.whitfield@northwindtraders.com'), { asked: [], found: [] })).toMatchObject({ outcome: 'unknown' });
  });
});

describe('policy and authorisation', () => {
  const colleague = person('owen@northwindtraders.com');
  test.each<readonly [string, Outcome]>([['off', 'pass'], ['warn', 'warn'], ['required', 'fail']])('listedContactsOnly %s gives a colleague %s', async (listedContactsOnly, outcome) => {
    expect(await judge(colleague, undefined, { listedContactsOnly })).toMatchObject({ outcome });
  });

  test('a stranger fails even where the policy is off', async () => {
    expect(await judge(person('owen@contoso.example'), undefined, { listedContactsOnly: 'off' })).toMatchObject({ outcome: 'fail' });
  });

  test('an admin can name more free mail', async () => {
    expect(await judge(person('owen@campus.example'), withContacts('alice@campus.example'), { alsoFreeMail: ['Campus.example'] })).toMatchObject({ shows: { relation: 'free-mail' } });
  });

  const byDana = (from: AddressSource = 'account'): Person => ({ address: 'dana.whitfield@northwindtraders.com', addressFrom: from });
  test.each(['owen@northwindtraders.com', 'owen@contoso.example', 'owen@gmail.com', 'sales@reselling.example'])('a listed contact can authorise %s', async (address) => {
    const verdict = await judge(person(address), undefined, { listedContactsOnly: 'required' }, { by: byDana(), forAddress: address.toUpperCase() });
    expect(verdict.outcome).toBe('pass');
    expect(codes(verdict)).toContain('authorised');
  });

  test.each<readonly [string, { by: Person; forAddress: string }, Outcome]>([
    ['for somebody else', { by: byDana(), forAddress: 'else@contoso.example' }, 'fail'],
    ['from a field that anyone can fill in', { by: byDana('self-asserted'), forAddress: 'owen@contoso.example' }, 'fail'],
    ['by the stranger', { by: person('owen@contoso.example'), forAddress: 'owen@contoso.example' }, 'fail'],
    ['by a colleague who is not listed', { by: person('eve@northwindtraders.com'), forAddress: 'owen@contoso.example' }, 'fail'],
    ['by a lookalike of the contact', { by: person('dana.whitfield@northwindtrader.com'), forAddress: 'owen@contoso.example' }, 'fail'],
    ['by nobody', { by: {}, forAddress: 'owen@contoso.example' }, 'fail'],
    ['by a contact whose address an agent entered', { by: byDana('by-hand'), forAddress: 'owen@contoso.example' }, 'warn'],
  ])('an authorisation %s', async (_, authorisation, outcome) => {
    expect(await judge(person('owen@contoso.example'), undefined, {}, authorisation)).toMatchObject({ outcome });
  });
});

test('no address makes the check throw, and the same address gets the same verdict twice', async () => {
  const fragments = fc.constantFrom('dana', '@', '.', '"', '<', '>', '\\', 'northwindtraders', 'com', ' ', '\u200b', 'xn--', 'а', '(', ')', ',', '%', '[', ']', '+', '-', 'gmail.com');
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fragments).map((parts) => parts.join('')), fc.emailAddress()), async (address) => {
      const verdict = await judge(person(address));
      expect(codes(verdict)).not.toContain('check-failed');
      expect(await judge(person(address))).toEqual(verdict);
    }),
    { numRuns: 500 },
  );
});

test('only what is listed, or of a contact’s own domain, ever passes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.emailAddress(), fc.constantFrom('off', 'warn', 'required'), async (address, listedContactsOnly) => {
      const verdict = await judge(person(address), undefined, { listedContactsOnly });
      expect(verdict.outcome).toBe(/@([^@]*\.)?northwindtraders\.com$/i.test(address) ? verdict.outcome : 'fail');
    }),
  );
});
