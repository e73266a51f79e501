// Shows for each kind of address what it is to the licence's contacts, and that no address of a cheat passes.
import fc from 'fast-check';
import { type Outcome, runCheck, type Verdict } from '../../src/checks/check';
import type { AddressSource, Contact, LicenceLookup, Person } from '../../src/checks/evidence';
import type { Relation } from '../../src/checks/address-relation';
import { requesterContact } from '../../src/checks/requester-contact';
import { known, lookup, northwind, now, person, sentences } from './given';

type Case = readonly [address: string, relation: Relation, outcome: Outcome, code: string];

async function judge(requester: Person, licences: LicenceLookup = lookup(northwind), settings: unknown = {}, authorisation?: { by: Person; forAddress: string }): Promise<Verdict> {
  const verdict = await runCheck(requesterContact, { requester: known(requester), licences: known(licences), ...(authorisation ? { authorisation: known(authorisation) } : {}) }, settings, now);
  for (const sentence of sentences(requesterContact, verdict)) expect(sentence).not.toBe('');
  return verdict;
}

const codes = (verdict: Verdict): string[] => verdict.findings.map(({ code }) => code);

const withContacts = (...addresses: string[]): LicenceLookup => lookup({ ...northwind, contacts: addresses.map((address): Contact => ({ role: 'technical', address })) });

describe('listed contacts', () => {
  test.each<Case>([
    ['dana.whitfield@northwindtraders.com', 'listed-contact', 'pass', 'listed-contact'],
    ['Dana.Whitfield@NorthwindTraders.COM', 'listed-contact', 'pass', 'listed-contact'],
    ['  dana.whitfield@northwindtraders.com\n', 'listed-contact', 'pass', 'listed-contact'],
    ['dana.whitfield@northwindtraders.com.', 'listed-contact', 'pass', 'listed-contact'],
    ['"dana.whitfield"@northwindtraders.com', 'listed-contact', 'pass', 'listed-contact'],
    ['<dana.whitfield@northwindtraders.com>', 'listed-contact', 'pass', 'listed-contact'],
    ['Dana Whitfield <dana.whitfield@northwindtraders.com>', 'listed-contact', 'pass', 'listed-contact'],
    ['dana.whitfield@ｎｏｒｔｈｗｉｎｄｔｒａｄｅｒｓ.com', 'listed-contact', 'pass', 'listed-contact'],
    ['dana.whitfield@northwindtraders。com', 'listed-contact', 'pass', 'listed-contact'],
    ['luis.ferreira@gmail.com', 'listed-contact', 'pass', 'listed-with-free-mail'],
    ['LUIS.FERREIRA@GMAIL.COM', 'listed-contact', 'pass', 'listed-with-free-mail'],
  ])('%j is %s and gives %s with %s', async (address, relation, outcome, code) => {
    const verdict = await judge(person(address));
    expect(verdict).toMatchObject({ outcome, shows: { relation } });
    expect(codes(verdict)).toContain(code);
  });
});

describe('colleagues and strangers', () => {
  test.each<Case>([
    ['owen@northwindtraders.com', 'same-domain', 'warn', 'not-a-listed-contact'],
    ['owen@emea.northwindtraders.com', 'same-domain', 'warn', 'not-a-listed-contact'],
    ['owen@NORTHWINDTRADERS.com.', 'same-domain', 'warn', 'not-a-listed-contact'],
    ['dana.whitfield+snapshot@northwindtraders.com', 'same-domain', 'warn', 'tagged-address'],
    ['dana.whitfield@mail.northwindtraders.com', 'same-domain', 'warn', 'not-a-listed-contact'],
    ['danawhitfield@northwindtraders.com', 'same-domain', 'warn', 'not-a-listed-contact'],
    ['owen@contoso.example', 'other-domain', 'fail', 'other-domain'],
    ['owen@northwind.com', 'other-domain', 'fail', 'other-domain'],
    ['owen@traders.com', 'other-domain', 'fail', 'other-domain'],
    ['dana.whitfield@contoso.example', 'other-domain', 'fail', 'other-domain'],
    ['sales@reselling.example', 'other-domain', 'fail', 'partner-contact'],
    ['other@reselling.example', 'other-domain', 'fail', 'partner-contact'],
    ['owen@gmail.com', 'free-mail', 'fail', 'free-mail'],
    ['owen@googlemail.com', 'free-mail', 'fail', 'free-mail'],
    ['owen@outlook.com', 'free-mail', 'fail', 'free-mail'],
    ['owen@yahoo.co.jp', 'free-mail', 'fail', 'free-mail'],
    ['owen@gmx.de', 'free-mail', 'fail', 'free-mail'],
    ['owen@tutanota.com', 'free-mail', 'fail', 'free-mail'],
    ['owen@privaterelay.appleid.com', 'free-mail', 'fail', 'free-mail'],
    ['owen@sub.gmail.com', 'free-mail', 'fail', 'free-mail'],
    ['owen@mailinator.com', 'free-mail', 'fail', 'disposable-mail'],
    ['owen@yopmail.com', 'free-mail', 'fail', 'disposable-mail'],
    ['luis.ferreira+x@gmail.com', 'free-mail', 'fail', 'tagged-address'],
  ])('%j is %s and gives %s with %s', async (address, relation, outcome, code) => {
    const verdict = await judge(person(address));
    expect(verdict).toMatchObject({ outcome, shows: { relation } });
    expect(codes(verdict)).toContain(code);
  });

  test.each<readonly [address: string, contact: string, relation: Relation]>([
    ['mallory@mallory.github.io', 'alice@alice.github.io', 'other-domain'],
    ['bob@alice.github.io', 'alice@alice.github.io', 'same-domain'],
    ['mallory@github.io', 'alice@alice.github.io', 'other-domain'],
    ['mallory@evil.co.uk', 'alice@customer.co.uk', 'other-domain'],
    ['mallory@co.uk', 'alice@customer.co.uk', 'other-domain'],
    ['bob@mail.customer.co.uk', 'alice@customer.co.uk', 'same-domain'],
    ['mallory@evil.onmicrosoft.com', 'alice@customer.onmicrosoft.com', 'other-domain'],
    ['bob@customer.onmicrosoft.com', 'alice@customer.onmicrosoft.com', 'same-domain'],
    ['mallory@evil.atlassian.net', 'alice@customer.atlassian.net', 'other-domain'],
    ['mallory@evil.uk.com', 'alice@customer.uk.com', 'other-domain'],
    ['mallory@evil.blogspot.com', 'alice@customer.blogspot.com', 'other-domain'],
    ['bob@bücher.example', 'alice@xn--bcher-kva.example', 'same-domain'],
    ['bob@xn--bcher-kva.example', 'alice@BÜCHER.example', 'same-domain'],
    ['alice@xn--bcher-kva.example', 'alice@bücher.example', 'listed-contact'],
    ['bob@gmail.com', 'alice@gmail.com', 'free-mail'],
    ['bob@qq.com', 'alice@qq.com', 'free-mail'],
    ['bob@mailinator.com', 'alice@mailinator.com', 'free-mail'],
    ['bob@intern.customer', 'alice@intern.customer', 'same-domain'],
  ])('%j beside the contact %j is %s', async (address, contact, relation) => {
    expect(await judge(person(address), withContacts(contact))).toMatchObject({ shows: { relation } });
  });
});

describe('hostile', () => {
  test.each<Case>([
    ['dana@n0rthwindtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwlndtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northvvindtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtrader.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtradres.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@nothwindtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwind-traders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@nоrthwindtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@xn--nrthwindtraders-nnj.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@nörthwindtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwındtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.co', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.net', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.com.co', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.github.io', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.onmicrosoft.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.com.evil.example', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders.evil.example', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@northwindtraders-support.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@mynorthwindtraders.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['dana@gmai1.com', 'lookalike', 'fail', 'lookalike-domain'],
    ['luisferreira@gmail.com', 'free-mail', 'fail', 'lookalike-address'],
    ['luis.ferreira1@gmail.com', 'free-mail', 'fail', 'lookalike-address'],
    ['1uis.ferreira@gmail.com', 'free-mail', 'fail', 'lookalike-address'],
    ['"dana.whitfield@northwindtraders.com" <mallory@evil.example>', 'other-domain', 'fail', 'display-name-spoof'],
    ['dana.whitfield@northwindtraders.com <mallory@evil.example>', 'other-domain', 'fail', 'display-name-spoof'],
    ['dana.whitfield@northwindtraders.com@evil.example', 'invalid', 'fail', 'two-at-signs'],
    ['"dana.whitfield@northwindtraders.com"@evil.example', 'invalid', 'fail', 'two-at-signs'],
    ['mallory@evil.example@northwindtraders.com', 'invalid', 'fail', 'two-at-signs'],
    ['dana.whitfield%northwindtraders.com@evil.example', 'other-domain', 'fail', 'other-domain'],
    ['dana.whitfield@northwindtraders.com, mallory@evil.example', 'invalid', 'fail', 'two-at-signs'],
    ['mallory@evil.example;dana.whitfield@northwindtraders.com', 'invalid', 'fail', 'two-at-signs'],
    ['"dana whitfield"@northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['"dana\\"x"@northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['(comment)dana.whitfield@northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['dana.whit\u200bfield@northwindtraders.com', 'invalid', 'fail', 'hidden-characters'],
    ['dana.whitfield@north\u00adwindtraders.com', 'invalid', 'fail', 'hidden-characters'],
    ['\u202emoc.sredartdniwhtron@dana', 'invalid', 'fail', 'hidden-characters'],
    ['dana\u0000@northwindtraders.com', 'invalid', 'fail', 'hidden-characters'],
    ['dana.whitfield＠northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['dana.whitfield@northwindtraders.com/evil', 'invalid', 'fail', 'not-an-address'],
    ['dana.whitfield@north%77indtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['dana@127.0.0.1', 'invalid', 'fail', 'not-an-address'],
    ['dana@0x7f.1', 'invalid', 'fail', 'not-an-address'],
    ['dana@[127.0.0.1]', 'invalid', 'fail', 'not-an-address'],
    ['dana@localhost', 'invalid', 'fail', 'not-an-address'],
    ['dana@', 'invalid', 'fail', 'not-an-address'],
    ['@northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['dana..w@northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['dana@-northwindtraders.com', 'invalid', 'fail', 'not-an-address'],
    ['dana@northwindtraders..com', 'invalid', 'fail', 'not-an-address'],
    [`${'d'.repeat(65)}@northwindtraders.com`, 'invalid', 'fail', 'not-an-address'],
    [`dana@${'n'.repeat(64)}.com`, 'invalid', 'fail', 'not-an-address'],
    ['d'.repeat(100_000), 'invalid', 'fail', 'not-an-address'],
    ['RTBF', 'invalid', 'fail', 'not-an-address'],
    ['', 'unknown', 'unknown', 'address-unknown'],
    [' \t', 'unknown', 'unknown', 'address-unknown'],
  ])('%j is %s and gives %s with %s', async (address, relation, outcome, code) => {
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
