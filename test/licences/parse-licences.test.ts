// Shows what the licence directory is taken to say, from the published answer, from a saved report, and from what comes in between.
import fc from 'fast-check';
import { licencesFromAnswer, licencesFromCsv } from '../../src/licences/parse-licences';

const published = {
  appEntitlementId: '1a1a11aa-0000', appEntitlementNumber: 'E-111-AAA-AAA-11A', hostEntitlementNumber: 'E-111-BBB-BBB-11B',
  cloudId: '111cc111-0000', cloudSiteHostname: 'test.atlassian.net', addonKey: 'test-app', addonName: 'Test App', hosting: 'Cloud',
  appEdition: 'Advanced', licenseType: 'COMMERCIAL', maintenanceStartDate: '2024-12-01', maintenanceEndDate: '2025-02-01', status: 'active', tier: '15 Users',
  contactDetails: { company: 'test', country: 'Germany', region: 'EMEA', technicalContact: { email: 'dana@test.example', name: 'Dana' }, billingContact: {} },
  transactionAccountId: 'x', lastUpdated: '2025-01-01',
};

const answer = (...licenses: unknown[]): string => JSON.stringify({ _links: { self: { href: '/x' } }, licenses, totalCount: licenses.length });

describe('the Marketplace’s answer', () => {
  test('is read as published, with an empty billing contact left out', () => {
    expect(licencesFromAnswer(answer(published))).toEqual({
      ok: true,
      totalCount: 1,
      skipped: [],
      licences: [
        {
          appEntitlementNumber: 'E-111-AAA-AAA-11A', hostEntitlementNumber: 'E-111-BBB-BBB-11B', productKey: 'test-app', product: 'Test App', hosting: 'Cloud',
          edition: 'Advanced', licenseType: 'COMMERCIAL', tier: '15 Users', status: 'active', maintenanceStart: '2024-12-01', maintenanceEnd: '2025-02-01',
          cloudId: '111cc111-0000', site: 'test.atlassian.net', company: 'test', country: 'Germany', lastUpdated: '2025-01-01',
          contacts: [{ role: 'technical', address: 'dana@test.example', name: 'Dana' }],
        },
      ],
    });
  });

  test('knows no forgotten contact and keeps the partner apart', () => {
    const forgotten = {
      licenseId: 'SEN-12345',
      contactDetails: { technicalContact: { email: 'RTBF', name: 'RTBF' }, billingContact: { email: 'bill@test.example', name: 'RTBF' } },
      partnerDetails: { partnerName: 'Reseller', partnerType: 'EXPERT', billingContact: { email: 'sales@reseller.example' } },
    };
    expect(licencesFromAnswer(answer(forgotten))).toMatchObject({
      licences: [{ licenseId: 'SEN-12345', contacts: [{ role: 'billing', address: 'bill@test.example' }], partner: { name: 'Reseller', address: 'sales@reseller.example' } }],
    });
  });

  test('loses a field where the field is odd, and an entry only where there is nothing to find it by', () => {
    const parsed = licencesFromAnswer(answer({ ...published, tier: 15, maintenanceEndDate: 'soon', contactDetails: 'none' }, { addonName: 'No number' }, null, 'text'));
    expect(parsed).toMatchObject({ ok: true, skipped: [{ at: 2, because: 'no-number' }, { at: 3, because: 'not-a-licence' }, { at: 4, because: 'not-a-licence' }] });
    const [licence] = parsed.ok ? parsed.licences : [];
    expect(licence).not.toHaveProperty('tier');
    expect(licence).not.toHaveProperty('maintenanceEnd');
    expect(licence?.contacts).toEqual([]);
  });

  test.each([
    ['', 'not-json'],
    ['<html>', 'not-json'],
    ['{}', 'not-a-licence-report'],
    ['{"licenses":{}}', 'not-a-licence-report'],
  ])('%s is refused as %s', (json, because) => {
    expect(licencesFromAnswer(json)).toEqual({ ok: false, because });
  });
});

describe('the report saved as CSV', () => {
  const header = 'addonLicenseId,hostLicenseId,licenseId,addonKey,addonName,licenseType,maintenanceStartDate,maintenanceEndDate,status,hosting,tier,company,country,region,technicalContactName,technicalContactEmail,billingContactName,billingContactEmail,partnerName,partnerContactEmail,lastUpdated,appEntitlementNumber,hostEntitlementNumber,cloudId,cloudSiteHostname';
  const row = '77,,SEN-9,app,"App, large",COMMERCIAL,2024-01-01,2025-01-01,active,Cloud,50 Users,"Northwind ""Traders""",Sweden,EMEA,Dana,dana@northwind.example,RTBF,RTBF,Reseller,r@reseller.example,2024-02-02,E-1A2-B3C-D4E,,c-1,northwind.atlassian.net';
  const expected = {
    addonLicenseId: '77', licenseId: 'SEN-9', productKey: 'app', product: 'App, large', licenseType: 'COMMERCIAL', company: 'Northwind "Traders"', cloudId: 'c-1',
    appEntitlementNumber: 'E-1A2-B3C-D4E', site: 'northwind.atlassian.net', contacts: [{ role: 'technical', name: 'Dana', address: 'dana@northwind.example' }],
    partner: { name: 'Reseller', address: 'r@reseller.example' },
  };

  test('is read by the names of its columns', () => {
    expect(licencesFromCsv(`\uFEFF${header}\r\n${row}\r\n\r\n`)).toMatchObject({ ok: true, skipped: [], licences: [expected] });
  });

  test('may have its columns in another order, with new ones between, and semicolons', () => {
    const shuffled = 'newColumn;technicalContactEmail;status;licenseId\nx;dana@northwind.example;active;SEN-9\n';
    expect(licencesFromCsv(shuffled)).toMatchObject({ licences: [{ licenseId: 'SEN-9', status: 'active', contacts: [{ address: 'dana@northwind.example' }] }] });
  });

  test('may have short rows', () => {
    expect(licencesFromCsv('licenseId,status\nSEN-9\n,active\n')).toMatchObject({ licences: [{ licenseId: 'SEN-9' }], skipped: [{ at: 3, because: 'no-number' }] });
  });

  test.each([
    ['', 'not-csv'],
    ['name,colour\na,b\n', 'not-a-licence-report'],
    ['licenseId,licenseId\nSEN-1,SEN-2\n', 'not-csv'],
    ['licenseId\n"SEN-1\n', 'not-csv'],
  ])('%j is refused as %s', (csv, because) => {
    expect(licencesFromCsv(csv)).toEqual({ ok: false, because });
  });
});

test('nothing that anyone saves or sends makes a parser throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.json().map((json) => `{"licenses":[${json}]}`)), (given) => {
      expect(licencesFromAnswer(given)).toEqual(licencesFromAnswer(given));
      expect(licencesFromCsv(`licenseId,status\n${given}`)).toEqual(licencesFromCsv(`licenseId,status\n${given}`));
    }),
  );
});
