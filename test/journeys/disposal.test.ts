// Carries data to its proven end: by two people after the waiting period, refused wherever one of its guards says no, and back again.
import { z } from 'zod';
import { approve, licence, northwindTenant, openDesk, sendReply, stepOf, verified, type Desk } from './desk';
import { askedFor, attestation, declined, disposalsOf, dueToday, endedLicence, importToday, onTaskRefused, prepare, received, reviewOf, rightQuestion, standingOf } from './disposal-desk';
import { onTask } from './sre-desk';

jest.setTimeout(90_000);

const cloud = '1f2e3d4c-0000-4000-8000-000000000001';
const euTenant = '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8';
const tenants = [
  { tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: cloud, formerSites: [], users: 214, lastActivity: '2026-11-10' },
  { tenantId: euTenant, site: 'northwind-eu.atlassian.net', cloudId: 'cloud-eu', formerSites: [], users: 412 },
  { tenantId: 'c4d8e1f3-0b72-4e96-a5c8-13f6d9207ab5', site: 'northwind-sandbox.atlassian.net', cloudId: 'cloud-sandbox', formerSites: [], productionTenantId: northwindTenant },
  { tenantId: '2ea6b71c-d953-48f0-b1e4-7c80a9f5d316', site: 'nwtraders.atlassian.net', cloudId: 'cloud-nw', formerSites: [] },
  { tenantId: 'd4d8e1f3-0b72-4e96-a5c8-13f6d9207ab5', site: 'stranger.atlassian.net', cloudId: 'cloud-stranger', formerSites: [] },
];
const others = [
  licence({ appEntitlementNumber: 'E-7G8-H9J-K1L-2M3', hostEntitlementNumber: 'E-7G8-H9J-K1L-2M4', cloudId: 'cloud-eu', cloudSiteHostname: 'northwind-eu.atlassian.net' }),
  licence({ appEntitlementNumber: 'E-9N1-P2Q-R3S-4T5', hostEntitlementNumber: 'E-9N1-P2Q-R3S-4T6', cloudId: 'cloud-nw', cloudSiteHostname: 'nwtraders.atlassian.net', contactDetails: { company: 'NW Traders Ltd', technicalContact: { email: 'ops@northwindtraders.com', name: 'Ops' } } }),
  licence({ appEntitlementNumber: 'E-8Z1-P2Q-R3S-4T5', hostEntitlementNumber: 'E-8Z1-P2Q-R3S-4T6', cloudId: 'cloud-stranger', cloudSiteHostname: 'stranger.atlassian.net', contactDetails: { company: 'Stranger', technicalContact: { email: 'a@stranger.example', name: 'A' } } }),
];
const active = [licence(), ...others];
const ended = [endedLicence('2026-11-19'), ...others];

const open = (name: string): Promise<Desk> => openDesk({ name, licences: active, tenants });
const day = (desk: Desk): string => desk.host.clock.now().toISOString().slice(0, 10);

describe('the dump of a paying customer', () => {
  let desk: Desk;
  let at: { key: string; task: string };
  beforeAll(async () => { desk = await open('disposal-dump'); });
  afterAll(() => desk.close());

  it('stays until the customer has it', async () => {
    at = await received(desk);
    await importToday(desk, active, tenants);
    await desk.act('agent', at.key, 'step.reopen', { step: 'receipt', reason: 'It was about another file' });
    expect((await prepare(desk, at.task, 'tenant-systems')).bars.map(({ code }) => code)).toEqual(['disposal.bar.not-this-kind', 'disposal.bar.no-ground', 'disposal.bar.licence-active']);
    expect((await prepare(desk, at.task, 'delivered-dump')).bars.map(({ code }) => code)).toEqual(['disposal.bar.no-ground']);
    await desk.act('agent', at.key, 'step.attest', { step: 'receipt', note: 'Luis wrote that everything opens' });
    expect((await disposalsOf(desk, at.key)).offers).toMatchObject([{ profile: 'delivered-dump', bars: [] }]);
    // What they said by mail was the answer that was waited for.
    expect((await desk.request(at.key)).turn.what.code).toBe('turn.ask-disposal');
  });

  it('is asked for beside every tenant of the company, the domain and the site, and nobody else’s', async () => {
    const { tenants: columns, systems, bars } = await prepare(desk, at.task, 'delivered-dump');
    expect(columns.map(({ name, meant }) => `${name}${meant ? ' (meant)' : ''}`)).toEqual(['northwind (meant)', 'northwind-eu', 'northwind-sandbox', 'nwtraders']);
    expect(columns.map(({ copy }) => copy.code)).toEqual(['tenant.copy.received', 'tenant.copy.never', 'tenant.copy.never', 'tenant.copy.never']);
    expect(columns[0]?.standing).toMatchObject([{ active: true }]);
    expect([systems, bars]).toEqual([['Encrypted files on the delivery host', 'Working copy of the dump'], []]);
  });

  it.each<[string, (right: Record<string, unknown>) => Record<string, unknown>, string]>([
    ['a tenant of the same company', () => ({ typed: euTenant }), 'typed-another-tenant'],
    ['the beginning of the tenant', () => ({ typed: northwindTenant.slice(0, 8) }), 'typed-not-whole'],
    ['the site instead of the tenant', () => ({ typed: 'northwind.atlassian.net' }), 'typed-a-site'],
    ['a licence number', () => ({ typed: 'E-1A2-B3C-D4E-5F6' }), 'typed-a-licence'],
    ['a tenant with one letter more', () => ({ typed: `${northwindTenant}0` }), 'typed-differs'],
    ['nothing typed', () => ({ typed: ' ' }), 'typed-empty'],
    ['a comparison that nobody saw', () => ({ seal: '0'.repeat(64) }), 'comparison-changed'],
    ['no system', () => ({ systems: [] }), 'no-system'],
    ['a system that is none', () => ({ systems: ['Everything'] }), 'unknown-system'],
    ['a shorter wait', () => ({ waitsUntil: day(desk) }), 'wait-too-short'],
    ['a wait of years', () => ({ waitsUntil: '2031-01-01' }), 'wait-too-long'],
    ['the asker as the decider', () => ({ decider: desk.host.jira.accountIdOf('sre@example.com') }), 'same-person'],
    ['somebody who may not decide', () => ({ decider: desk.host.jira.accountIdOf('agent@example.com') }), 'decider-may-not'],
    ['the systems of the tenant, which stay', () => ({ profile: 'tenant-systems', systems: ['Production database', 'Attachment storage', 'Search index', 'Analytics'] }), 'disposal.bar.not-this-kind'],
  ])('is not asked for with %s', async (_, wrong, code) => {
    const right = await rightQuestion(desk, at.task, 'delivered-dump');
    expect(await onTaskRefused(desk, at.task, 'disposal.ask', { ...right, ...wrong(right) })).toBe(code);
    expect(await standingOf(desk, at.key)).toBe('none');
  });

  it('is asked for by those who may, and decided by another person who saw what is so now', async () => {
    const right = await rightQuestion(desk, at.task, 'delivered-dump', 'approver');
    expect(await onTaskRefused(desk, at.task, 'disposal.ask', right, 'agent')).toBe('no-permission');
    await desk.act('approver', at.key, 'disposal.ask', { ...right, decider: desk.host.jira.accountIdOf('second-approver@example.com') });
    expect(await desk.refused('approver', at.key, 'disposal.ask', right)).toBe('disposal-under-way');
    const [asked] = (await disposalsOf(desk, at.key)).disposals;
    const disposal = asked?.disposal ?? 0;
    const { seal } = await reviewOf(desk, at.key, disposal);
    expect(await desk.refused('approver', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal })).toBe('same-person');
    expect(await onTaskRefused(desk, at.task, 'disposal.decide', { disposal, outcome: 'approved', seal })).toBe('no-permission');
    expect(await desk.refused('second-approver', at.key, 'disposal.decide', { disposal, outcome: 'refused', seal })).toBe('reason-needed');

    await importToday(desk, undefined, tenants.map((one) => (one.tenantId === euTenant ? { ...one, users: 413 } : one)));
    const seen = await reviewOf(desk, at.key, disposal);
    expect(seen.changed.map(({ label }) => label.code)).toEqual(['tenant.changed.users']);
    expect(await desk.refused('second-approver', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal })).toBe('comparison-changed');
    await desk.act('second-approver', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal: seen.seal });
    expect(await desk.refused('lead', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal: seen.seal })).toBe('disposal-stands');
    expect(await standingOf(desk, at.key)).toBe('waiting');
    expect(await desk.move('sre', at.task, 'Dispose')).toBe(400);
  });

  it('is cancelled on day 29, and nothing is deleted', async () => {
    const disposal = 1;
    await desk.host.clock.advance({ days: 29 });
    expect(await standingOf(desk, at.key)).toBe('waiting');
    expect(await onTaskRefused(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant })).toBe('disposal-stands');
    await desk.act('agent', at.key, 'disposal.cancel', { disposal, reason: 'Dana wrote that they look once more' });
    await desk.host.clock.advance({ days: 5 });
    expect(await standingOf(desk, at.key)).toBe('cancelled');
    expect(await onTaskRefused(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant })).toBe('disposal-stands');
    expect((await disposalsOf(desk, at.key)).offers).toHaveLength(1);
  });

  it('goes with everything checked again first, leaves a certificate, and lets the ticket be closed', async () => {
    await importToday(desk, active, tenants);
    const disposal = await dueToday(desk, at, 'delivered-dump', active, tenants);
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', await attestation(desk, at.key, disposal))).toBe('disposal-stands');
    expect(await onTaskRefused(desk, at.task, 'disposal.begin', { disposal, typed: euTenant })).toBe('typed-another-tenant');
    await onTask(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant });
    const right = await attestation(desk, at.key, disposal);
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', { ...right, evidence: [{ system: 'Working copy of the dump', note: 'gone' }] })).toBe('systems-incomplete');
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', { ...right, backups: [{ what: 'Nightly', until: '2026-01-01' }] })).toBe('backup-in-the-past');
    await onTask(desk, at.task, 'disposal.attest', { ...right, backups: [{ what: 'Nightly of the delivery host', until: '2027-12-01' }] });
    expect(await standingOf(desk, at.key)).toBe('carried-out');
    expect(await desk.move('sre', at.task, 'Dispose')).toBe(204);

    await desk.act('agent', at.key, 'disposal.told', { disposal, moment: 'completion', how: 'by-hand', note: 'Mail to both' });
    await desk.move('agent', at.key, 'Ask for confirmation');
    expect(await desk.move('agent', at.key, 'Resolve')).toBe(400);
    await desk.act('agent', at.key, 'disposal.certify', { disposal });
    await desk.act('agent', at.key, 'disposal.certify', { disposal });
    await desk.host.settled();
    const { body } = await desk.as('agent').send('GET', `/rest/api/3/issue/${at.key}?fields=attachment,comment`);
    expect(JSON.stringify(body).match(new RegExp(`"filename":"${at.key}-disposal-${disposal}.pdf"`, 'g'))).toHaveLength(1);
    expect(stepOf(await desk.request(at.key), 'certificate').state).toBe('done');
    expect(await desk.move('agent', at.key, 'Resolve')).toBe(204);
    expect((await desk.request(at.key)).turn.what).toMatchObject({ code: 'turn.ended', params: { ending: 'delivered' } });
    const { intact, lines } = await desk.trail(at.key);
    expect(intact).toBe(true);
    const events = lines.flatMap(({ what }) => (what.code.startsWith('event.disposal.') ? [what.code.slice('event.disposal.'.length)] : []));
    expect(events.toReversed()).toEqual(['asked', 'decided', 'cancelled', 'asked', 'told', 'decided', 'told', 'begun', 'carried-out', 'told', 'certificate-made', 'certified']);
  });
});

describe('a tenant that leaves', () => {
  let desk: Desk;
  let at: { key: string; task: string };
  beforeAll(async () => {
    desk = await open('disposal-tenant');
    at = await received(desk, 'Offboarding export');
    await importToday(desk, active, tenants);
  });
  afterAll(() => desk.close());

  const bars = async (): Promise<readonly string[]> => (await prepare(desk, at.task, 'tenant-systems')).bars.map(({ code }) => code);
  const refusedBecause = async (): Promise<string> => onTaskRefused(desk, at.task, 'disposal.ask', { ...(await rightQuestion(desk, at.task, 'tenant-systems')) });

  it('is not purged while a licence of it is active', async () => {
    expect(await bars()).toEqual(['disposal.bar.licence-active']);
    expect(await refusedBecause()).toBe('disposal.bar.licence-active');
  });

  it('is not purged while nobody knows whether a licence is active', async () => {
    await importToday(desk, [licence({ status: undefined }), ...others], undefined);
    expect(await refusedBecause()).toBe('disposal.bar.licence-unknown');
  });

  it('is not purged by a directory of last week, or by none that has the tenant once', async () => {
    await importToday(desk, ended, tenants);
    await desk.host.clock.advance({ days: 8 });
    expect(await onTaskRefused(desk, at.task, 'disposal.prepare', { profile: 'tenant-systems' })).toBe('disposal.bar.old-directory');
    // The older of the two counts.
    await importToday(desk, undefined, tenants);
    expect(await onTaskRefused(desk, at.task, 'disposal.prepare', { profile: 'tenant-systems' })).toBe('disposal.bar.old-directory');
    await importToday(desk, ended, [...tenants, { ...tenants[0], site: 'other.atlassian.net' }]);
    expect(await onTaskRefused(desk, at.task, 'disposal.prepare', { profile: 'tenant-systems' })).toBe('disposal.bar.tenant-mapped-twice');
    await importToday(desk, ended, tenants.slice(1));
    expect(await onTaskRefused(desk, at.task, 'disposal.prepare', { profile: 'tenant-systems' })).toBe('disposal.bar.tenant-unmapped');
    await importToday(desk, ended, tenants);
    expect(await bars()).toEqual([]);
  });

  it('is not purged while another open request needs the data', async () => {
    const other = await desk.ticket();
    await desk.act('agent', other.key, 'facts.confirm', { rev: (await desk.request(other.key)).rev });
    expect(await refusedBecause()).toBe('disposal.bar.needed');
    await desk.act('agent', other.key, 'request.end', { ending: 'withdrawn', reason: 'They already have it' });
    expect(await bars()).toEqual([]);
    // One that does not say its tenant yet may be about this one.
    await importToday(desk, ended, tenants.slice(1));
    const vague = await desk.ticket();
    await importToday(desk, ended, tenants);
    expect(await refusedBecause()).toBe('disposal.bar.needed');
    await desk.act('agent', vague.key, 'request.end', { ending: 'withdrawn', reason: 'It was about another site' });
    expect(await bars()).toEqual([]);
  });

  it('is not purged while a flag is open', async () => {
    await desk.act('agent', at.key, 'flag.raise', { reason: 'Dana sounds unlike herself' });
    expect(await refusedBecause()).toBe('disposal.bar.flag');
    const { attention } = await desk.request(at.key, 'lead');
    await desk.act('lead', at.key, 'flag.settle', { flag: attention.find(({ id }) => id.startsWith('flag-'))?.id ?? '', reason: 'Called back' });
    expect(await bars()).toEqual([]);
  });

  it('is kept when nobody answers: silence is no; a contact who objects stops it at once', async () => {
    const disposal = await askedFor(desk, at, 'tenant-systems');
    const step = stepOf(await desk.request(at.key), 'tenant-disposed');
    expect(step.actions.map(({ action }) => action.do)).toContain('contact-objected');
    await desk.act('agent', at.key, 'contacts.objected', { contact: 'Dana.Whitfield@NorthwindTraders.com', reason: 'We still need it' });
    const { seal, bars: now } = await reviewOf(desk, at.key, disposal);
    expect(now.map(({ code }) => code)).toEqual(['disposal.bar.flag']);
    expect(await desk.refused('approver', at.key, 'disposal.decide', { disposal, outcome: 'approved', seal })).toBe('disposal.bar.flag');
    expect(await desk.refused('agent', at.key, 'request.end', { ending: 'withdrawn', reason: 'They stay' })).toBe('delivered-already');
    const { attention } = await desk.request(at.key, 'lead');
    await desk.act('lead', at.key, 'flag.settle', { flag: attention.find(({ title }) => title.code === 'flag.contact-objected.title')?.id ?? '', reason: 'It was about the other tenant' });
    await desk.host.clock.advance({ days: 8 });
    await desk.host.settled();
    expect(await standingOf(desk, at.key)).toBe('lapsed');
    expect((await desk.trail(at.key)).lines.slice(0, 5).map(({ what }) => what.code)).toContain('event.disposal.lapsed');
    await importToday(desk, ended, tenants);
  });

  it('waits through a legal hold, which its asker cannot lift, and after it is checked again', async () => {
    const disposal = await dueToday(desk, at, 'tenant-systems', ended, tenants);
    await onTask(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant });
    expect(await desk.refused('approver', at.key, 'disposal.hold', { disposal, reason: 'A court asked' })).toBe('no-permission');
    await desk.act('lead', at.key, 'disposal.hold', { disposal, reason: 'A court asked' });
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', await attestation(desk, at.key, disposal))).toBe('disposal-stands');
    expect(await desk.refused('approver', at.key, 'disposal.lift-hold', { disposal, reason: 'Go on' })).toBe('no-permission');
    await desk.act('lead', at.key, 'disposal.lift-hold', { disposal, reason: 'The court is done' });
    expect(await standingOf(desk, at.key)).toBe('due');
  });

  it('is looked at again on the day: a licence that came back stops it', async () => {
    await importToday(desk, active, tenants);
    expect(await onTaskRefused(desk, at.task, 'disposal.begin', { disposal: 2, typed: northwindTenant })).toBe('disposal.bar.licence-active');
    await importToday(desk, ended, tenants);
  });

  it('is put off, never brought forward, and told of anew', async () => {
    const until = new Date(desk.host.clock.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
    const { waitsUntil = '' } = (await disposalsOf(desk, at.key)).disposals[0] ?? {};
    expect(await desk.refused('lead', at.key, 'disposal.lengthen', { disposal: 2, to: waitsUntil, reason: 'Sooner' })).toBe('wait-too-short');
    await desk.act('lead', at.key, 'disposal.lengthen', { disposal: 2, to: until, reason: 'Dana is on leave' });
    await desk.host.clock.advance({ days: 10 });
    await importToday(desk, ended, tenants);
    expect(await onTaskRefused(desk, at.task, 'disposal.begin', { disposal: 2, typed: northwindTenant })).toBe('notice-first');
    const telling = async (more: object): Promise<string> => desk.refused('agent', at.key, 'disposal.told', { disposal: 2, moment: 'before', how: 'by-hand', note: 'Mail to both', ...more });
    expect([await telling({ moment: 'completion' }), await telling({ note: undefined }), await telling({ how: 'participants' })]).toEqual(['notice-not-due', 'evidence-needed', 'contacts-not-here']);
    expect([await telling({}), await telling({})]).toEqual(['accepted', 'told-already']);
    expect(await standingOf(desk, at.key)).toBe('waiting');
    await desk.host.clock.advance({ days: 3 });
    expect(await standingOf(desk, at.key)).toBe('due');
  });

  it('is purged with a safety copy that lasts; purged in error it is reported, swept, restored and verified by another', async () => {
    await onTask(desk, at.task, 'disposal.begin', { disposal: 2, typed: northwindTenant });
    await desk.host.clock.advance({ hours: 25 });
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', await attestation(desk, at.key, 2))).toBe('look-again');
    await onTask(desk, at.task, 'disposal.begin', { disposal: 2, typed: northwindTenant });
    const right = await attestation(desk, at.key, 2);
    await desk.act('agent', at.key, 'flag.raise', { reason: 'Dana rang while it went on' });
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', right)).toBe('flag-not-settled');
    await desk.act('lead', at.key, 'flag.settle', { flag: (await desk.request(at.key, 'lead')).attention.find(({ id }) => id.startsWith('flag-'))?.id ?? '', reason: 'It was about an invoice' });
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', { ...right, safetyCopy: undefined })).toBe('safety-copy-needed');
    expect(await onTaskRefused(desk, at.task, 'disposal.attest', { ...right, restorableUntil: day(desk) })).toBe('safety-copy-too-short');
    await onTask(desk, at.task, 'disposal.attest', right);
    expect((await disposalsOf(desk, at.key)).disposals[0]?.runbook?.steps).toHaveLength(6);

    await onTask(desk, at.task, 'disposal.report-error', { disposal: 2, reason: 'Northwind called: their other account was meant' });
    expect(await standingOf(desk, at.key)).toBe('in-error');
    expect((await desk.request(at.key)).attention.map(({ title }) => title.code)).toContain('flag.purged-in-error.title');
    expect((await desk.gate(at.key, 'End without delivery')).result).toBe(false);
    await onTask(desk, at.task, 'disposal.restore', { disposal: 2, from: 'Vault eu-1, folder 4711', note: 'All four systems' });
    expect(await onTaskRefused(desk, at.task, 'disposal.verify-restore', { disposal: 2 }, 'second-sre')).toBe('sweep-first');
    expect(await onTaskRefused(desk, at.task, 'disposal.sweep', { disposal: 2, since: '2099-01-01', looked: [] })).toBe('sweep-too-late');
    // Somebody else's purge of the same days has to be looked at before the sweep counts.
    const log = `tenant,at,by\n${euTenant},${desk.host.clock.now().toISOString()},kim`;
    await desk.as('admin').invoke({ moduleKey: 'purges', projectKey: 'SUP' }, 'purges.import', { text: log, since: '2026-11-01' });
    expect(await onTaskRefused(desk, at.task, 'disposal.sweep', { disposal: 2, since: '2026-11-01', looked: [] })).toBe('sweep-incomplete');
    const alike = await desk.as('sre').invoke({ moduleKey: 'sre-panel', issueKey: at.task }, 'disposal.alike', { disposal: 2, since: '2026-11-01' });
    const { purges } = z.object({ value: z.object({ purges: z.array(z.object({ purge: z.string() })) }) }).parse(alike).value;
    await onTask(desk, at.task, 'disposal.sweep', { disposal: 2, since: '2026-11-01', looked: purges.map(({ purge }) => ({ purge, finding: 'right', note: 'Theirs, and asked for' })) });
    expect(await onTaskRefused(desk, at.task, 'disposal.verify-restore', { disposal: 2 })).toBe('same-person');
    await onTask(desk, at.task, 'disposal.verify-restore', { disposal: 2 }, 'second-sre');
    expect(await standingOf(desk, at.key)).toBe('restored');
    expect(stepOf(await desk.request(at.key), 'tenant-disposed').state).toBe('open');
  });

  it('is not purged beside more tenants than anybody compares, nor by an identifier that nobody has confirmed', async () => {
    const sandboxes = Array.from({ length: 41 }, (_, nth) => ({ tenantId: `sandbox-${nth}`, site: `northwind-sandbox-${nth}.atlassian.net`, productionTenantId: northwindTenant, formerSites: [] }));
    const preparing = (): Promise<string> => onTaskRefused(desk, at.task, 'disposal.prepare', { profile: 'tenant-systems' });
    await importToday(desk, ended, [...tenants, ...sandboxes]);
    expect(await preparing()).toBe('disposal.bar.too-many-alike');
    await importToday(desk, ended, tenants);
    await desk.act('agent', at.key, 'facts.set', { fact: 'tenant', value: northwindTenant });
    expect(await preparing()).toBe('disposal.bar.no-tenant');
  });
});

describe('a copy that nobody wants', () => {
  let desk: Desk;
  beforeAll(async () => { desk = await open('disposal-declined'); });
  afterAll(() => desk.close());

  it('leaves out what a copy needs; the task is made on proceed, and the tenant goes to its certificate', async () => {
    const at = await declined(desk);
    expect(await onTask(desk, at.task, 'packet.open')).toMatchObject({ packet: { standing: 'equals' } });
    expect(await desk.refused('agent', at.key, 'copy.answer', { step: 'copy-wanted', answer: 'yes' })).toBe('copy-decided');
    await desk.host.clock.advance({ days: 10 });
    await importToday(desk, ended, tenants);
    const disposal = await dueToday(desk, at, 'tenant-systems', ended, tenants);
    await onTask(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant });
    await onTask(desk, at.task, 'disposal.attest', await attestation(desk, at.key, disposal));
    await desk.act('agent', at.key, 'disposal.told', { disposal, moment: 'completion', how: 'by-hand', note: 'Mail to both' });
    await desk.act('agent', at.key, 'disposal.certify', { disposal });
    await desk.host.settled();
    const seen = await desk.request(at.key);
    expect([stepOf(seen, 'certificate').state, stepOf(seen, 'release').state, stepOf(seen, 'tenant-disposed').state]).toEqual(['done', 'not-applicable', 'done']);
    expect(await desk.move('agent', at.key, 'End without delivery')).toBe(204);
    expect((await desk.request(at.key)).turn.what).toMatchObject({ code: 'turn.ended', params: { ending: 'disposed' } });
    expect(await desk.refused('agent', at.key, 'request.reopen', { reason: 'Once more' })).toBe('ended');
    const { intact, lines } = await desk.trail(at.key);
    expect([intact, lines[0]?.what]).toMatchObject([true, { code: 'event.request.ended', params: { ending: 'disposed' } }]);
  });

  it('is not concluded from silence by one person, or too soon', async () => {
    const at = await declinedLater(desk);
    expect(await desk.refused('agent', at, 'step.silence', { step: 'copy-wanted', note: 'No answer' })).toBe('silence-too-short');
    await desk.host.clock.advance({ days: 15 });
    const { request } = await desk.act('agent', at, 'step.silence', { step: 'copy-wanted', note: 'Asked on the ticket, no answer since' });
    expect(stepOf(await desk.request(at), 'copy-wanted').state).toBe('waiting');
    expect(await desk.refused('agent', at, 'hand-off.start')).toBe('gate-shut');
    expect(await desk.refused('agent', at, 'step.confirm', { step: 'copy-wanted', rev: request?.rev })).toBe('same-person');
    await desk.act('second-agent', at, 'step.confirm', { step: 'copy-wanted', rev: request?.rev });
    expect(stepOf(await desk.request(at), 'signed-form').state).toBe('not-applicable');
  });
});

/** Asked on the ticket whether a copy is wanted. */
async function declinedLater(desk: Desk): Promise<string> {
  await importToday(desk, active, tenants);
  const { key } = await verified(desk, { requestType: 'Offboarding export', summary: 'We leave' });
  await approve(desk, key, 'proceed');
  await sendReply(desk, key, 'form-and-key');
  return key;
}
