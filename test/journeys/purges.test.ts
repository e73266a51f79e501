// Holds the platform's own log of purges against what was approved: what nobody approved comes first, and an import adds a line once.
import { z } from 'zod';
import { licence, northwindTenant, openDesk, type Desk } from './desk';
import { askedFor, approveDisposal, attestation, declined, endedLicence, importToday, type Received } from './disposal-desk';
import { onTask } from './sre-desk';

jest.setTimeout(90_000);

const euTenant = '91be04d7-6a2f-4c35-8d19-c07a5be3f2d8';
const tenants = [
  { tenantId: northwindTenant, site: 'northwind.atlassian.net', cloudId: '1f2e3d4c-0000-4000-8000-000000000001', formerSites: [] },
  { tenantId: euTenant, site: 'northwind-eu.atlassian.net', cloudId: 'cloud-eu', formerSites: [] },
];
const licences = [endedLicence('2026-11-19'), licence({ appEntitlementNumber: 'E-7G8-H9J-K1L-2M3', hostEntitlementNumber: 'E-7G8-H9J-K1L-2M4', cloudId: 'cloud-eu', cloudSiteHostname: 'northwind-eu.atlassian.net' })];

const message = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const line = z.object({ tenantId: z.string(), standing: z.string(), why: message.optional(), issueKey: z.string().optional(), loggedBy: z.string().optional(), carriedOutBy: z.string().optional(), inLog: z.string() });
const page = z.object({ since: z.string(), lines: z.array(line), imported: z.object({ by: z.string(), lines: z.number() }).optional(), done: message.optional() });
const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: message })]);

let desk: Desk;
let at: Received;
beforeAll(async () => {
  desk = await openDesk({ name: 'purges', licences, tenants });
  at = await declined(desk);
});
afterAll(() => desk.close());

const asked = async (who: string, question: string, payload: object = {}): Promise<z.infer<typeof answered>> => answered.parse(await desk.as(who).invoke({ moduleKey: 'purges', projectKey: 'SUP' }, question, payload));
async function pageFor(who: string, question = 'purges.open', payload: object = {}): Promise<z.infer<typeof page>> {
  const told = await asked(who, question, payload);
  if (!told.ok) throw new Error(told.refusal.code);
  return page.parse(told.value);
}
const refusal = async (who: string, question: string, payload: object = {}): Promise<string> => {
  const told = await asked(who, question, payload);
  return told.ok ? 'accepted' : told.refusal.code;
};
const now = (): string => desk.host.clock.now().toISOString();
const findings = ({ lines }: z.infer<typeof page>): readonly string[] => lines.map(({ standing, why }) => why?.code ?? standing);

it('is seen by whoever deals with disposals, and the log is imported by admins alone', async () => {
  expect(await refusal('agent', 'purges.open')).toBe('no-permission');
  expect((await pageFor('approver')).lines).toEqual([]);
  expect(await refusal('approver', 'purges.import', { text: `tenant,at\n${northwindTenant},${now()}` })).toBe('no-permission');
  expect((await pageFor('admin')).lines).toEqual([]);
});

it('takes nothing of a log of which a line cannot be read', async () => {
  expect(await refusal('admin', 'purges.import', { text: 'tenant,at\nt-1,2026-11-19\nt-2,19.11.26' })).toBe('purge-log-no-time');
  expect(await refusal('admin', 'purges.import', { text: 'Nothing was purged.' })).toBe('not-a-purge-log');
  expect((await pageFor('admin')).lines).toEqual([]);
});

let disposal = 0;
it('shows what nobody approved, with the reason', async () => {
  await desk.host.clock.advance({ days: 2 });
  await importToday(desk, licences, tenants);
  disposal = await askedFor(desk, at, 'tenant-systems');
  await desk.host.clock.advance({ hours: 3 });
  const text = `Tenant ID,Purged at,Purged by\n${northwindTenant},${now()},kim\nsomebody-else,${now()},"=HYPERLINK(""http://x"")"`;
  expect(findings(await pageFor('admin', 'purges.import', { text }))).toEqual(['purge.why.nobody', 'purge.why.nobody']);
  await desk.host.clock.advance({ hours: 3 });
  await approveDisposal(desk, at.key, disposal);
  await desk.host.clock.advance({ hours: 3 });
  const later = await pageFor('admin', 'purges.import', { text: JSON.stringify([{ tenant: euTenant, at: now(), by: 'kim' }, { tenant: northwindTenant, at: now(), by: 'lou' }]) });
  expect(findings(later)).toEqual(expect.arrayContaining(['purge.why.too-early', 'purge.why.company', 'purge.why.before-approval', 'purge.why.nobody']));
  expect(later.lines).toHaveLength(4);
});

it('knows the one that was approved, once, and puts it last', async () => {
  await desk.host.clock.advance({ days: 27 });
  await desk.act('agent', at.key, 'disposal.told', { disposal, moment: 'before', how: 'by-hand', note: 'Mail to both' });
  await desk.host.clock.advance({ days: 3 });
  await importToday(desk, licences, tenants);
  await onTask(desk, at.task, 'disposal.begin', { disposal, typed: northwindTenant });
  await desk.host.clock.advance({ hours: 2 });
  const text = `tenant;time;by\n${northwindTenant};${now()};mo`;
  const before = await pageFor('admin', 'purges.import', { text });
  expect(before.done?.params).toEqual({ lines: 1, added: 1 });
  expect(findings(before).filter((one) => one === 'not-attested')).toHaveLength(1);

  await onTask(desk, at.task, 'disposal.attest', await attestation(desk, at.key, disposal));
  const again = await pageFor('admin', 'purges.import', { text });
  expect(again.done?.params).toEqual({ lines: 1, added: 0 });
  expect(again.lines).toHaveLength(5);
  expect(again.lines.at(-1)).toMatchObject({ standing: 'approved', issueKey: at.key, loggedBy: 'mo', inLog: 'yes' });
  expect(again.lines.slice(0, 4).every(({ standing }) => standing === 'not-approved')).toBe(true);

  // To another project it says which ticket approved it, and no more.
  const path = '/rest/api/3/permissionscheme';
  const { permissions } = z.object({ permissions: z.array(z.object({ permission: z.string() })) }).parse((await desk.as('admin').send('GET', `${path}/10001/permission`)).body);
  await desk.as('admin').send('POST', `${path}/10002/permission`, { permission: permissions.find(({ permission }) => permission.endsWith('/administer-rules'))?.permission, holder: { type: 'group', parameter: 'site-admins' } });
  const elsewhere = await desk.as('admin').invoke({ moduleKey: 'purges', projectKey: 'SRE' }, 'purges.import', { text });
  expect(elsewhere).toMatchObject({ ok: true, value: { lines: [{ standing: 'approved', issueKey: at.key, tenantId: northwindTenant }] } });
  expect(JSON.stringify(elsewhere)).not.toMatch(/askedBy|approvedBy|carriedOutBy|northwind\.atlassian\.net/);

  await desk.host.clock.advance({ days: 2 });
  const twice = await pageFor('admin', 'purges.import', { text: `tenant,time\n${northwindTenant},${now()}` });
  expect(twice.lines[0]?.why?.code).toBe('purge.why.twice');
});

it('shows what lies after a day alone', async () => {
  const since = now().slice(0, 10);
  const { lines } = await pageFor('approver', 'purges.open', { since });
  expect(lines.map(({ why }) => why?.code)).toEqual(['purge.why.twice']);
  expect(await refusal('lead', 'purges.open', { since: 'last week' })).toBe('bad-input');
});

it('is exported for a spreadsheet, in which no cell becomes a formula', async () => {
  const told = await asked('approver', 'purges.export');
  const { text } = z.object({ name: z.string(), text: z.string() }).parse(told.ok ? told.value : {});
  expect(text.trim().split('\r\n')).toHaveLength(7);
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).toContain('Nobody asked for the disposal of this tenant here.');
});

it('keeps on record who imported what', async () => {
  const told = z.object({ ok: z.literal(true), value: z.object({ intact: z.boolean(), events: z.array(z.object({ what: message })) }) }).parse(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'rules.history', {}));
  const imports = told.value.events.filter(({ what }) => what.code === 'event.purges.imported');
  expect(told.value.intact).toBe(true);
  expect(imports.map(({ what }) => what.params['added'])).toEqual([1, 0, 1, 2, 2]);
  expect((await pageFor('approver')).imported?.lines).toBe(1);
});
