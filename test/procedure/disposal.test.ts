// Shows where a disposal stands on each day, that it never goes early, and that what is typed has to be the tenant itself.
import fc from 'fast-check';
import { defaultRules } from '../../src/procedure/default-rules';
import { addDays, copyIsDeclined, daysOf, disposalStanding, disposalUnderWay, earliestDay, groundOf, isSilent, profilesOf, readTyped, sealOfTenants, systemsLeft } from '../../src/procedure/disposal';
import { disposalMove, noticeDue } from '../../src/procedure/disposal-move';
import { readiness } from '../../src/procedure/readiness';
import type { Disposal, SnapshotRequest, TenantFacts } from '../../src/procedure/request';
import type { Step } from '../../src/procedure/rules';
import { checklist } from '../../src/procedure/checklist';
import { changesBetween, factsOfTenant, licenceLife, lifeOf } from '../../src/procedure/tenant-comparison';
import { act, begun, now, on, today, values, withFacts, withMark } from './given';

const tenant = (name: string, more: Partial<TenantFacts> = {}): TenantFacts => ({ tenantId: `${name}-4b1e-4d0a`, site: `${name}.atlassian.net`, licences: [], copy: 'never', ...more });
const target = tenant('northwind', { tenantId: values.tenant });
const [eu, sandbox] = [tenant('northwind-eu'), tenant('northwind-sandbox', { sandboxOf: values.tenant })];

const asked: Disposal = {
  ...act('sre'),
  number: 1,
  profile: 'tenant-systems',
  ground: 'receipt',
  systems: defaultRules.policies.disposal.systems['tenant-systems'],
  reason: 'The contract ended',
  tenants: [target, eu],
  seal: sealOfTenants([target, eu]),
  decider: 'approver',
  ...daysOf(defaultRules, today),
};
const approved: Disposal = { ...asked, decided: { ...act('approver'), outcome: 'approved', seal: asked.seal } };
const told = (disposal: Disposal, moment: 'start' | 'before' | 'completion', day: string): Disposal => ({ ...disposal, told: [...(disposal.told ?? []), { ...act('agent', `${day}T10:00:00.000Z`), moment, how: 'by-hand', addresses: ['a@b.example'] }] });
const hold = (disposal: Disposal): Disposal => ({ ...disposal, holds: [{ ...act('lead'), reason: 'A court asked' }] });
const gone: Disposal = { ...approved, begun: { ...act('sre'), seal: asked.seal }, carriedOut: { ...act('sre'), evidence: asked.systems.map((system) => ({ system, note: 'job 1' })), safetyCopy: 'vault', restorableUntil: '2027-03-01', backups: [] } };

const standing = (disposal: Disposal, day: string): string => disposalStanding(disposal, defaultRules, day);
const day30 = addDays(today, 30);

describe('a disposal', () => {
  test('waits thirty days, and is decided within five business days', () => {
    expect([asked.waitsUntil, asked.decideBy]).toEqual(['2026-12-19', '2026-11-26']);
  });

  test.each<[string, Disposal, string, string]>([
    ['that nobody has decided yet', asked, '2026-11-26', 'to-decide'],
    ['that nobody decided in time', asked, '2026-11-27', 'lapsed'],
    ['that was refused', { ...asked, decided: { ...act('approver'), outcome: 'refused', seal: asked.seal } }, day30, 'refused'],
    ['that is approved, on day 29', approved, addDays(today, 29), 'waiting'],
    ['that is approved, on day 30', approved, day30, 'due'],
    ['that is held on its day', hold(approved), day30, 'held'],
    ['that was told of late', told(approved, 'before', addDays(today, 29)), day30, 'waiting'],
    ['that was cancelled', { ...approved, cancelled: { ...act('lead'), reason: 'so' } }, day30, 'cancelled'],
    ['that was begun', { ...approved, begun: { ...act('sre'), seal: asked.seal } }, day30, 'begun'],
    ['that was begun and then held', hold({ ...approved, begun: { ...act('sre'), seal: asked.seal } }), day30, 'held'],
    ['that was carried out', gone, day30, 'carried-out'],
    ['that was wrong', { ...gone, inError: { ...act('agent'), reason: 'so' } }, day30, 'in-error'],
    ['that was wrong and is back, as one person says', { ...gone, inError: { ...act('agent'), reason: 'so', restored: { ...act('sre'), from: 'vault', note: 'all' } } }, day30, 'in-error'],
    ['that was wrong and is back', { ...gone, inError: { ...act('agent'), reason: 'so', restored: { ...act('sre'), from: 'vault', note: 'all', verified: act('approver') } } }, day30, 'restored'],
  ])('%s', (_, disposal, day, expected) => {
    expect(standing(disposal, day)).toBe(expected);
  });

  test('is never due before its waiting period is over, whatever else was recorded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), fc.integer({ min: 0, max: 300 }), (days, noticed, longer) => {
        const longest = { ...approved, waitsUntil: addDays(asked.waitsUntil, longer) };
        const disposal = noticed === undefined ? longest : told(longest, 'before', addDays(today, noticed));
        const day = addDays(today, days);
        if (standing(disposal, day) === 'due') expect(day >= disposal.waitsUntil).toBe(true);
        if (noticed !== undefined && standing(disposal, day) === 'due') expect(day >= addDays(today, noticed + 3)).toBe(true);
      }),
    );
  });

  test('without an approval never becomes due', () => {
    for (let days = 0; days < 400; days += 1) expect(['to-decide', 'lapsed']).toContain(standing(asked, addDays(today, days)));
  });

  test('is put off by a notice that came late, by as many days as contacts are promised', () => {
    expect(earliestDay(told(approved, 'before', '2026-12-18'), defaultRules)).toBe('2026-12-21');
    expect(earliestDay(told(approved, 'before', '2026-12-01'), defaultRules)).toBe(asked.waitsUntil);
  });
});

describe('the notices', () => {
  test.each<[string, Disposal, string, string | undefined]>([
    ['one when it is asked for', asked, today, 'start'],
    ['none while it waits', told(approved, 'start', today), today, undefined],
    ['one three days before', told(approved, 'start', today), '2026-12-16', 'before'],
    ['none before the start was told of', approved, '2026-12-16', 'start'],
    ['none once both are given', told(told(approved, 'start', today), 'before', '2026-12-16'), day30, undefined],
    ['one when it is done', gone, day30, 'completion'],
    ['none for what was cancelled', { ...asked, cancelled: { ...act('lead'), reason: 'so' } }, day30, undefined],
  ])('are %s', (_, disposal, day, expected) => {
    expect(noticeDue(disposal, defaultRules, day)).toBe(expected);
  });
});

describe('what is typed', () => {
  test.each([
    [values.tenant, 'matches'],
    [` ${values.tenant}\n`, 'matches'],
    ['', 'empty'],
    [values.tenant.slice(0, 20), 'not-whole'],
    [eu.tenantId, 'another-tenant'],
    [eu.tenantId.toUpperCase(), 'another-tenant'],
    [target.site, 'a-site'],
    [`https://${eu.site}/jira`, 'a-site'],
    ['E-1A2-B3C-D4E-5F6', 'a-licence'],
    [`${values.tenant}0`, 'differs'],
    [values.tenant.toUpperCase(), 'differs'],
  ])('%j: %s', (typed, expected) => {
    expect(readTyped(typed, [target, eu, sandbox])).toBe(expected);
  });

  test('matches nothing but the identifier itself', () => {
    fc.assert(fc.property(fc.string(), (typed) => readTyped(typed, [target, eu]) !== 'matches' || typed.trim() === values.tenant));
  });
});

const offboarding = withFacts(begun, { ...values, kind: 'offboarding-export' });

describe('why data may go', () => {
  const cases: readonly (readonly [string, SnapshotRequest, string | undefined])[] = [
    ['nothing was said', offboarding, undefined],
    ['the receipt is confirmed', withMark(offboarding, 'receipt', { note: 'all there' }), 'receipt'],
    ['one person takes silence for a receipt', withMark(offboarding, 'receipt', { answer: 'unanswered' }), undefined],
    ['two people do', withMark(offboarding, 'receipt', { answer: 'unanswered', second: act('lead') }), 'notice-unanswered'],
    ['no copy is wanted, in writing', withMark(offboarding, 'copy-wanted', { answer: 'no', link: 'https://example.com' }), 'copy-declined'],
    ['one person takes silence for a no', withMark(offboarding, 'copy-wanted', { answer: 'unanswered' }), undefined],
    ['two people take it for one', withMark(offboarding, 'copy-wanted', { answer: 'unanswered', second: act('lead') }), 'notice-unanswered'],
    ['a copy is wanted', withMark(offboarding, 'copy-wanted', { answer: 'yes' }), undefined],
    ['a data dump says no to a question that it does not have', withMark(withFacts(begun, values), 'copy-wanted', { answer: 'no' }), undefined],
  ];
  test.each(cases)('where %s', (_, request, ground) => {
    expect(groundOf(request, defaultRules)).toBe(ground);
  });

  test('a copy that is declined leaves the steps of the copy out, and no others', () => {
    const declined = withMark(offboarding, 'copy-wanted', { answer: 'no', link: 'https://example.com' });
    expect(copyIsDeclined(declined, defaultRules)).toBe(true);
    const left = checklist(declined, defaultRules, now).filter(({ why }) => why !== 'copy-declined' && why !== 'condition').map(({ step }) => step.id);
    expect(left).toEqual(expect.arrayContaining(['proceed', 'copy-wanted', 'sre-task', 'tenant-disposed', 'certificate']));
    for (const id of ['signed-form', 'encryption-key', 'release', 'delivered', 'receipt', 'disposed']) expect(left).not.toContain(id);
    // What a desk asks for before it closes a ticket is asked for all the same.
    const closing: Step = { id: 'invoice-sent', stage: 'disposal', before: 'close', who: 'run-checks', mandatory: true, secondPerson: false, done: { by: 'attestation', asks: 'note' } };
    expect(checklist(declined, { ...defaultRules, steps: [...defaultRules.steps, closing] }, now).at(-1)).toMatchObject({ state: 'open', satisfied: false });
    expect([profilesOf(declined, defaultRules), profilesOf(offboarding, defaultRules), profilesOf(withFacts(begun, values), defaultRules)]).toEqual([['tenant-systems'], ['delivered-dump', 'tenant-systems'], ['delivered-dump']]);
  });

  test('silence counts after ten business days of waiting, not before', () => {
    const waiting: SnapshotRequest = { ...offboarding, waiting: { since: now.toISOString(), reply: 'ready' } };
    expect([isSilent(waiting, defaultRules, on('2026-12-02')), isSilent(waiting, defaultRules, on('2026-12-03')), isSilent(offboarding, defaultRules, on('2027-06-01'))]).toEqual([false, true, false]);
  });
});

describe('the steps and gates', () => {
  const withAll = (...disposals: readonly Disposal[]): SnapshotRequest => ({ ...withMark(offboarding, 'copy-wanted', { answer: 'no' }), disposals });
  const step = (request: SnapshotRequest, at = now): string => {
    const found = checklist(request, defaultRules, at).find(({ step: one }) => one.id === 'tenant-disposed');
    return `${found?.state} ${found?.why}`;
  };
  const half: Disposal = { ...gone, systems: ['Search index'], carriedOut: { ...act('sre'), evidence: [{ system: 'Search index', note: 'x' }], backups: [] } };
  const wrong: Disposal = { ...gone, inError: { ...act('agent'), reason: 'so' } };

  test('the step is done when every system of the profile is gone, and only then', () => {
    expect([step(withAll()), step(withAll(asked)), step(withAll(half)), step(withAll(gone)), step(withAll(wrong))]).toEqual(['open not-done', 'waiting disposal-to-decide', 'open not-done', 'done done', 'fails disposal-in-error']);
    expect(systemsLeft(withAll(half), 'tenant-systems', defaultRules)).toEqual(['Production database', 'Attachment storage', 'Analytics']);
    expect(systemsLeft(withAll(wrong), 'tenant-systems', defaultRules)).toHaveLength(4);
  });

  test('the dispose gate says what it waits for, and opens on the day', () => {
    const missing = (request: SnapshotRequest, day: string): readonly string[] => readiness('dispose', request, defaultRules, on(day)).missing.map(({ says }) => says.code).filter((code) => code.startsWith('missing.disposal'));
    expect(missing(withAll(), today)).toEqual(['missing.disposal-not-asked']);
    expect(missing(withAll(asked), today)).toEqual(['missing.disposal-undecided']);
    expect(missing(withAll(approved), addDays(today, 29))).toEqual(['missing.disposal-runs']);
    expect(missing(withAll(hold(approved)), day30)).toEqual(['missing.disposal-on-hold']);
    expect(missing(withAll(approved), day30)).toEqual([]);
    expect(missing(withAll(gone), today)).toEqual([]);
  });

  test('there is one under way at a time, and its move is somebody’s', () => {
    expect(disposalUnderWay(withAll({ ...asked, cancelled: { ...act('lead'), reason: 'so' } }, { ...approved, number: 2 }), 'tenant-systems', defaultRules, today)?.number).toBe(2);
    const move = (disposal: Disposal | undefined, day = today): string => {
      const { move: name, turn } = disposalMove(withAll(...(disposal ? [disposal] : [])), 'tenant-systems', defaultRules, on(day));
      return `${turn}: ${name}`;
    };
    const toldOf = (disposal: Disposal): Disposal => told(disposal, 'start', today);
    expect([move(undefined), move(asked), move(toldOf(asked)), move(toldOf(approved)), move(hold(toldOf(approved))), move(toldOf(approved), '2026-12-16'), move(told(toldOf(approved), 'before', '2026-12-16'), day30), move(wrong)]).toEqual([
      'sre: ask-disposal',
      'agent: tell-disposal',
      'approver: decide-disposal',
      'nobody: await-disposal',
      'lead: lift-hold',
      'agent: tell-disposal',
      'sre: carry-out-disposal',
      'sre: restore-purged',
    ]);
  });
});

describe('a licence', () => {
  test.each([
    ['active', undefined, 'active'],
    ['Active', '2020-01-01', 'active'],
    ['cancelled', '2026-12-31', 'active'],
    ['cancelled', today, 'active'],
    ['cancelled', '2026-11-18', 'ended'],
    ['inactive', undefined, 'unknown'],
    [undefined, '2020-01-01', 'unknown'],
    ['something new', '2020-01-01', 'unknown'],
  ])('%s until %s is %s', (status, maintenanceEnd, life) => {
    expect(licenceLife({ ...(status && { status }), ...(maintenanceEnd && { maintenanceEnd }) }, today)).toBe(life);
  });

  test('that is active outweighs all that are not, and an unknown one those that ended', () => {
    const lives = (...each: readonly ('active' | 'ended' | 'unknown')[]): TenantFacts => tenant('a', { licences: each.map((life) => ({ number: 'E-1', life })) });
    expect([lifeOf(lives()), lifeOf(lives('ended')), lifeOf(lives('ended', 'unknown')), lifeOf(lives('ended', 'unknown', 'active'))]).toEqual(['none', 'ended', 'unknown', 'active']);
  });
});

test('a tenant is shown with what is known of it, and nothing made up', () => {
  expect(factsOfTenant({ tenantId: 't', site: 's.example', formerSites: [] }, [], { copy: 'never' }, today)).toEqual({ tenantId: 't', site: 's.example', licences: [], copy: 'never' });
  const licence = { appEntitlementNumber: 'E-1', licenseType: 'EVALUATION', status: 'inactive', maintenanceEnd: '2024-03-02', company: 'Northwind', contacts: [] };
  expect(factsOfTenant({ tenantId: 't', site: 's.example', formerSites: [], users: 0, lastActivity: '2024-02-28' }, [licence], { copy: 'delivered', copyOn: today }, today)).toEqual({
    tenantId: 't', site: 's.example', company: 'Northwind', licences: [{ number: 'E-1', life: 'ended', until: '2024-03-02', trial: true }], lastActivity: '2024-02-28', users: 0, copy: 'delivered', copyOn: today,
  });
});

test('what changed between two looks is named, tenant by tenant', () => {
  const later = [{ ...target, users: 3, licences: [{ number: 'E-1', life: 'active' as const }] }, sandbox];
  expect(changesBetween([target, eu], later).map(({ tenantId, change }) => `${tenantId.split('-')[0]} ${change}`)).toEqual(['northwind went', '7f3c9a52 licences', '7f3c9a52 users', 'northwind came']);
  expect(changesBetween([target, eu], [target, eu])).toEqual([]);
  expect(sealOfTenants([target, eu, sandbox])).toBe(sealOfTenants([target, sandbox, eu]));
  expect(sealOfTenants([target, eu])).not.toBe(sealOfTenants([eu, target]));
});
