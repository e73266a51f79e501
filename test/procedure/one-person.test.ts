// Shows that one person never counts twice, whichever accounts and spellings they use, and that unknown is the same person.
import { countsAsOne } from '../../src/procedure/one-person';

const helen = { accountId: 'a-1', address: 'helen@example.com' };

test.each([
  ['the same account', { accountId: 'a-1', address: 'other@example.com' }],
  ['another account with the address', { accountId: 'a-2', address: 'helen@example.com' }],
  ['capital letters', { accountId: 'a-2', address: 'Helen@EXAMPLE.com' }],
  ['a tag', { accountId: 'a-2', address: 'helen+approver@example.com' }],
  ['a closing dot of the domain', { accountId: 'a-2', address: 'helen@example.com.' }],
  ['a name before the address', { accountId: 'a-2', address: 'Somebody <helen@example.com>' }],
  ['an account without an address', { accountId: 'a-2' }],
  ['an empty address', { accountId: 'a-2', address: '' }],
  ['what is no address', { accountId: 'a-2', address: 'helen at example' }],
  ['nothing at all', {}],
])('%s is Helen', (_, other) => {
  expect(countsAsOne(helen, other)).toBe(true);
  expect(countsAsOne(other, helen)).toBe(true);
});

test.each([
  ['another address', { accountId: 'a-2', address: 'marcus@example.com' }],
  ['the same name elsewhere', { accountId: 'a-2', address: 'helen@example.org' }],
  ['a requester without an account', { address: 'dana@northwindtraders.com' }],
])('%s is somebody else', (_, other) => {
  expect(countsAsOne(helen, other)).toBe(false);
});

test('dots are no letters at Gmail, whichever of its two names is written', () => {
  const lena = { accountId: 'a-1', address: 'lena.sandoval@gmail.com' };
  expect(countsAsOne(lena, { accountId: 'a-2', address: 'l.e.n.a.sandoval+x@googlemail.com' })).toBe(true);
  expect(countsAsOne({ address: 'lena.sandoval@example.com' }, { address: 'lenasandoval@example.com' })).toBe(false);
});

test('a domain in its own letters and in punycode is one domain', () => {
  expect(countsAsOne({ address: 'an@bücher.example' }, { address: 'an@xn--bcher-kva.example' })).toBe(true);
});

test('a plus alone is no tag that would make everybody one', () => {
  expect(countsAsOne({ address: '+one@example.com' }, { address: '+two@example.com' })).toBe(false);
});
