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

test('an import in JSON is cut into files of the same form, and the files hold every entry', () => {
  const licenses = Array.from({ length: 50 }, (_, at) => ({ licenseId: `SEN-${at}`, company: 'Ångström "Labs"\n😀' }));
  const parts = inParts(JSON.stringify({ _links: {}, licenses, totalCount: 50 }), 400);
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.every((part) => Buffer.byteLength(JSON.stringify(part)) < 500)).toBe(true);
  expect(parts.flatMap((part) => (JSON.parse(part) as { licenses: object[] }).licenses)).toEqual(licenses);
  expect(inParts('[{"tenantId":"a"},{"tenantId":"b"}]', 20)).toEqual(['[{"tenantId":"a"}]', '[{"tenantId":"b"}]']);
});

test('an import as a table repeats its header, and never cuts a record in two', () => {
  const text = 'licenseId,company\nSEN-1,"Two\nlines, ""quoted"""\nSEN-2,Plain\n';
  expect(inParts(text, 30)).toEqual(['licenseId,company\nSEN-1,"Two\nlines, ""quoted"""', 'licenseId,company\nSEN-2,Plain']);
});

test('what is no export goes whole, so that the server says what is wrong with it', () => {
  expect(inParts('', 40)).toEqual(['']);
  expect(inParts('{"licenses":', 4)).toEqual(['{"licenses":']);
  expect(inParts('{"licenses":[]}', 4)).toEqual(['{"licenses":[]}']);
});
