/** Decides whether what a person fills in becomes the value that the server asks for. */
import { bareHost, draftOf, factFrom, licenceNumbers } from '../../static/ticket-panel/forms/fact-draft';
import { inParts } from '../../static/settings/in-parts';
import { early } from './fixtures';

const factNamed = (name: string) => early.request?.facts.find(({ fact }) => fact === name);

test('a site is taken as it is pasted, and made a bare host', () => {
  expect(bareHost(' https://Northwind.Atlassian.net/jira/your-work?x=1 ')).toBe('northwind.atlassian.net');
});

test('licence numbers come one per line or parted by commas, each once, in capitals', () => {
  expect(licenceNumbers('e-1a2-b3c-d4e-5f6, SEN-12345\nsen-12345')).toEqual(['E-1A2-B3C-D4E-5F6', 'SEN-12345']);
});

test('a requester keeps the account only while the address is the account’s', () => {
  const fact = factNamed('requester');
  if (!fact) throw new Error('The fixture has no requester');
  const was = { accountId: 'dana', name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com', addressFrom: 'account' } as const;
  const draft = draftOf(fact);
  expect(draft).toEqual({ name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com' });
  expect(factFrom('requester', draft, 'data-dump', 'Her profile', was)).toEqual({ fact: 'requester', value: { ...was, addressFrom: 'by-hand' }, how: 'Her profile' });
  expect(factFrom('requester', { ...draft, address: 'd@other.example' }, 'data-dump', '', was)).toEqual({ fact: 'requester', value: { name: 'Dana Whitfield', address: 'd@other.example', addressFrom: 'by-hand' } });
});

test('a missing fact starts empty', () => {
  const fact = factNamed('dates');
  if (!fact) throw new Error('The fixture has no dates');
  expect(draftOf(fact)).toEqual({ from: '', to: '' });
});

test('an import is cut into parts that fit, and the parts make the whole', () => {
  const text = `${'é"\n'.repeat(50)}😀`;
  const parts = inParts(text, 40);
  expect(parts.join('')).toBe(text);
  expect(parts.every((part) => Buffer.byteLength(JSON.stringify(part)) - 2 <= 40 + 4 * 50)).toBe(true);
  expect(inParts('', 40)).toEqual(['']);
  expect(inParts('a'.repeat(300_001))).toHaveLength(2);
});
