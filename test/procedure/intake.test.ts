// Shows which facts a ticket and the licence directory tell, from which of them, and that hostile text tells nothing.
import fc from 'fast-check';
import { findFacts, licenceNumbersIn, type Directory, type Ticket } from '../../src/procedure/intake';
import type { Facts, FactName } from '../../src/procedure/request';
import { act, fact, rules, values } from './given';

const none: Directory = { licences: [], tenants: [], asOf: '2026-11-19T06:00:00Z' };
const directory: Directory = {
  ...none,
  licences: [{ appEntitlementNumber: 'E-1A2-B3C-D4E-5F6', product: 'Timesheets for Jira', cloudId: 'cloud-1', site: 'Northwind.atlassian.net', contacts: [] }],
  tenants: [{ tenantId: 'tenant-1', site: 'northwind.atlassian.net', formerSites: ['nw-time.atlassian.net'], cloudId: 'cloud-1' }],
};
const ticket = (text = '', fields: Ticket['fields'] = {}, more: Partial<Ticket> = {}): Ticket => ({ text, fields, reporter: { accountId: 'dana', name: 'Dana' }, ...more });

const find = (given: Ticket, where = none, known: Facts = {}): Facts => findFacts(given, where, rules, known, {});
/** Value and source of one fact. */
const found = (name: FactName, given: Ticket, where = none): readonly unknown[] => {
  const { [name]: one } = find(given, where);
  return one ? [one.value, one.source.by] : [];
};

describe('a whole ticket', () => {
  const text = [
    'Please send us a copy of our data from https://northwind.atlassian.net/jira.',
    'Recipient: Luis Ferreira, luis@northwindtraders.com, Northwind Traders',
    '- Country: Germany',
    '* Period: 1 Jan 2019 to 31 October 2026',
    'Scope: Worklogs: all teams',
  ].join('\n');

  test('tells every fact, each from where it was found, and confirms none', () => {
    const facts = find(ticket(text, { SEN: 'sen-12345' }, { requestType: 'Audit log export' }), directory);
    expect(Object.entries(facts).map(([name, one]) => [name, one.source.by])).toEqual(
      expect.arrayContaining([['kind', 'request-type'], ['licences', 'field'], ['site', 'text'], ['tenant', 'directory'], ['product', 'directory'], ['requester', 'reporter'], ['recipient', 'text'], ['country', 'text'], ['dates', 'text'], ['data', 'text']]) as unknown,
    );
    expect(Object.values(facts).some((one) => one.confirmed !== undefined)).toBe(false);
    expect(facts).toMatchObject({
      kind: { value: 'audit-log-dump' },
      licences: { value: ['SEN-12345'], source: { field: 'SEN' } },
      site: { value: 'northwind.atlassian.net' },
      tenant: { value: 'tenant-1', source: { asOf: none.asOf } },
      recipient: { value: { name: 'Luis Ferreira', address: 'luis@northwindtraders.com', employer: 'Northwind Traders' } },
      country: { value: 'Germany' },
      dates: { value: { from: '2019-01-01', to: '2026-10-31' } },
      data: { value: 'Worklogs: all teams' },
    });
  });

  test('that says nothing leaves everything to be asked, but what the request type says', () => {
    expect(Object.keys(find(ticket('', {}, { requestType: 'Data snapshot', reporter: {} })))).toEqual(['kind', 'data']);
    expect(found('data', ticket('', {}, { requestType: 'Data snapshot' }))).toEqual(['All data of the tenant', 'rules']);
    expect(find(ticket('', {}, { requestType: 'General question', reporter: {} }))).toEqual({});
  });
});

describe('licence numbers', () => {
  test.each([
    ['one of each form', 'E-1a2-b3c-d4e-5f6, e-1A2-B3C-D4E and SEN-L123 or SEN-45.', ['E-1A2-B3C-D4E-5F6', 'E-1A2-B3C-D4E', 'SEN-L123', 'SEN-45']],
    ['each once', 'SEN-1 sen-1 (SEN-1)', ['SEN-1']],
    ['none of what goes on', 'E-1A2-B3C-D4E-5F6-7G8 SEN-123-4 SEN-12x XSEN-12 X-SEN-12', []],
    ['none of half a number', 'E-1A2-B3C SEN- E-1A2', []],
    ['none of a number that no directory has', `SEN-${'9'.repeat(30)}`, []],
    ['none where there are more than one request can be about', Array.from({ length: 11 }, (_, at) => `SEN-${at}`).join(' '), []],
  ])('%s', (_, text, numbers) => {
    expect(licenceNumbersIn(text)).toEqual(numbers);
  });

  test('of a field come before those of the text', () => {
    expect(found('licences', ticket('SEN-2', { 'Entitlement number': 'SEN-1' }))).toEqual([['SEN-1'], 'field']);
    expect(found('licences', ticket('SEN-2', { SEN: 'unknown' }))).toEqual([['SEN-2'], 'text']);
  });
});

describe('the site', () => {
  test.each([
    ['see https://Northwind.Atlassian.net/browse/X-1', 'northwind.atlassian.net'],
    ['northwind.jira.com.', 'northwind.jira.com'],
    ['northwind.atlassian.net.evil.example', undefined],
    ['northwind.atlassian.net-evil.example', undefined],
    ['a.northwind.atlassian.net', undefined],
    ['northwind.example.com', undefined],
  ])('of “%s” is %s', (text, site) => {
    expect(find(ticket(text)).site?.value).toBe(site);
  });

  test('is the licence’s where the ticket names none, and none where licences differ', () => {
    expect(found('site', ticket(), directory)).toEqual(['northwind.atlassian.net', 'directory']);
    expect(found('site', ticket(), { ...directory, licences: [...directory.licences, { site: 'other.atlassian.net', contacts: [] }] })).toEqual([]);
  });
});

describe('the tenant', () => {
  const id = '7F3C9A52-4B1E-4D0A-9C86-2E5D1F08B7A4';

  test('is taken from its field, and from a line that calls it so, never from anywhere', () => {
    expect(found('tenant', ticket('', { 'Tenant ID': id }))).toEqual([id.toLowerCase(), 'field']);
    expect(found('tenant', ticket(`Tenant id: ${id}`))).toEqual([id.toLowerCase(), 'text']);
    expect(found('tenant', ticket(`trace ${id}`))).toEqual([]);
  });

  test('is found by cloud id, or by the site and its former names, and by nothing where it could be two', () => {
    const byFormerName = { ...directory, licences: [] };
    const two = { ...byFormerName, tenants: [...directory.tenants, { tenantId: 'tenant-2', site: 'northwind.atlassian.net', formerSites: [] }] };
    expect(found('tenant', ticket(), directory)).toEqual(['tenant-1', 'directory']);
    expect(found('tenant', ticket('nw-time.atlassian.net'), byFormerName)).toEqual(['tenant-1', 'directory']);
    expect(found('tenant', ticket('other.atlassian.net'), byFormerName)).toEqual([]);
    expect(found('tenant', ticket('northwind.atlassian.net'), two)).toEqual([]);
  });
});

describe('the recipient', () => {
  test.each([
    ['Luis Ferreira <luis@northwindtraders.com>, Northwind Traders', 'luis@northwindtraders.com'],
    ['Luis Ferreira; luis@northwindtraders.com; Northwind Traders', 'luis@northwindtraders.com'],
    ['Luis Ferreira (Northwind Traders) luis@northwindtraders.com', 'luis@northwindtraders.com'],
    ['luis@northwindtraders.com', undefined],
    ['Luis Ferreira, luis@northwindtraders.com', undefined],
    ['Luis Ferreira, Northwind Traders', undefined],
    ['Luis Ferreira, luis@localhost, Northwind Traders', undefined],
  ])('of “%s” has the address %s', (line, address) => {
    expect(find(ticket(`Recipient: ${line}`)).recipient?.value.address).toBe(address);
  });

  test('is never the requester by default', () => {
    expect(find(ticket('Please send it to me'))).not.toHaveProperty('recipient');
  });
});

describe('dates', () => {
  test.each([
    ['Dates: 2019-01-01 to 2026-10-31', { from: '2019-01-01', to: '2026-10-31' }],
    ['between 1 January 2019 and 3 Feb. 2020', { from: '2019-01-01', to: '2020-02-03' }],
    ['Dates: 2026-10-31 to 2019-01-01', undefined],
    ['Dates: 2026-02-30 to 2026-03-01', undefined],
    ['Dates: 2019-01-01', undefined],
    ['Dates: 2019-01-01, 2020-01-01, 2021-01-01', undefined],
    ['1 Foo 2019 to 2 Bar 2020', undefined],
  ])('of “%s” are %j', (text, dates) => {
    expect(find(ticket(text)).dates?.value).toEqual(dates);
  });
});

describe('what a person entered or confirmed', () => {
  const byHand: Facts = { site: { value: 'right.atlassian.net', source: { by: 'hand', accountId: 'agent' } } };
  const confirmedOne: Facts = { licences: { value: ['SEN-9'], source: { by: 'text' }, confirmed: act('agent') } };

  test('is never overridden by what is found', () => {
    expect(find(ticket('wrong.atlassian.net', { SEN: 'SEN-1' }), none, { ...byHand, ...confirmedOne })).toMatchObject({ ...byHand, ...confirmedOne });
  });

  test('is kept even where nothing is found, and what was only found before is found anew', () => {
    const facts = find(ticket('', {}, { reporter: {} }), none, { ...byHand, ...confirmedOne, country: fact('Elsewhere') });
    expect(facts).toEqual({ ...byHand, ...confirmedOne });
  });
});

describe('hostile text', () => {
  test.each([
    ['signs without end', `Recipient: ${'a@'.repeat(16_000)}`],
    ['dots without end', `Recipient: Luis, a@${'b.'.repeat(16_000)}, X`],
    ['letters without end', `Recipient: ${'a'.repeat(32_000)}`],
    ['digits without end', `SEN-${'1'.repeat(32_000)}`],
    ['groups without end', `E${'-1A2'.repeat(8_000)}`],
    ['spaces without end', `1${' '.repeat(32_000)}Jan`],
    ['labels without end', 'Recipient:'.repeat(3_000)],
  ])('of %s is read in no time, and tells nothing', (_, text) => {
    const started = performance.now();
    const { recipient, licences, dates, tenant } = find(ticket(text));
    expect([recipient, licences, dates, tenant]).toEqual([undefined, undefined, undefined, undefined]);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('never gives what is no fact of its kind, and never fails', () => {
    const label = fc.constantFrom('Recipient', 'Country', 'Dates', 'Tenant id', 'Scope', 'constructor', '__proto__', '');
    const lines = fc.array(fc.tuple(label, fc.string({ unit: 'binary', maxLength: 60 })), { maxLength: 8 });
    fc.assert(
      fc.property(lines, (given) => {
        const facts = find(ticket(given.map(([name, value]) => `${name}: ${value}`).join('\n')));
        for (const name of Object.keys(facts)) expect(Object.keys(values)).toContain(name);
        if (facts.recipient) expect(facts.recipient.value.address).toMatch(/^[^\s@]+@[^\s@]+$/);
      }),
    );
  });
});
