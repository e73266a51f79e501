// Shows what bad input gets: a stable code each time, nothing written, and no word of how the app is made.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { approve, attentionOf, codesOf, dana, decisionOf, fileNamed, formSent, licence, luis, northwindTenant, openDesk, sendReply, stepOf, takeForm, takeKey, takeSshKey, ticketText, verified, type Desk } from './desk';

jest.setTimeout(60_000);

const gmail = 'northwind.books@gmail.com';
const lookalike = 'dana.whitfield@northwlndtraders.com';
const twice = 'E-2T2-W1C-E00-001';
const adatumTenant = '3840d509-869e-487f-804b-fa36418f47ef';
const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => `SEN-${700_000 + at}`);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    name: 'bad-input',
    licences: [
      licence(),
      licence({ appEntitlementNumber: twice, hostEntitlementNumber: 'E-2T2-W1C-E00-002' }),
      licence({ appEntitlementNumber: twice, hostEntitlementNumber: 'E-2T2-W1C-E00-003', addonKey: 'planner', addonName: 'Planner' }),
      licence({ appEntitlementNumber: 'E-6MA-1L0-000-001', hostEntitlementNumber: 'E-6MA-1L0-000-002', contactDetails: { company: 'Northwind Books', technicalContact: { email: gmail, name: 'Nora Books' } } }),
    ],
    tenants: [
      { tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: '1f2e3d4c-0000-4000-8000-000000000001', formerSites: [] },
      { tenantId: adatumTenant, site: 'adatum.atlassian.net', cloudId: 'a41667c1-74f6-4f3d-83a7-e7bff72ca85f', formerSites: [] },
    ],
  });
  for (const [email, name] of [[gmail, 'Nora Books'], [lookalike, 'Dana Whitfield']] as const) desk.host.jira.seeding.customer({ email, name });
});
afterAll(() => desk.close());

const ours = /webpack|node_modules|\bat \S+ \(|\.c?[jt]s:\d+|ForgeKvs|ZodError/;

const trailLength = async (key: string): Promise<number> => {
  const told = await desk.ask('agent', key, 'trail.read');
  return told.ok ? (z.object({ lines: z.array(z.object({ seq: z.number() })) }).parse(told.value).lines[0]?.seq ?? 0) : 0;
};

/** The code of a refusal that told nothing of what is behind it. */
async function refused(who: string, key: string, question: string, payload?: unknown): Promise<string> {
  const told = await desk.ask(who, key, question, payload);
  expect(JSON.stringify(told)).not.toMatch(ours);
  return told.ok ? 'accepted' : told.refusal.code;
}

/** The code of a refusal that wrote nothing either. */
async function code(who: string, key: string, question: string, payload?: unknown): Promise<string> {
  const length = await trailLength(key);
  const told = await refused(who, key, question, payload);
  if (told !== 'accepted') expect(await trailLength(key)).toBe(length);
  return told;
}

/** Every question of the ticket panel, with a payload that is well formed, and who lacks the permission for it. */
const questions: readonly (readonly [question: string, payload: Readonly<Record<string, unknown>>, without: string | undefined])[] = [
  ['panel.open', {}, undefined],
  ['request.begin', { kind: 'data-dump' }, 'approver'],
  ['facts.set', { fact: 'country', value: 'France' }, 'approver'],
  ['facts.confirm', { rev: 1000 }, 'approver'],
  ['checks.run', {}, 'approver'],
  ['step.attest', { step: 'form-sent', note: 'Sent' }, 'lead'],
  ['step.answer', { step: 'churn-risk', answer: 'no' }, 'lead'],
  ['step.not-applicable', { step: 'approver-told', reason: 'We sit together' }, 'approver'],
  ['step.override', { step: 'previous-requests', reason: 'Known to us' }, 'lead'],
  ['step.confirm', { step: 'signed-form', rev: 1000 }, 'lead'],
  ['step.reopen', { step: 'churn-risk', reason: 'Asked again' }, 'approver'],
  ['file.take', { role: 'signed-form', attachmentId: '1' }, 'approver'],
  ['file.remove', { attachmentId: '1' }, 'approver'],
  ['flag.raise', { reason: 'Something is odd' }, 'approver'],
  ['flag.settle', { flag: 'flag-1', reason: 'It is not' }, 'agent'],
  ['decision.approve', { decision: 'proceed', termsDigest: 'x' }, 'agent'],
  ['decision.refuse', { decision: 'release', termsDigest: 'x', reason: 'Not like this' }, 'agent'],
  ['reply.prepare', { reply: 'estimate' }, 'approver'],
  ['reply.send', { reply: 'estimate', text: 'Soon', strangersSeen: true }, 'approver'],
  ['authorisation.record', { contact: dana, whom: 'recipient', note: 'She wrote so' }, 'approver'],
  ['handover.write', { text: 'Call them at ten' }, 'approver'],
  ['call.note', { role: 'ssh-key', note: 'Spoke with Luis' }, 'approver'],
  ['possession.send', {}, 'approver'],
  ['possession.answer', { text: 'AAAA-BBBB-CCCC-DDDD' }, 'approver'],
  ['hand-off.start', {}, 'approver'],
  ['trail.read', {}, undefined],
  ['copy.answer', { step: 'copy-wanted', answer: 'yes' }, 'approver'],
  ['step.silence', { step: 'receipt', note: 'No answer for weeks' }, 'approver'],
  ['request.end', { ending: 'withdrawn', reason: 'They said so' }, 'lead'],
  ['refusal.confirm', { proposed: '2026-11-19T09:00:00.000Z' }, 'lead'],
  ['refusal.drop', {}, 'approver'],
  ['request.reopen', { reason: 'It was a mistake' }, 'approver'],
  ['step.adopt', { step: 'form-sent', on: '2026-11-19' }, undefined],
  ['contacts.prepare', {}, 'approver'],
  ['contacts.told', { how: 'participants' }, 'approver'],
  ['contacts.objected', { contact: dana, reason: 'Not known to her' }, 'approver'],
  ['delivery.did-not-work', { reason: 'It does not open' }, 'approver'],
  ['delivery.mis-delivered', { reason: 'Somebody else has it' }, 'approver'],
  ['trail.export', { format: 'csv' }, 'approver'],
  ['evidence.pack', {}, 'approver'],
  ['person.erase', { whom: luis, reason: 'person-asked' }, 'agent'],
  ['disposal.prepare', { profile: 'delivered-dump' }, 'agent'],
  ['disposal.ask', { profile: 'delivered-dump', systems: [], reason: 'Done with', typed: northwindTenant, seal: '0'.repeat(64), decider: 'x' }, 'agent'],
  ['disposal.review', { disposal: 1 }, undefined],
  ['disposal.decide', { disposal: 1, outcome: 'approved', seal: '0'.repeat(64) }, 'agent'],
  ['disposal.notice', { disposal: 1, moment: 'start' }, 'approver'],
  ['disposal.told', { disposal: 1, moment: 'start', how: 'by-hand' }, 'approver'],
  ['disposal.hold', { disposal: 1, reason: 'A court asked' }, 'approver'],
  ['disposal.lift-hold', { disposal: 1, reason: 'The court is done' }, 'approver'],
  ['disposal.lengthen', { disposal: 1, to: '2027-01-31', reason: 'On leave' }, 'agent'],
  ['disposal.cancel', { disposal: 1, reason: 'Not now' }, undefined],
  ['disposal.begin', { disposal: 1, typed: northwindTenant }, 'lead'],
  ['disposal.attest', { disposal: 1, evidence: [{ system: 'A', note: 'gone' }], backups: [] }, 'lead'],
  ['disposal.certify', { disposal: 1 }, 'approver'],
  ['disposal.report-error', { disposal: 1, reason: 'The wrong one' }, undefined],
  ['disposal.alike', { disposal: 1, since: '2026-11-01' }, 'agent'],
  ['disposal.sweep', { disposal: 1, since: '2026-11-01', looked: [] }, 'agent'],
  ['disposal.restore', { disposal: 1, from: 'Vault', note: 'All of it' }, 'lead'],
  ['disposal.verify-restore', { disposal: 1 }, 'agent'],
];

/** What says first that there is no task. */
const withTask = ['delivery.did-not-work', 'delivery.mis-delivered'];
/** Nobody who sees the ticket may do these: they belong to the SRE panel. */
const ofTheTask = ['disposal.begin', 'disposal.attest', 'disposal.restore'];
const byLead = ['flag.settle', 'person.erase', 'disposal.prepare', 'disposal.ask', 'disposal.decide', 'disposal.hold', 'disposal.lift-hold', 'disposal.lengthen', 'disposal.alike', 'disposal.sweep', 'disposal.verify-restore'];

test('no question of the ticket panel is left out here', () => {
  const named = ['ticket-panel', 'disposal'].flatMap((table) => [...readFileSync(join(__dirname, `../../src/resolvers/${table}.ts`), 'utf8').matchAll(/^ {2,4}'([\w.-]+)': \w+\(/gm)]).flatMap(([, question]) => question ?? []);
  expect(questions.map(([question]) => question).toSorted()).toEqual(named.toSorted());
});

describe('each question of the ticket panel', () => {
  let key = '';
  let plain = '';
  beforeAll(async () => {
    ({ key } = await desk.ticket());
    plain = (await desk.ticket({ requestType: 'General question', fields: {} })).key;
  });

  it.each(questions)('%s refuses a payload that is malformed', async (question, payload) => {
    const length = await trailLength(key);
    const wrongs: unknown[] = [{ ...payload, nonsense: true }, { ...payload, issueId: '10000' }, [], 'text', 42];
    // A step that asks for a note may be given a link instead, and the other way round.
    for (const field of Object.keys(payload).filter((one) => question !== 'step.attest' || one !== 'note')) {
      const { [field]: _, ...lacking } = payload;
      wrongs.push(lacking, { ...payload, [field]: { $ne: null } });
    }
    for (const wrong of wrongs) expect([wrong, await refused('agent', key, question, wrong)]).toEqual([wrong, 'bad-input']);
    expect(await trailLength(key)).toBe(length);
  });

  it.each(questions.filter(([, , without]) => without !== undefined))('%s refuses whoever lacks the permission', async (question, payload, without) => {
    expect(await code(without ?? '', key, question, payload)).toBe('no-permission');
  });

  it.each(questions.filter(([question]) => !['panel.open', 'request.begin', ...withTask, ...ofTheTask].includes(question)))('%s says that a ticket of another type is no request', async (question, payload) => {
    const who = question.startsWith('decision.') ? 'approver' : byLead.includes(question) ? 'lead' : 'agent';
    expect(await code(who, plain, question, payload)).toBe('no-request');
    expect((await desk.act('agent', plain, 'panel.open')).request).toBeUndefined();
  });

  it.each(questions)('%s is closed to customers and to whoever cannot see the ticket', async (question, payload) => {
    for (const who of [dana, luis, 'sre']) await expect(desk.ask(who, key, question, payload)).rejects.toThrow('does not exist, or you may not see it');
  });

  it('that is not one is refused without a stack trace', async () => {
    await expect(desk.ask('agent', key, 'everything.delete', {})).rejects.toThrow(expect.not.stringMatching(ours) as string);
  });

  it('speaks of the issue that the panel stands on, never of one that the payload names', async () => {
    const { key: other } = await desk.ticket();
    const before = await desk.trailLength(other);
    for (const named of [{ issueKey: other }, { context: { extension: { issue: { key: other } } } }]) expect(await code('agent', key, 'handover.write', { text: 'For the other', ...named })).toBe('bad-input');
    expect(await desk.trailLength(other)).toBe(before);
  });
});

describe('each question of the settings page', () => {
  const page = { moduleKey: 'settings', projectKey: 'SUP' };
  const told = z.union([z.object({ ok: z.literal(true), value: z.object({ directory: z.object({ licences: z.number(), tenants: z.number() }) }) }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);
  const ask = async (who: string, question: string, payload: unknown = {}): Promise<string> => {
    const answer = await desk.as(who).invoke(page, question, payload);
    expect(JSON.stringify(answer)).not.toMatch(ours);
    const parsed = told.parse(answer);
    return parsed.ok ? 'accepted' : parsed.refusal.code;
  };
  const part = { source: 'marketplace-json', asOf: '2026-11-19T07:00:00.000Z', part: 1, parts: 1, text: '{"licenses":[]}' };

  // Admins of the rules there are two; the lead is left with the project.
  beforeAll(async () => {
    const path = '/rest/api/3/permissionscheme/10001/permission';
    const { body } = await desk.as('admin').send('GET', path);
    const { permissions } = z.object({ permissions: z.array(z.object({ id: z.number(), permission: z.string(), holder: z.unknown() })) }).parse(body);
    const leads = permissions.find(({ permission, holder }) => permission.endsWith('/administer-rules') && JSON.stringify(holder).includes('support-leads'));
    await desk.as('admin').send('DELETE', `${path}/${leads?.id ?? ''}`);
  });

  it.each([
    ['settings.open', {}],
    ['directory.import', part],
  ])('%s refuses malformed payloads, missing permission and customers', async (question, payload) => {
    expect(await ask('admin', question, { ...payload, nonsense: true })).toBe('bad-input');
    expect(await ask('admin', question, 'text')).toBe('bad-input');
    expect(await ask('lead', question, payload)).toBe('no-permission');
    for (const who of ['agent', dana]) await expect(ask(who, question, payload)).rejects.toThrow();
  });

  it.each([
    ['a directory that is none', { text: 'Dear all, please find attached' }, 'import-unreadable'],
    ['a directory of nobody', {}, 'import-empty'],
    ['a tenant map that is none', { source: 'tenant-map', text: '{"tenants":7}' }, 'import-unreadable'],
    ['a second part without the first', { part: 2, parts: 3 }, 'import-out-of-order'],
    ['more parts than there are', { part: 3, parts: 2 }, 'import-out-of-order'],
    ['a directory that would be fresh for years', { asOf: '2035-01-01T00:00:00.000Z' }, 'import-from-the-future'],
    ['a part that is too long', { text: 'x'.repeat(400_001) }, 'bad-input'],
  ])('an import of %s changes nothing', async (_, change, expected) => {
    const before = told.parse(await desk.as('admin').invoke(page, 'settings.open', {}));
    expect(await ask('admin', 'directory.import', { ...part, ...change })).toBe(expected);
    expect(told.parse(await desk.as('admin').invoke(page, 'settings.open', {}))).toEqual(before);
  });
});

it('a directory in parts is one directory, in its order and of one day', async () => {
  const send = async (more: object): Promise<string> => {
    const told = z.looseObject({ ok: z.boolean(), refusal: z.looseObject({ code: z.string() }).optional() }).parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'directory.import', { source: 'tenant-map', asOf: '2026-11-19T07:00:00.000Z', parts: 3, text: JSON.stringify([{ tenantId: adatumTenant, site: 'adatum.atlassian.net' }]), ...more }));
    return told.ok ? 'accepted' : (told.refusal?.code ?? '');
  };
  const wrong = [{ part: 3 }, { part: 2, parts: 2 }, { part: 2, asOf: '2026-11-18T07:00:00.000Z' }];
  expect(await send({ part: 1 })).toBe('accepted');
  for (const one of wrong) expect([one, await send(one)]).toEqual([one, 'import-out-of-order']);
  expect([await send({ part: 2 }), await send({ part: 2 })]).toEqual(['accepted', 'import-out-of-order']);
});

describe('an id that is not there', () => {
  it.each([
    ['an attachment', 'agent', 'file.take', { role: 'signed-form', attachmentId: '99999999' }, 'no-such-attachment'],
    ['an attachment to remove', 'agent', 'file.remove', { attachmentId: '99999999' }, 'not-to-be-removed'],
    ['a step', 'agent', 'step.attest', { step: 'nothing-of-the-kind', note: 'Done' }, 'unknown-step'],
    ['a step that is a question', 'agent', 'step.attest', { step: 'churn-risk', note: 'Done' }, 'not-done-by-hand'],
    ['a question that is none', 'agent', 'step.answer', { step: 'form-sent', answer: 'yes' }, 'not-a-question'],
    ['a mandatory step', 'agent', 'step.not-applicable', { step: 'proceed', reason: 'In a hurry' }, 'mandatory-step'],
    ['a step that cannot be overridden', 'agent', 'step.override', { step: 'proceed', reason: 'In a hurry' }, 'not-overridable'],
    ['a step with nothing to take back', 'agent', 'step.reopen', { step: 'receipt', reason: 'In a hurry' }, 'nothing-to-reopen'],
    ['a flag', 'lead', 'flag.settle', { flag: 'flag-99', reason: 'All is well' }, 'unknown-flag'],
    ['a reply', 'agent', 'reply.send', { reply: 'nothing-of-the-kind', text: 'Hello', strangersSeen: true }, 'unknown-reply'],
    ['a reply to prepare', 'agent', 'reply.prepare', { reply: 'nothing-of-the-kind' }, 'unknown-reply'],
    ['a contact', 'agent', 'authorisation.record', { contact: 'nobody@northwindtraders.com', whom: 'recipient', note: 'They wrote so' }, 'not-a-listed-authoriser'],
  ])('%s', async (_, who, question, payload, expected) => {
    const { key } = await desk.ticket();
    expect(await code(who, key, question, payload)).toBe(expected);
  });

  it('an attachment of another ticket', async () => {
    const [{ key }, { key: other }] = [await desk.ticket(), await desk.ticket()];
    const attachmentId = await desk.attach('agent', other, 'luis-ferreira.asc', fileNamed('luis-ferreira.asc'));
    expect(await code('agent', key, 'file.take', { role: 'encryption-key', attachmentId })).toBe('no-such-attachment');
  });
});

describe('a look that is stale', () => {
  it('confirms no facts that changed meanwhile', async () => {
    const { key } = await desk.ticket();
    const { rev } = await desk.request(key);
    await desk.act('second-agent', key, 'facts.set', { fact: 'country', value: 'France' });
    expect(await code('agent', key, 'facts.confirm', { rev })).toBe('facts-changed');
    expect((await desk.request(key)).facts.filter(({ confirmed }) => confirmed)).toEqual([]);
  });

  it('confirms facts although something else changed meanwhile', async () => {
    const { key } = await desk.ticket();
    const { rev } = await desk.request(key);
    await desk.act('second-agent', key, 'handover.write', { text: 'I look at the contacts' });
    expect(await code('agent', key, 'facts.confirm', { rev })).toBe('accepted');
  });

  it('confirms no file that was exchanged meanwhile', async () => {
    const { key } = await formSent(desk);
    const first = await desk.attach('agent', key, 'signed.pdf', fileNamed('service-request-signed.pdf'));
    const { request } = await desk.act('agent', key, 'file.take', { role: 'signed-form', attachmentId: first });
    const second = await desk.attach('agent', key, 'other.pdf', fileNamed('service-request-proseware.pdf'));
    await desk.act('agent', key, 'file.take', { role: 'signed-form', attachmentId: second });
    expect(await code('second-agent', key, 'step.confirm', { step: 'signed-form', rev: request?.rev })).toBe('facts-changed');
  });
});

describe('an address that Jira does not give', () => {
  const silent = 'sofia.silent@northwindtraders.com';
  beforeAll(() => { desk.host.jira.seeding.customer({ email: silent, name: 'Sofia Silent', emailRefusal: 404 }); });

  it('is unknown, which never passes', async () => {
    const { key } = await verified(desk, { reporter: silent });
    expect([stepOf(await desk.request(key), 'requester-contact').state, codesOf(await desk.request(key), 'requester-contact')]).toEqual(['unknown', ['address-unknown']]);
    const { termsDigest } = decisionOf(await desk.request(key), 'proceed');
    // Unknown counts as the same person, so nobody can decide.
    expect(await code('approver', key, 'decision.approve', { decision: 'proceed', termsDigest })).toBe('requester-unknown');
  });

  it('may be entered by hand with how it is known, and is confirmed by a second person', async () => {
    const { key } = await verified(desk, { reporter: silent });
    const typed = { fact: 'requester', value: { name: 'Sofia Silent', address: silent } };
    expect(await code('agent', key, 'facts.set', typed)).toBe('say-how-known');
    await desk.act('agent', key, 'facts.set', { ...typed, how: 'She called from the number in our records' });
    const { rev } = await desk.request(key);
    expect(await code('agent', key, 'facts.confirm', { rev })).toBe('second-person-needed');

    const account = desk.host.jira.accountIdOf('second-agent@example.com') ?? '';
    desk.host.jira.seeding.setEmail(account, { email: 'agent+two@example.com' });
    expect(await code('agent+two@example.com', key, 'facts.confirm', { rev })).toBe('second-person-needed');
    desk.host.jira.seeding.setEmail(account, { email: 'second-agent@example.com' });

    expect(await code('second-agent', key, 'facts.confirm', { rev })).toBe('accepted');
    expect([stepOf(await desk.request(key), 'requester-contact').state, codesOf(await desk.request(key), 'requester-contact')]).toEqual(['warns', expect.arrayContaining(['by-hand', 'same-domain'])]);
  });

  it('is not taken as Jira’s own word because the call says so', async () => {
    const { key } = await desk.ticket({ reporter: silent });
    await desk.act('agent', key, 'facts.set', { fact: 'requester', value: { name: 'Dana Whitfield', address: dana, addressFrom: 'account' }, how: 'I know her' });
    await desk.act('second-agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    expect(codesOf(await desk.request(key), 'requester-contact')).toContain('by-hand');
  });
});

describe('a licence, tenant or contact that does not fit', () => {
  it('a number that fits two licences is unknown and opens nothing', async () => {
    const { key } = await verified(desk, { fields: { SEN: twice } });
    await desk.act('agent', key, 'facts.set', { fact: 'product', value: 'Timesheets' });
    await desk.act('agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    expect([stepOf(await desk.request(key), 'licence-standing').state, codesOf(await desk.request(key), 'licence-standing')]).toEqual(['unknown', ['ambiguous']]);
    expect(await desk.refused('approver', key, 'decision.approve', { decision: 'proceed', termsDigest: decisionOf(await desk.request(key), 'proceed').termsDigest })).toBe('not-ready');
  });

  it('a number that no licence has, and a tenant of another customer', async () => {
    const { key } = await verified(desk);
    await desk.act('agent', key, 'facts.set', { fact: 'tenant', value: adatumTenant });
    await desk.act('agent', key, 'facts.set', { fact: 'licences', value: ['E-0NO-TTH-ERE-000'] });
    await desk.act('agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    const seen = await desk.request(key);
    expect(codesOf(seen, 'site-and-tenant')).toContain('other-site');
    expect(codesOf(seen, 'licence-standing')).toEqual(['not-found']);
    expect([stepOf(seen, 'site-and-tenant').state, stepOf(seen, 'licence-standing').state]).toEqual(['fails', 'fails']);
    expect(await desk.refused('agent', key, 'step.override', { step: 'site-and-tenant', reason: 'They said so' })).toBe('not-overridable');
  });

  it('a listed contact with free mail is a listed contact', async () => {
    const { key } = await desk.ticket({ reporter: gmail, fields: { SEN: 'E-6MA-1L0-000-001' }, description: ticketText({ Recipient: `Nora Books, ${gmail}, Northwind Books` }) });
    await desk.act('agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
    const seen = await desk.request(key);
    expect([stepOf(seen, 'requester-contact').state, codesOf(seen, 'requester-contact')]).toEqual(['done', ['listed-contact', 'listed-with-free-mail']]);
    expect(attentionOf(seen)).not.toContain('flag.lookalike-address.title');
  });

  it('a lookalike of a listed domain is flagged by itself, and no approver can go past it', async () => {
    const { key } = await verified(desk, { reporter: lookalike });
    const seen = await desk.request(key);
    expect(codesOf(seen, 'requester-contact')).toContain('lookalike-domain');
    expect(attentionOf(seen)[0]).toBe('flag.lookalike-address.title');
    expect(seen.turn.who).toBe('lead');
    expect(await desk.refused('approver', key, 'decision.approve', { decision: 'proceed', termsDigest: decisionOf(seen, 'proceed').termsDigest })).toBe('flag-not-settled');
    // Settling the flag does not make the verdict good.
    await desk.act('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'They say that it is theirs' });
    expect(await desk.refused('approver', key, 'decision.approve', { decision: 'proceed', termsDigest: decisionOf(seen, 'proceed').termsDigest })).toBe('not-ready');
    await desk.act('agent', key, 'checks.run');
    expect(attentionOf(await desk.request(key))).not.toContain('flag.lookalike-address.title');
  });

  it('ten numbers are as good as one, and more than fit are no reason to lose the ticket', async () => {
    const { key } = await desk.ticket();
    await desk.act('agent', key, 'facts.set', { fact: 'licences', value: numbers(10) });
    expect((await desk.request(key)).facts.find(({ fact }) => fact === 'licences')?.value).toEqual(numbers(10));
    const { key: crowded } = await desk.ticket({ fields: {}, description: `${ticketText()}\nAll our numbers: ${numbers(60).join(', ')}` });
    expect((await desk.request(crowded)).kind).toBe('data-dump');
  });
});

describe('a file', () => {
  it('of 40 MB is taken as the form, attached as the person', async () => {
    const { key } = await formSent(desk);
    const size = 40 * 1024 * 1024;
    const attachmentId = await desk.attach('agent', key, 'scanned-form.pdf', Buffer.alloc(size, '%PDF-1.4 '));
    await desk.act('agent', key, 'file.take', { role: 'signed-form', attachmentId });
    expect((await desk.request(key)).files['signed-form']).toMatchObject({ attachmentId, size });
    expect(stepOf(await desk.request(key), 'signed-agreement').state).not.toBe('done');
    expect(await code('agent', key, 'file.take', { role: 'encryption-key', attachmentId })).toBe('file-too-large');
  });

  it('that is a private key raises an alarm as soon as it is attached, and shuts the gates until it is gone and settled', async () => {
    const { key } = await formSent(desk);
    await takeForm(desk, key);
    const attachmentId = await desk.attach('agent', key, 'northwind-backup.asc', fileNamed('northwind-backup.asc'));
    expect(attentionOf(await desk.request(key))[0]).toBe('flag.private-key.title');
    await desk.act('agent', key, 'file.take', { role: 'encryption-key', attachmentId });
    const seen = await desk.request(key);
    expect(attentionOf(seen).filter((title) => title === 'flag.private-key.title')).toHaveLength(1);
    expect(codesOf(seen, 'encryption-key')).toContain('private-key');
    expect(await desk.refused('agent', key, 'step.override', { step: 'encryption-key', reason: 'They insist' })).toBe('not-overridable');
    expect(await code('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'They know' })).toBe('remove-the-file-first');

    await desk.act('agent', key, 'file.remove', { attachmentId });
    await desk.host.settled();
    expect((await desk.as('agent').send('GET', `/rest/api/3/attachment/${attachmentId}`)).status).toBe(404);
    expect(await code('agent', key, 'file.remove', { attachmentId })).not.toBe('fault');
    expect(await code('agent', key, 'flag.settle', { flag: 'flag-1', reason: 'It is gone' })).toBe('no-permission');
    await desk.act('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'It is gone, and they made a new pair' });
    await takeKey(desk, key);
    await takeSshKey(desk, key);
    await approve(desk, key, 'release');
    expect(attentionOf(await desk.request(key))).toEqual([]);
  });

  it('that is a private key is noticed when the customer attaches it, too', async () => {
    const { key } = await desk.ticket({ attachments: [{ filename: 'key.txt', mimeType: 'text/plain', content: fileNamed('northwind-backup.asc') }] });
    expect(attentionOf(await desk.request(key))).toContain('flag.private-key.title');
  });

  it.each([
    ['a picture', 'screenshot-of-my-key.png'],
    ['nothing', ''],
    ['a form', 'service-request-blank.pdf'],
  ])('that is %s is no key, and says so', async (_, name) => {
    const { key } = await formSent(desk);
    const attachmentId = await desk.attach('agent', key, 'key.asc', name ? fileNamed(name) : '');
    await desk.act('agent', key, 'file.take', { role: 'encryption-key', attachmentId });
    const seen = await desk.request(key);
    expect(stepOf(seen, 'encryption-key').state).toBe('fails');
    expect(decisionOf(seen, 'release').terms.map(({ term }) => term)).not.toContain('encryptionKey');
  });

  it('that was signed by somebody else, or is the blank one, is not the signed form', async () => {
    const { key } = await formSent(desk);
    await takeForm(desk, key, fileNamed('service-request-proseware.pdf'));
    expect(stepOf(await desk.request(key), 'signed-agreement').state).toBe('fails');
    await takeForm(desk, key, fileNamed('service-request-blank.pdf'));
    expect(stepOf(await desk.request(key), 'signed-agreement').state).toBe('fails');
  });
});

describe('a reply', () => {
  it('with a gap is not sent', async () => {
    const { key } = await desk.ticket();
    expect(await code('agent', key, 'reply.send', { reply: 'missing-facts', text: 'Hello {requester}', strangersSeen: true })).toBe('reply-incomplete');
  });

  it('that a stranger would read is not sent unseen', async () => {
    const { key } = await desk.ticket({ participants: [gmail] });
    expect(await code('agent', key, 'reply.send', { reply: 'missing-facts', text: 'Which dates?', strangersSeen: false })).toBe('strangers-unseen');
    await sendReply(desk, key, 'missing-facts');
  });

  it('that is clicked twice is sent once', async () => {
    const { key } = await desk.ticket();
    const send = (): Promise<string> => desk.refused('agent', key, 'reply.send', { reply: 'missing-facts', text: 'Which dates do you need?', strangersSeen: true });
    await Promise.all([send(), send()]);
    await send();
    await desk.host.settled();
    const { body } = await desk.as(dana).send('GET', `/rest/servicedeskapi/request/${key}/comment`);
    expect(z.object({ values: z.array(z.unknown()) }).parse(body).values).toHaveLength(1);
  });
});
