/** Decides what the vendor's licence directory says, from the Marketplace's answer or from the report saved as CSV. */
import { z } from 'zod';
import type { Contact, Licence } from '../checks/evidence';
import { knownFields } from './known-fields';
import { readTable } from './table';

export type Skipped = { readonly at: number; readonly because: 'not-a-licence' | 'no-number' };
export type ParsedLicences =
  | { readonly ok: true; readonly licences: readonly Licence[]; readonly skipped: readonly Skipped[]; readonly totalCount?: number }
  | { readonly ok: false; readonly because: 'not-json' | 'not-csv' | 'not-a-licence-report' };

// The published schema calls fields required that its own example omits: an odd value costs its field, never the licence.
const text = z.string().trim().min(1).max(2000).optional().catch(undefined);
const contact = z.object({ email: text, name: text }).optional().catch(undefined);

const answer = z.object({ licenses: z.array(z.unknown()), totalCount: z.number().optional().catch(undefined) });

const entry = z.object({
  appEntitlementNumber: text,
  hostEntitlementNumber: text,
  licenseId: text,
  addonLicenseId: text,
  addonKey: text,
  addonName: text,
  hosting: text,
  appEdition: text,
  licenseType: text,
  tier: text,
  status: text,
  maintenanceStartDate: text,
  maintenanceEndDate: text,
  cloudId: text,
  cloudSiteHostname: text,
  lastUpdated: text,
  contactDetails: z.object({ company: text, country: text, technicalContact: contact, billingContact: contact }).optional().catch(undefined),
  partnerDetails: z.object({ partnerName: text, billingContact: contact }).optional().catch(undefined),
});
type Entry = z.infer<typeof entry>;

const day = (written: string | undefined): string | undefined => /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(written ?? '')?.[0];

/** The literal stands where a contact asked to be forgotten; it is nobody's name and nobody's address. */
const remembered = (written: string | undefined): string | undefined => (written?.toUpperCase() === 'RTBF' ? undefined : written);

function contactOf(role: Contact['role'], given: { readonly email?: string | undefined; readonly name?: string | undefined } | undefined): readonly Contact[] {
  const address = remembered(given?.email);
  const name = remembered(given?.name);
  return address === undefined ? [] : [{ role, address, ...(name === undefined ? {} : { name }) }];
}

function licenceOf(given: Entry): Licence {
  const partner = { name: remembered(given.partnerDetails?.partnerName), address: remembered(given.partnerDetails?.billingContact?.email) };
  return {
    ...knownFields({
      appEntitlementNumber: given.appEntitlementNumber,
      hostEntitlementNumber: given.hostEntitlementNumber,
      licenseId: given.licenseId,
      addonLicenseId: given.addonLicenseId,
      productKey: given.addonKey,
      product: given.addonName,
      hosting: given.hosting,
      edition: given.appEdition,
      licenseType: given.licenseType,
      tier: given.tier,
      status: given.status,
      maintenanceStart: day(given.maintenanceStartDate),
      maintenanceEnd: day(given.maintenanceEndDate),
      cloudId: given.cloudId,
      site: given.cloudSiteHostname,
      company: given.contactDetails?.company,
      country: given.contactDetails?.country,
      lastUpdated: given.lastUpdated,
    }),
    ...(partner.name === undefined && partner.address === undefined
      ? {}
      : { partner: { ...(partner.name === undefined ? {} : { name: partner.name }), ...(partner.address === undefined ? {} : { address: partner.address }) } }),
    contacts: [...contactOf('technical', given.contactDetails?.technicalContact), ...contactOf('billing', given.contactDetails?.billingContact)],
  };
}

const hasAnyNumber = ({ appEntitlementNumber, hostEntitlementNumber, licenseId, addonLicenseId }: Entry): boolean =>
  [appEntitlementNumber, hostEntitlementNumber, licenseId, addonLicenseId].some((number) => number !== undefined);

function collect(entries: readonly { readonly at: number; readonly given: unknown }[]): { readonly licences: readonly Licence[]; readonly skipped: readonly Skipped[] } {
  const licences: Licence[] = [];
  const skipped: Skipped[] = [];
  for (const { at, given } of entries) {
    const parsed = entry.safeParse(given);
    if (!parsed.success) skipped.push({ at, because: 'not-a-licence' });
    else if (!hasAnyNumber(parsed.data)) skipped.push({ at, because: 'no-number' });
    else licences.push(licenceOf(parsed.data));
  }
  return { licences, skipped };
}

/** `at` counts the entries from 1. */
export function licencesFromAnswer(json: string): ParsedLicences {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, because: 'not-json' };
  }
  const parsed = answer.safeParse(Array.isArray(value) ? { licenses: value } : value);
  if (!parsed.success) return { ok: false, because: 'not-a-licence-report' };
  const { licenses, totalCount } = parsed.data;
  return { ok: true, ...collect(licenses.map((given, index) => ({ at: index + 1, given }))), ...(totalCount === undefined ? {} : { totalCount }) };
}

const fields = [
  'appEntitlementNumber', 'hostEntitlementNumber', 'licenseId', 'addonLicenseId', 'addonKey', 'addonName', 'hosting', 'appEdition', 'licenseType', 'tier',
  'status', 'maintenanceStartDate', 'maintenanceEndDate', 'cloudId', 'cloudSiteHostname', 'lastUpdated',
] as const satisfies readonly (keyof Entry)[];

/** `at` is the row of the sheet. Columns that the report gains are ignored, columns that it lacks are absent facts. */
export function licencesFromCsv(csv: string): ParsedLicences {
  const table = readTable(csv);
  if (table === undefined) return { ok: false, because: 'not-csv' };
  if (!fields.slice(0, 4).some((name) => table.hasColumn(name))) return { ok: false, because: 'not-a-licence-report' };
  const entries = table.rows.map(({ row, cell }) => ({
    at: row,
    given: {
      ...Object.fromEntries(fields.map((name) => [name, cell(name)])),
      contactDetails: {
        company: cell('company'),
        country: cell('country'),
        technicalContact: { name: cell('technicalContactName'), email: cell('technicalContactEmail') },
        billingContact: { name: cell('billingContactName'), email: cell('billingContactEmail') },
      },
      partnerDetails: { partnerName: cell('partnerName'), billingContact: { email: cell('partnerContactEmail') } },
    },
  }));
  return { ok: true, ...collect(entries) };
}
