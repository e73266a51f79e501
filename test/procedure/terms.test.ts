// Shows what fills a term, how terms are sealed, and which of them count as changed.
import fc from 'fast-check';
import { changedTerms, keyFingerprint, sealOf, termsDigest, termsOf } from '../../src/procedure/terms';
import { termNames, type Terms } from '../../src/procedure/request';
import { begun, confirmed, fact, file, fingerprint, judged, values, withFacts, withFile, withKeys } from './given';

describe('the terms of a request', () => {
  test('are empty while nothing is confirmed, whatever was found', () => {
    const facts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fact(value)]));
    expect(termsOf({ ...begun, facts })).toEqual({});
  });

  test('are every confirmed fact, and form and keys as they are read', () => {
    expect(termsOf(withKeys)).toEqual({
      tenant: values.tenant,
      site: values.site,
      licences: values.licences,
      kind: 'data-dump',
      scope: { product: values.product, data: values.data, ...values.dates },
      requester: { name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com' },
      recipient: { ...values.recipient, country: 'Germany' },
      encryptionKey: fingerprint,
      sshKey: 'SHA256:abc',
      signedForm: 'sha-of-form.pdf',
    });
  });

  test('have no requester without an address, and no scope without data and dates', () => {
    expect(termsOf(withFacts(confirmed, { requester: { accountId: 'dana', name: 'Dana' } }))).not.toHaveProperty('requester');
    expect(termsOf({ ...confirmed, facts: { ...confirmed.facts, dates: fact(values.dates) } })).not.toHaveProperty('scope');
  });

  test('are the same in whatever order the licences were named', () => {
    const [one, other] = [['SEN-1', 'SEN-2'], ['SEN-2', 'SEN-1']].map((licences) => termsDigest(termsOf(withFacts(confirmed, { licences }))));
    expect(one).toBe(other);
  });

  test('have the fingerprint of the very file that its check has read', () => {
    expect(keyFingerprint(withKeys)).toBe(fingerprint);
    expect(keyFingerprint(withFile(withKeys, 'encryption-key', file('another.asc')))).toBeUndefined();
    expect(keyFingerprint(judged(begun, 'openpgp-key'))).toBeUndefined();
    expect(keyFingerprint(judged(withKeys, 'openpgp-key', 'fail', { shows: {} }))).toBeUndefined();
    expect(keyFingerprint(judged(withKeys, 'openpgp-key', 'fail', { shows: { fingerprint: 12 } }))).toBeUndefined();
  });
});

describe('the seal', () => {
  test('cannot be guessed from the terms: every nonce gives another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(sealOf(termsOf(confirmed), one) === sealOf(termsOf(confirmed), other)).toBe(one === other);
      }),
    );
  });

  test('does not depend on the order in which the terms were written', () => {
    const terms = termsOf(withKeys);
    const reversed = Object.fromEntries(Object.entries(terms).reverse()) as Terms;
    expect(sealOf(reversed, 'n')).toBe(sealOf(terms, 'n'));
  });
});

describe('a term has changed', () => {
  const terms = termsOf(withKeys);
  test.each(termNames.filter((name) => terms[name] !== undefined))('where %s is gone or another, and not where it was empty', (name) => {
    const { [name]: _filled, ...emptied } = terms;
    expect([changedTerms(terms, emptied), changedTerms(emptied, terms), changedTerms(terms, terms)]).toEqual([[name], [], []]);
    expect(changedTerms(terms, { ...terms, [name]: 'another' })).toEqual([name]);
  });
});
