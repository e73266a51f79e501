// Shows that one person never counts twice in a disposal, that what is done at once is done in one order, and that an old copy of storage decides nothing.
import { z } from 'zod';
import { licence, northwindMap, northwindTenant, openDesk, type Desk } from './desk';
import { approveDisposal, askedFor, dueToday, importToday, onTaskRefused, received, reviewOf, standingOf, type Received } from './disposal-desk';
import { onTask } from './sre-desk';

jest.setTimeout(60_000);

let desk: Desk;
let at: Received;
beforeAll(async () => {
  desk = await openDesk({ name: 'disposal-people' });
  at = await received(desk);
  await importToday(desk, [licence()], northwindMap);
});
afterAll(() => desk.close());

const accountOf = (email: string): string => desk.host.jira.accountIdOf(email) ?? '';

/** Lends the approver another address that Jira has verified, or none. */
async function withAddress(change: { email?: string; emailRefusal?: 404 }, then: (who: string) => Promise<void>): Promise<void> {
  const approver = accountOf('approver@example.com');
  desk.host.jira.seeding.setEmail(approver, change);
  try {
    await then(change.email ?? 'approver');
  } finally {
    desk.host.jira.seeding.setEmail(approver, { email: 'approver@example.com', emailRefusal: null });
  }
}

const decide = async (who: string, disposal: number): Promise<string> => {
  const { seal } = await reviewOf(desk, at.key, disposal, 'agent');
  return desk.refused(who, at.key, 'disposal.decide', { disposal, outcome: 'approved', seal });
};

/** The disposal that was asked for last is taken back, so that the next one may be asked for. */
const cancel = (disposal: number): Promise<unknown> => desk.act('agent', at.key, 'disposal.cancel', { disposal, reason: 'The next case' });

describe('nobody decides on their own question', () => {
  it('by a second account with the same mailbox', async () => {
    const disposal = await askedFor(desk, at, 'delivered-dump');
    await withAddress({ email: 'sre+approver@example.com' }, async (who) => { expect(await decide(who, disposal)).toBe('same-person'); });
    await cancel(disposal);
  });

  it('by an account whose address nobody knows, which counts as the same', async () => {
    const disposal = await askedFor(desk, at, 'delivered-dump');
    await withAddress({ emailRefusal: 404 }, async (who) => { expect(await decide(who, disposal)).toBe('address-unknown-same'); });
    await cancel(disposal);
  });

  it('after they came into the group that decides', async () => {
    const disposal = await askedFor(desk, at, 'delivered-dump');
    const group = async (method: 'POST' | 'DELETE'): Promise<number> => {
      const path = `/rest/api/3/group/user?groupname=snapshot-approvers${method === 'DELETE' ? `&accountId=${accountOf('sre@example.com')}` : ''}`;
      return (await desk.as('admin').send(method, path, method === 'POST' ? { accountId: accountOf('sre@example.com') } : undefined)).status;
    };
    expect(await group('POST')).toBeLessThan(300);
    const { seal } = await reviewOf(desk, at.key, disposal, 'agent');
    expect(await onTaskRefused(desk, at.task, 'disposal.decide', { disposal, outcome: 'approved', seal })).toBe('same-person');
    expect(await group('DELETE')).toBeLessThan(300);
    await cancel(disposal);
  });

  it('as the customer, whatever group they are in', async () => {
    const disposal = await askedFor(desk, at, 'delivered-dump');
    await withAddress({ email: 'luis.ferreira+work@northwindtraders.com' }, async (who) => { expect(await decide(who, disposal)).toBe('you-are-the-customer'); });
    await cancel(disposal);
  });
});

describe('at once', () => {
  it('two decisions are one', async () => {
    const disposal = await askedFor(desk, at, 'delivered-dump');
    const { seal } = await reviewOf(desk, at.key, disposal);
    const before = await desk.trailLength(at.key);
    const told = await Promise.all([
      desk.refused('approver', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal }),
      desk.refused('second-approver', at.key, 'disposal.decide', { disposal, outcome: 'refused', seal, reason: 'Not yet' }),
    ]);
    expect(told.sort()).toEqual(['accepted', 'disposal-stands']);
    expect(await desk.trailLength(at.key)).toBe(before + 1);
    if ((await standingOf(desk, at.key)) === 'waiting') await cancel(disposal);
  });

  it('an approval and a cancellation leave nothing to purge', async () => {
    const disposal = await askedFor(desk, at, 'delivered-dump');
    const { seal } = await reviewOf(desk, at.key, disposal);
    await Promise.all([
      desk.refused('approver', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal }),
      desk.refused('agent', at.key, 'disposal.cancel', { disposal, reason: 'Dana called' }),
    ]);
    expect(await standingOf(desk, at.key)).toBe('cancelled');
  });

  it('two questions are one', async () => {
    const asked = await Promise.all([askedFor(desk, at, 'delivered-dump').catch(() => 0), askedFor(desk, at, 'delivered-dump').catch(() => 0)]);
    expect(asked.filter((one) => one > 0).length).toBeGreaterThan(0);
    const { lines } = await desk.trail(at.key);
    const last = lines.findIndex(({ what }) => what.code === 'event.disposal.cancelled');
    expect(lines.slice(0, last).filter(({ what }) => what.code === 'event.disposal.asked')).toHaveLength(1);
    await cancel(Math.max(...asked));
  });

  it('a cancellation right before the attestation wins, and a purge that was made is reported', async () => {
    const disposal = await dueToday(desk, at, 'delivered-dump', [licence()], northwindMap);
    await onTask(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant });
    await cancel(disposal);
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', { disposal, evidence: [{ system: 'Working copy of the dump', note: 'gone' }], backups: [] })).toBe('disposal-stands');
    await onTask(desk, at.task, 'disposal.report-error', { disposal, reason: 'It was deleted while it was cancelled' });
    expect(await standingOf(desk, at.key)).toBe('in-error');
    // Nobody attested it; the page of all purges has it all the same.
    const told = await desk.as('admin').invoke({ moduleKey: 'purges', projectKey: 'SUP' }, 'purges.open', {});
    const { lines } = z.object({ ok: z.literal(true), value: z.object({ lines: z.array(z.object({ standing: z.string(), issueKey: z.string().optional() })) }) }).parse(told).value;
    expect(lines.filter(({ issueKey }) => issueKey === at.key)).toEqual([{ standing: 'in-error', issueKey: at.key }]);
  });
});

it('a switch turns every purge off, at once and for what is under way', async () => {
  const other = await received(desk);
  await importToday(desk, [licence()], northwindMap);
  const disposal = await askedFor(desk, other, 'delivered-dump');
  await approveDisposal(desk, other.key, disposal);
  await switchOff();
  expect((await reviewOf(desk, other.key, disposal, 'agent')).bars.map(({ code }) => code)).toEqual(['disposal.bar.switched-off']);
});

const rulesView = z.object({ rev: z.number(), rules: z.looseObject({ policies: z.looseObject({ disposal: z.looseObject({}) }) }), draft: z.object({ review: z.object({ digest: z.string() }) }).optional() });

/** An admin publishes rules that purge nothing. */
async function switchOff(): Promise<void> {
  const settings = async (question: string, payload: object): Promise<z.infer<typeof rulesView>> => {
    const told = z.object({ ok: z.literal(true), value: rulesView }).parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, question, payload));
    return told.value;
  };
  const { rev, rules } = await settings('rules.open', {});
  const saved = await settings('draft.save', { rev, rules: { ...rules, policies: { ...rules.policies, disposal: { ...rules.policies.disposal, purging: false } } } });
  await settings('rules.publish', { rev: saved.rev, digest: saved.draft?.review.digest ?? '', reason: 'Nothing is purged while we look into it' });
}
