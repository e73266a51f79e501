// Shows what the linked SRE task says for each kind: its fields, and a description that Jira takes.
import fc from 'fast-check';
import { isAdfDocument } from '../../local/jira/adf';
import { missingForTask, taskDescription, taskFields, type TaskFacts } from '../../src/procedure/sre-task';
import { termsOf } from '../../src/procedure/terms';
import { confirmed, fingerprint, rules, values, withFacts, withKeys } from './given';

const facts: TaskFacts = {
  ticketKey: 'SUP-1',
  terms: termsOf(withKeys),
  product: 'Timesheets',
  dueOn: '2026-12-03',
  approvals: [
    { decision: 'Proceed', by: 'Helen Ström', on: '2026-11-19' },
    { decision: 'Release', by: 'Marcus Oduya', on: '2026-11-20' },
  ],
  publicKey: '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxsFN\n-----END PGP PUBLIC KEY BLOCK-----\n',
};

type Node = ReturnType<typeof taskDescription>['content'][number];
function textIn({ text = '', content = [] }: Node): string {
  return text + content.map(textIn).join('');
}
const nodes = (type: string, inside: { readonly content?: readonly Node[] }): readonly Node[] => (inside.content ?? []).flatMap((node) => [...(node.type === type ? [node] : []), ...nodes(type, node)]);
function rows(given: TaskFacts): Readonly<Record<string, string>> {
  return Object.fromEntries(nodes('tableRow', taskDescription(given)).map(({ content = [] }): [string, string] => [textIn(content[0] ?? { type: 'none' }), textIn(content[1] ?? { type: 'none' })]));
}

test.each([
  ['data-dump', 'Data Dump Request'],
  ['audit-log-dump', 'Audit Log Dump Request'],
  ['offboarding-export', 'Offboarding Export Request'],
] as const)('a %s is called “%s”, whatever the customer wrote', (kind, summary) => {
  expect(taskFields(rules, { ...facts, terms: termsOf(withFacts(withKeys, { kind })) }).summary).toBe(summary);
});

test('the fields are those of the rules, the product is the request’s, and nobody is assigned', () => {
  const { description: _document, ...fields } = taskFields(rules, { ...facts, product: 'Planner' });
  expect(fields).toEqual({
    project: 'SRE',
    issueType: 'Task',
    summary: 'Data Dump Request',
    component: 'Tempo for Jira',
    productField: 'Associated product',
    product: 'Planner',
    label: 'maintenance',
    priority: 'Highest',
  });
});

describe('the description', () => {
  test('has everything that SRE needs without the ticket', () => {
    expect(rows(facts)).toEqual({
      'Site URL': 'https://northwind.atlassian.net',
      'SEN or entitlement number': 'E-1A2-B3C-D4E-5F6',
      'Tenant ID': values.tenant,
      Product: 'Timesheets',
      Scope: 'All data of the tenant, 2019-01-01 to 2026-10-31',
      Recipient: 'Luis Ferreira, Northwind Traders, Germany',
      'Due date': '2026-12-03',
      'Proceed approved by': 'Helen Ström, 2026-11-19',
      'Release approved by': 'Marcus Oduya, 2026-11-20',
      'Encryption key fingerprint': fingerprint,
      'SSH key fingerprint': 'SHA256:abc',
      'SHA-256 of the signed form': 'sha-of-form.pdf',
    });
  });

  test('names every licence number', () => {
    const two = { ...facts, terms: termsOf(withFacts(withKeys, { licences: ['SEN-2', 'SEN-1'] })) };
    expect(rows(two)['SEN or entitlement number']).toBe('SEN-1, SEN-2');
  });

  test('has the key as one block of code, letter by letter', () => {
    const blocks = nodes('codeBlock', taskDescription(facts));
    expect(blocks.map(textIn)).toEqual([facts.publicKey?.trim()]);
  });

  test('is a document that Jira takes, whatever a customer calls themselves', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ unit: 'grapheme' }), (name, data, employer) => {
        const terms = termsOf(withFacts(withKeys, { recipient: { ...values.recipient, name, employer }, data }));
        const document = taskDescription({ ...facts, terms });
        expect(isAdfDocument(JSON.parse(JSON.stringify(document)))).toBe(true);
        expect(textIn(nodes('tableRow', document)[5] ?? { type: 'none' })).toContain(name);
      }),
    );
  });

  test('says that there is no copy, and names no key, where the customer wants none', () => {
    const { publicKey: _none, ...without } = facts;
    const document = taskDescription(without);
    expect(isAdfDocument(document)).toBe(true);
    expect(nodes('codeBlock', document)).toEqual([]);
    expect(rows(without)['Copy of the data']).toBe('None. The customer wants no copy; nothing is made or delivered.');
    expect(rows(facts)).not.toHaveProperty('Copy of the data');
  });

  test('says less and stays a document where a term is not filled', () => {
    const bare = taskDescription({ ...facts, terms: {}, approvals: [] });
    expect(isAdfDocument(bare)).toBe(true);
    expect(nodes('tableRow', bare)).toHaveLength(2);
  });
});

test('no task is made of terms that are not all filled; an SSH key alone may be missing', () => {
  expect(missingForTask(termsOf(withKeys), true)).toEqual([]);
  expect(missingForTask(termsOf(confirmed), true)).toEqual(['encryptionKey', 'signedForm']);
  expect(missingForTask(termsOf(confirmed), false)).toEqual([]);
  expect(missingForTask({}, true)).toEqual(['tenant', 'site', 'licences', 'kind', 'scope', 'requester', 'recipient', 'encryptionKey', 'signedForm']);
});
