// Shows the desk that `npm start` opens: its tickets are requests, the directory is in force, and its customers can be played.
import { z } from 'zod';
import { openHost, type Host } from '../../../local/host';
import { scenarios } from '../../../local/scenarios/index';

const message = z.object({ code: z.string() });
const panel = z.object({
  ok: z.literal(true),
  value: z.object({
    request: z
      .object({
        kind: z.string(),
        rev: z.number(),
        turn: z.object({ what: message }),
        facts: z.array(z.object({ fact: z.string(), value: z.unknown().optional() })),
        attention: z.array(z.object({ title: message })),
        attachments: z.array(z.object({ id: z.string(), name: z.string(), by: z.string() })),
        stages: z.array(z.object({ steps: z.array(z.object({ id: z.string(), state: z.string(), findings: z.array(z.object({ code: z.string() })) })) })),
      })
      .optional(),
  }),
});
type Request = NonNullable<z.infer<typeof panel>['value']['request']>;

const stories = z.array(z.object({ name: z.string(), issueKey: z.string(), shows: z.string().min(20) }));
const acts = z.array(z.object({ id: z.string(), label: z.string(), who: z.string() }));

let host: Host;
let tookMs: number;
const keys = new Map<string, string>();

beforeAll(async () => {
  const began = performance.now();
  host = await openHost({ directory: ':memory:', scenario: scenarios['default'] ?? fail(), onFailure: (what, { message }) => fail(`${what}: ${message}`) });
  tookMs = performance.now() - began;
  for (const { name, issueKey } of stories.parse((await host.as('agent@example.com').send('GET', '/local/scenario/tickets')).body)) keys.set(name, issueKey);
}, 30_000);
afterAll(() => host.close());

function fail(why = 'missing'): never {
  throw new Error(why);
}
const keyOf = (name: string): string => keys.get(name) ?? fail(`no ticket ${name}`);

async function ask(name: string, question: string, payload: object = {}): Promise<Request | undefined> {
  const answered = await host.as('agent@example.com').invoke({ moduleKey: 'ticket-panel', issueKey: keyOf(name) }, question, payload);
  return panel.parse(answered).value.request;
}
const open = async (name: string): Promise<Request> => (await ask(name, 'panel.open')) ?? fail(`${name} is no request`);
const checked = async (name: string): Promise<Request> => (await ask(name, 'facts.confirm', { rev: (await open(name)).rev })) ?? fail();
const codes = ({ stages }: Request, step: string): string[] => stages.flatMap(({ steps }) => steps).find(({ id }) => id === step)?.findings.map(({ code }) => code) ?? [];

async function play(name: string, act: string): Promise<number> {
  const { status } = await host.as('agent@example.com').send('POST', `/local/scenario/customer-acts/${encodeURIComponent(`${keyOf(name)}:${act}`)}`);
  await host.settled();
  return status;
}

test('it is there in ten seconds', () => {
  expect(tookMs).toBeLessThan(10_000);
});

test('the tickets stand in the order in which a newcomer reads them', () => {
  expect([...keys.keys()]).toEqual([
    'data-dump', 'offboarding', 'lookalike', 'private-key', 'enterprise', 'free-mail', 'foreign-tenant', 'ambiguous-licence', 'unknown-address', 'audit-log', 'question',
  ]);
  const numbers = [...keys.values()].map((key) => Number(key.split('-')[1]));
  expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
});

test.each([
  ['data-dump', 'data-dump'], ['offboarding', 'offboarding-export'], ['lookalike', 'data-dump'], ['private-key', 'data-dump'], ['enterprise', 'data-dump'],
  ['free-mail', 'data-dump'], ['foreign-tenant', 'data-dump'], ['ambiguous-licence', 'data-dump'], ['unknown-address', 'data-dump'], ['audit-log', 'audit-log-dump'],
])('the app has begun %s by itself', async (name, kind) => {
  const { kind: begun, facts } = await open(name);
  expect(begun).toBe(kind);
  const missing = facts.filter(({ value }) => value === undefined).map(({ fact }) => fact);
  expect(missing).toEqual(name === 'offboarding' ? ['dates', 'recipient', 'country'] : []);
});

test('a question is no request', async () => {
  expect(await ask('question', 'panel.open')).toBeUndefined();
});

test('the vendor’s directory is in force', async () => {
  const answered = await host.as('admin@example.com').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'settings.open', {});
  expect(answered).toMatchObject({ ok: true, value: { directory: { licences: 26, tenants: 24, source: 'marketplace-json' } } });
});

test('nothing about the first ticket is odd', async () => {
  const request = await checked('data-dump');
  expect(request.attention).toEqual([]);
  expect(request.turn.what.code).toBe('turn.answer');
});

test.each([
  ['lookalike', 'requester-contact', 'lookalike-domain'],
  ['free-mail', 'requester-contact', 'listed-with-free-mail'],
  ['foreign-tenant', 'site-and-tenant', 'other-site'],
  ['ambiguous-licence', 'licence-standing', 'ambiguous'],
  ['unknown-address', 'requester-contact', 'address-unknown'],
])('%s shows what it is for', async (name, step, code) => {
  expect(codes(await checked(name), step)).toContain(code);
});

test('the Enterprise customer’s customer success is to be told', async () => {
  await checked('enterprise');
  const request = await ask('enterprise', 'step.answer', { step: 'churn-risk', answer: 'no' });
  expect(request?.stages.flatMap(({ steps }) => steps).find(({ id }) => id === 'customer-success-told')?.state).not.toBe('not-applicable');
});

test('the private key has raised its alarm', async () => {
  const { attention, attachments } = await open('private-key');
  expect(attention.map(({ title }) => title.code)).toEqual(['flag.private-key.title']);
  expect(attachments).toMatchObject([{ name: 'tailspin-backup.asc', by: 'Noor Haddad' }]);
});

test('every act of every customer can be played, as that customer', async () => {
  const agent = host.as('agent@example.com');
  for (const [name, issueKey] of keys) {
    const listed = acts.parse((await agent.send('GET', `/local/scenario/customer-acts?issueKey=${issueKey}`)).body);
    expect(listed.length).toBeGreaterThan(0);
    // The code is sealed and opened in a test of its own.
    for (const { id, who } of listed.filter((act) => !act.id.endsWith(':answer-code'))) {
      expect(host.jira.accountIdOf(who)).toMatch(/^qm:/);
      expect(await play(name, id.slice(issueKey.length + 1))).toBe(204);
    }
  }
  const { attachments } = await open('data-dump');
  expect(attachments).toEqual(expect.arrayContaining([
    expect.objectContaining({ name: 'service-request-signed.pdf', by: 'Dana Whitfield' }),
    expect.objectContaining({ name: 'luis-ferreira.asc', by: 'Luis Ferreira' }),
  ]));
  const short = attachments.find((file) => file.name === 'luis-ferreira-short.asc');
  const taken = await ask('data-dump', 'file.take', { role: 'encryption-key', attachmentId: short?.id });
  expect(taken && codes(taken, 'encryption-key')).toContain('expires-too-early');
  expect(host.traffic.costs().filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
}, 30_000);

test('a customer opens the code that was sealed to the recipient’s key, and sends it back', async () => {
  const { attachments } = await open('offboarding');
  await ask('offboarding', 'file.take', { role: 'encryption-key', attachmentId: attachments.find((file) => file.name === 'tomas-rivera.asc')?.id });
  await ask('offboarding', 'possession.send');
  await host.settled();
  expect(await play('offboarding', 'answer-code')).toBe(204);
  const { stages } = await open('offboarding');
  expect(stages.flatMap(({ steps }) => steps).find(({ id }) => id === 'possession')?.state).toBe('done');
});

test('an act that nobody offers is refused', async () => {
  expect(await play('data-dump', 'sign-for-somebody-else')).toBe(404);
});
