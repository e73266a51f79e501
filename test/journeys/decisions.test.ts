// Shows who may take the two decisions, what they are bound to, and what makes them void.
import { z } from 'zod';
import { approve, attentionOf, dana, decisionOf, fileNamed, formSent, keyTaken, licence, openDesk, released, stepOf, takeForm, takeKey, takeSshKey, verified, type Desk, type Request } from './desk';

jest.setTimeout(60_000);

let desk: Desk;
beforeAll(async () => { desk = await openDesk({ name: 'decisions' }); });
afterAll(() => desk.close());

const accountOf = (email: string): string => desk.host.jira.accountIdOf(email) ?? '';
const digestOf = (seen: Request, name: 'proceed' | 'release'): string => decisionOf(seen, name).termsDigest;

/** What an approver is told who decides on the terms as they stand. */
async function told(key: string, who: string, decision: 'proceed' | 'release' = 'proceed'): Promise<string> {
  const before = await desk.trailLength(key);
  const code = await desk.refused(who, key, 'decision.approve', { decision, termsDigest: digestOf(await desk.request(key), decision) });
  expect(await desk.trailLength(key)).toBe(code === 'accepted' ? before + 1 : before);
  return code;
}

/** Lends somebody the address that Jira has verified for a while. */
async function withAddress(email: string, change: { email?: string; emailRefusal?: 404 | 503 }, then: (who: string) => Promise<void>): Promise<void> {
  const accountId = accountOf(email);
  desk.host.jira.seeding.setEmail(accountId, change);
  try {
    await then(change.email ?? email);
  } finally {
    desk.host.jira.seeding.setEmail(accountId, { email, emailRefusal: null });
  }
}

async function grant(permission: string, email: string): Promise<() => Promise<void>> {
  const key = `ari:cloud:ecosystem::extension/2f9a8a64-3b47-4a0e-8d0f-6f6f0c1d7e21/c7c0a1de-95a8-4b7f-a1f9-31b6f8f2f5a0/static/${permission}`;
  const { status, body } = await desk.as('admin').send('POST', '/rest/api/3/permissionscheme/10001/permission', { permission: key, holder: { type: 'user', parameter: accountOf(email) } });
  expect(status).toBe(201);
  const { id } = z.object({ id: z.number() }).parse(body);
  return async () => { await desk.as('admin').send('DELETE', `/rest/api/3/permissionscheme/10001/permission/${id}`); };
}

/** A fact is changed by an agent and confirmed by the other. */
async function changeFact(key: string, fact: string, value: unknown): Promise<void> {
  await desk.act('agent', key, 'facts.set', { fact, value });
  await desk.act('second-agent', key, 'facts.confirm', { rev: (await desk.request(key)).rev });
}

describe('who may decide', () => {
  let key = '';
  beforeAll(async () => { ({ key } = await verified(desk)); });

  it('not whoever verified, even with the permission', async () => {
    const takeBack = await grant('decide-proceed', 'agent@example.com');
    expect(await told(key, 'agent')).toBe('you-verified');
    await takeBack();
    expect(await told(key, 'agent')).toBe('no-permission');
  });

  it.each([
    ['the requester', 'dana.whitfield+work@northwindtraders.com', 'you-are-the-requester'],
    ['the recipient', 'Luis.Ferreira+work@NorthwindTraders.com', 'you-are-the-recipient'],
    ['a verifier', 'agent+approver@example.com', 'you-verified'],
  ])('not %s by a second account with the same verified mailbox', async (_, email, code) => {
    await withAddress('second-approver@example.com', { email }, async (who) => { expect(await told(key, who)).toBe(code); });
  });

  it.each([404, 503] as const)('nobody whose address Jira does not give (%d)', async (emailRefusal) => {
    await withAddress('approver@example.com', { emailRefusal }, async (who) => { expect(await told(key, who)).toBe('your-address-is-unknown'); });
  });

  it('nobody while a verifier’s address is unknown, because unknown counts as the same person', async () => {
    await withAddress('agent@example.com', { emailRefusal: 404 }, async () => { expect(await told(key, 'approver')).toBe('you-verified'); });
  });

  it('whoever has nothing to do with it, once', async () => {
    expect(await told(key, 'approver')).toBe('accepted');
    expect(await told(key, 'approver')).toBe('already-decided');
    expect(await told(key, 'second-approver')).toBe('already-decided');
  });

  it('with the permission for that very decision', async () => {
    const { key: other } = await keyTaken(desk);
    const takeBack = await grant('decide-proceed', 'lead@example.com');
    expect(await told(other, 'lead', 'release')).toBe('no-permission');
    await takeBack();
  });

  it('one of two who decide at once', async () => {
    const { key: other } = await verified(desk);
    const termsDigest = digestOf(await desk.request(other), 'proceed');
    const before = await desk.trailLength(other);
    const codes = await Promise.all(['approver', 'second-approver'].map((who) => desk.refused(who, other, 'decision.approve', { decision: 'proceed', termsDigest })));
    expect(codes.sort()).toEqual(['accepted', 'already-decided']);
    expect(await desk.trailLength(other)).toBe(before + 1);
  });
});

describe('when it may be decided', () => {
  it('on the terms that were looked at, not on others', async () => {
    const { key } = await verified(desk);
    const looked = digestOf(await desk.request(key, 'approver'), 'proceed');
    await changeFact(key, 'country', 'France');
    const before = await desk.trailLength(key);
    expect(await desk.refused('approver', key, 'decision.approve', { decision: 'proceed', termsDigest: looked })).toBe('terms-changed');
    expect(await desk.refused('approver', key, 'decision.refuse', { decision: 'proceed', termsDigest: looked, reason: 'No longer needed' })).toBe('terms-changed');
    expect(await desk.trailLength(key)).toBe(before);
  });

  it('not before everything that comes earlier is done', async () => {
    const { key } = await desk.ticket();
    expect(await told(key, 'approver')).toBe('not-ready');
    const { key: other } = await formSent(desk);
    expect(await told(other, 'approver', 'release')).toBe('not-ready');
  });

  it('not on a licence that has ended since it was looked at', async () => {
    const { key } = await verified(desk);
    await desk.importDirectory('marketplace-json', { _links: {}, totalCount: 1, licenses: [licence({ status: 'cancelled', maintenanceEndDate: '2026-01-31' })] });
    expect(await told(key, 'approver')).toBe('not-ready');
    await desk.importDirectory('marketplace-json', { _links: {}, totalCount: 1, licenses: [licence()] });
    expect(await told(key, 'approver')).toBe('accepted');
  });

  it('not while a flag is unsettled, and not by settling it oneself', async () => {
    const { key } = await verified(desk);
    await desk.act('agent', key, 'flag.raise', { reason: 'They called twice' });
    expect(await told(key, 'approver')).toBe('flag-not-settled');
    expect(await desk.refused('agent', key, 'flag.settle', { flag: 'flag-1', reason: 'It was me who called' })).toBe('no-permission');
    await desk.act('lead', key, 'flag.settle', { flag: 'flag-1', reason: 'They were asked back' });
    expect(await told(key, 'approver')).toBe('accepted');
  });

  it('again after it was refused', async () => {
    const { key } = await verified(desk);
    const termsDigest = digestOf(await desk.request(key), 'proceed');
    await desk.act('approver', key, 'decision.refuse', { decision: 'proceed', termsDigest, reason: 'Ask them for a smaller range' });
    expect(attentionOf(await desk.request(key))).toContain('attention.refused');
    expect(stepOf(await desk.request(key), 'proceed').state).toBe('fails');
    expect(await told(key, 'second-approver')).toBe('accepted');
  });
});

describe('what makes a decision void', () => {
  const voided = async (key: string, name: 'proceed' | 'release'): Promise<readonly string[] | undefined> => {
    const seen = await desk.request(key);
    if (decisionOf(seen, name).state !== 'voided') return undefined;
    const shown = seen.attention.find(({ id }) => id === `decision-${name}`);
    return (shown?.wasNow ?? []).map(({ label, was, now }) => {
      expect(was).not.toBe(now);
      return String(label.params['term']);
    });
  };

  it.each<[string, (key: string) => Promise<unknown>, readonly string[] | undefined, readonly string[] | undefined]>([
    ['another key', (key) => takeKey(desk, key, 'luis-ferreira-new.asc'), undefined, ['term.encryptionKey']],
    ['another SSH key', (key) => takeSshKey(desk, key, fileNamed('tomas-rivera.pub')), undefined, ['term.sshKey']],
    ['another form', (key) => takeForm(desk, key, '%PDF-1.4 another form'), undefined, ['term.signedForm']],
    ['another tenant', (key) => changeFact(key, 'tenant', '00000000-0000-4000-8000-000000000000'), ['term.tenant'], ['term.tenant']],
    ['another recipient', (key) => changeFact(key, 'recipient', { name: 'Dana Whitfield', address: dana, employer: 'Northwind Traders' }), ['term.recipient'], ['term.recipient']],
    ['another country', (key) => changeFact(key, 'country', 'France'), ['term.recipient'], ['term.recipient']],
    ['another kind', (key) => changeFact(key, 'kind', 'audit-log-dump'), ['term.kind'], ['term.kind']],
    ['other dates', (key) => changeFact(key, 'dates', { from: '2020-01-01', to: '2026-10-31' }), ['term.scope'], ['term.scope']],
  ])('%s, and it says what changed', async (_, change, proceed, release) => {
    const { key } = await released(desk);
    await change(key);
    expect([await voided(key, 'proceed'), await voided(key, 'release')]).toEqual([proceed, release]);
    expect(await desk.refused('agent', key, 'hand-off.start')).toBe('gate-shut');
    const { lines } = await desk.trail(key);
    expect(lines.map(({ besides }) => besides.filter(({ code }) => code === 'trail.voided').length)).toContain(proceed ? 2 : 1);
  });

  it('not a term that was empty and is filled', async () => {
    const { key } = await keyTaken(desk);
    const { decisions } = await desk.request(key);
    expect(decisions.map(({ decision, state }) => [decision, state])).toEqual([['proceed', 'approved'], ['release', 'to-decide']]);
  });

  it('for good: changing back revives nothing, and a new approval is on the terms as they then stand', async () => {
    const { key, keyId } = await released(desk);
    await takeKey(desk, key, 'luis-ferreira-new.asc');
    await desk.act('agent', key, 'file.take', { role: 'encryption-key', attachmentId: keyId });
    expect(decisionOf(await desk.request(key), 'release').state).toBe('voided');
    expect(await desk.refused('agent', key, 'hand-off.start')).toBe('gate-shut');
    await approve(desk, key, 'release', 'second-approver');
    expect(await desk.refused('agent', key, 'hand-off.start')).toBe('accepted');
  });

  it('taking the very same file again changes no term', async () => {
    const { key, keyId } = await released(desk);
    await desk.act('agent', key, 'file.take', { role: 'encryption-key', attachmentId: keyId });
    expect(decisionOf(await desk.request(key), 'release').state).toBe('approved');
  });

  it('a file that is taken off the ticket', async () => {
    const { key, keyId } = await released(desk);
    expect((await desk.as('agent').send('DELETE', `/rest/api/3/attachment/${keyId}`)).status).toBe(204);
    await desk.host.settled();
    expect(decisionOf(await desk.request(key), 'release').state).toBe('voided');
    expect(await desk.refused('agent', key, 'hand-off.start')).toBe('gate-shut');
  });
});

it('a release lapses after twenty business days, and may be given again', async () => {
  const { key } = await released(desk);
  const now = desk.host.clock.now().toISOString();
  // Thursday, 19 November, and twenty business days: Thursday, 17 December.
  await desk.host.clock.set('2026-12-17T23:00:00.000Z');
  expect(decisionOf(await desk.request(key), 'release').state).toBe('approved');
  await desk.host.clock.set('2026-12-18T00:30:00.000Z');
  expect(decisionOf(await desk.request(key), 'release').state).toBe('lapsed');
  expect(attentionOf(await desk.request(key))).toContain('attention.lapsed');
  expect(await desk.refused('agent', key, 'hand-off.start')).toBe('gate-shut');
  await approve(desk, key, 'release');
  expect(await desk.refused('agent', key, 'hand-off.start')).toBe('accepted');
  await desk.host.clock.set(now);
});
