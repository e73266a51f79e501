// Shows which licences are paid for, and that a number that fits none or two is never guessed at.
import fc from 'fast-check';
import { type Outcome, runCheck, type Verdict } from '../../src/checks/check';
import type { Licence, LicenceLookup, TenantRecord } from '../../src/checks/evidence';
import { licenceStanding } from '../../src/checks/licence-standing';
import { known, lookup, northwind, northwindTenant, now, sentences } from './given';

async function judge(licences: LicenceLookup, settings: unknown = {}, tenant?: { id: string; map: readonly TenantRecord[] }): Promise<Verdict> {
  const verdict = await runCheck(licenceStanding, { licences: known(licences), ...(tenant ? { tenant: known({ id: tenant.id }), tenantMap: known(tenant.map) } : {}) }, settings, now);
  expect(sentences(licenceStanding, verdict)).not.toContain('');
  return verdict;
}
const codes = ({ findings }: Verdict): string[] => findings.map(({ code }) => code);
const but = (changes: { [Field in keyof Licence]?: Licence[Field] | undefined }): LicenceLookup =>
  lookup(Object.fromEntries(Object.entries({ ...northwind, ...changes }).filter(([, value]) => value !== undefined)) as Licence);

test.each<readonly [name: string, licences: LicenceLookup, outcome: Outcome, codes: string[]]>([
  ['active and commercial', lookup(northwind), 'pass', ['in-good-standing']],
  ['in other capitals', but({ licenseType: 'Commercial', status: 'Active' }), 'pass', ['in-good-standing']],
  ['academic', but({ licenseType: 'ACADEMIC' }), 'pass', ['in-good-standing']],
  ['to its last day', but({ maintenanceEnd: '2026-11-19' }), 'pass', ['in-good-standing']],
  ['asked for in small letters', { asked: ['e-1a2-b3c-d4e-5f6'], found: [northwind] }, 'pass', ['in-good-standing']],
  ['asked for twice', { asked: ['E-1A2-B3C-D4E-5F6', 'E-1A2-B3C-D4E-5F6'], found: [northwind] }, 'pass', ['in-good-standing']],
  ['by a SEN', { asked: ['SEN-L123'], found: [{ ...northwind, licenseId: 'SEN-L123' }] }, 'pass', ['in-good-standing']],
  ['an evaluation', but({ licenseType: 'EVALUATION' }), 'fail', ['evaluation']],
  ['a community licence', but({ licenseType: 'COMMUNITY' }), 'fail', ['not-paying']],
  ['cancelled, and paid for some weeks more', but({ status: 'cancelled', maintenanceEnd: '2026-12-24' }), 'warn', ['ending']],
  ['inactive', but({ status: 'inactive' }), 'fail', ['not-active']],
  ['lapsed yesterday', but({ status: 'inactive', maintenanceEnd: '2026-11-18' }), 'warn', ['lapsed-lately', 'not-active']],
  ['lapsed long ago', but({ status: 'inactive', maintenanceEnd: '2026-01-01' }), 'fail', ['lapsed', 'not-active']],
  ['lapsed long ago though said to be active', but({ maintenanceEnd: '2026-01-01' }), 'fail', ['lapsed']],
  ['active, nobody says until when', but({ maintenanceEnd: undefined }), 'warn', ['end-unknown']],
  ['not begun', but({ maintenanceStart: '2026-12-01' }), 'warn', ['not-started']],
  ['of no type', but({ licenseType: undefined }), 'unknown', ['type-unknown']],
  ['of no status', but({ status: undefined }), 'unknown', ['status-unknown']],
  ['of a status nobody has seen', but({ status: 'paused' }), 'unknown', ['status-unknown']],
  ['none asked for', { asked: [], found: [northwind] }, 'unknown', ['no-number']],
  ['one good, one lapsed', { asked: ['E-1A2-B3C-D4E-5F6', 'SEN-5'], found: [northwind, { ...northwind, appEntitlementNumber: 'E-000-000-000', licenseId: 'SEN-5', maintenanceEnd: '2020-01-01' }] }, 'fail', ['in-good-standing', 'lapsed']],
])('%s', async (_, licences, outcome, expected) => {
  const verdict = await judge(licences);
  expect({ outcome: verdict.outcome, codes: codes(verdict) }).toEqual({ outcome, codes: expected });
});

test('admins decide which types are paid for and how long a lapse is a warning', async () => {
  expect(await judge(but({ licenseType: 'COMMUNITY' }), { payingTypes: ['community'] })).toMatchObject({ outcome: 'pass' });
  expect(await judge(but({ maintenanceEnd: '2026-11-18' }), { graceDays: 0 })).toMatchObject({ outcome: 'fail' });
});

describe('sandbox', () => {
  const sandbox = { tenantId: 's', site: 'northwind-sandbox.atlassian.net', formerSites: [], cloudId: 'c-s', productionTenantId: northwindTenant.tenantId };
  test('takes its standing from the production licence, with a second person', async () => {
    expect(await judge(lookup(northwind), {}, { id: 'S', map: [sandbox, northwindTenant] })).toMatchObject({ outcome: 'warn' });
  });
  test('is unknown without it', async () => {
    expect(await judge(but({ cloudId: 'c-s' }), {}, { id: 's', map: [sandbox, northwindTenant] })).toMatchObject({ outcome: 'unknown' });
    expect(await judge(but({ cloudId: undefined }), {}, { id: 's', map: [sandbox] })).toMatchObject({ outcome: 'unknown' });
  });
});

describe('hostile', () => {
  test.each(['gmail.com', 'E-1A2', 'SEN-', '%', 'E-1A2-B3C-D4E-5F6 OR 1=1', ' ', 'SEN-1*', 'northwind'])('%j is not a number to search for', async (number) => {
    expect(await judge({ asked: [number], found: [northwind] })).toMatchObject({ outcome: 'fail', findings: [{ code: 'not-a-number' }] });
  });

  test.each(['E-1A2-B3C-D4E', 'SEN-12'])('%s is not found in a longer number', async (number) => {
    expect(await judge({ asked: [number], found: [{ ...northwind, licenseId: 'SEN-123' }] })).toMatchObject({ outcome: 'fail', findings: [{ code: 'not-found' }] });
  });

  test('one number with two licences is not guessed at', async () => {
    const host = { hostEntitlementNumber: 'E-555-555-555' };
    const verdict = await judge({ asked: ['E-555-555-555'], found: [{ ...northwind, ...host }, { ...northwind, ...host, product: 'Planner' }] });
    expect(verdict).toMatchObject({ outcome: 'unknown', findings: [{ code: 'ambiguous' }] });
    expect(verdict.findings).toHaveLength(1);
  });
});

test('no entry makes it throw, and the same entry gets the same verdict twice', async () => {
  const text = fc.oneof(fc.constantFrom('active', 'COMMERCIAL', '2026-11-19', '9999-99-99', ''), fc.string({ unit: 'binary' }));
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (number, licenseType, status, maintenanceEnd) => {
      const given = { asked: [number, 'E-1A2-B3C-D4E-5F6'], found: [{ ...northwind, licenseType, status, maintenanceEnd }] };
      const verdict = await judge(given);
      expect(codes(verdict)).not.toContain('check-failed');
      expect(await judge(given)).toEqual(verdict);
    }),
  );
});
