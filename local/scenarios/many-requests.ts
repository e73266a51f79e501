// Makes a desk with as many small requests as one asks for, each on a licence and a site of its own.
import type { Host } from '../open-host';
import { importDirectory, type DirectoryFiles } from './directory';

/** Customers come back with further sites: so many companies ask at most. */
const COMPANIES = 40;
const LICENCES_IN_A_FILE = 200;

const six = (at: number): string => at.toString(36).toUpperCase().padStart(6, '0');
const numberOf = (at: number): string => `E-MNY-${six(at).slice(0, 3)}-${six(at).slice(3)}`;
const idOf = (kind: string, at: number): string => `${kind}0000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
const siteOf = (at: number): string => `many-${at}.atlassian.net`;
const companyOf = (at: number): string => `Company ${(at % COMPANIES) + 1}`;
const emailOf = (at: number): string => `ada@company-${(at % COMPANIES) + 1}.example`;

const licence = (at: number): object => ({
  appEntitlementNumber: numberOf(at), cloudId: idOf('c', at), cloudSiteHostname: siteOf(at), addonKey: 'timesheets', addonName: 'Timesheets for Jira',
  hosting: 'Cloud', appEdition: 'Advanced', licenseType: 'COMMERCIAL', maintenanceStartDate: '2024-04-01', maintenanceEndDate: '2036-03-31', status: 'active', tier: '100 Users',
  contactDetails: { company: companyOf(at), country: 'Germany', technicalContact: { email: emailOf(at), name: 'Ada Example' }, billingContact: {} },
});
const tenant = (at: number): object => ({ tenantId: idOf('7', at), site: siteOf(at), cloudId: idOf('c', at) });

function inFiles(rows: number[]): number[][] {
  return Array.from({ length: Math.ceil(rows.length / LICENCES_IN_A_FILE) }, (_, file) => rows.slice(file * LICENCES_IN_A_FILE, (file + 1) * LICENCES_IN_A_FILE));
}

const directoryOf = (rows: number[]): DirectoryFiles => ({
  licences: inFiles(rows).map((some) => JSON.stringify({ _links: {}, licenses: some.map(licence), totalCount: rows.length })),
  tenants: inFiles(rows).map((some) => JSON.stringify(some.map(tenant))),
});

const ask = (host: Host, at: number): void =>
  void host.jira.seeding.ticket({
    requestType: 'Data snapshot',
    reporter: emailOf(at),
    summary: `Data of ${siteOf(at)}`,
    description: `Dates: 2024-01-01 to 2026-06-30\nRecipient: Ada Example, ${emailOf(at)}, ${companyOf(at)}\nCountry: Germany`,
    fields: { 'Site URL': `https://${siteOf(at)}`, SEN: numberOf(at) },
  });

export async function seedManyRequests(host: Host, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => at);
  for (const at of rows.slice(0, COMPANIES)) host.jira.seeding.customer({ email: emailOf(at), name: 'Ada Example', organization: companyOf(at), emailVisible: true });
  await importDirectory(host, directoryOf(rows));
  for (const at of rows) ask(host, at);
}
