/** Decides what the vendor's own tenant map says: which tenant serves which site, from JSON or CSV. */
import { z } from 'zod';
import type { TenantRecord } from '../checks/evidence';
import { knownFields } from './known-fields';
import { readTable } from './table';

export type ParsedTenantMap =
  | { readonly ok: true; readonly tenants: readonly TenantRecord[]; readonly skipped: readonly number[] }
  | { readonly ok: false; readonly because: 'not-a-tenant-map' };

const text = z.string().trim().min(1).max(300);
const absent = z.union([z.null(), z.literal('')]).transform(() => undefined);

const record = z.object({
  tenantId: text,
  site: text,
  formerSites: z.array(text).max(100).default([]),
  cloudId: z.union([text, absent]).optional(),
  productionTenantId: z.union([text, absent]).optional(),
  company: text.optional().catch(undefined),
  lastActivity: z.iso.date().optional().catch(undefined),
  users: z.coerce.number().int().nonnegative().optional().catch(undefined),
});

const maps = z.union([z.array(z.unknown()), z.object({ tenants: z.array(z.unknown()) }).transform(({ tenants }) => tenants)]);

function collect(entries: readonly { readonly at: number; readonly given: unknown }[]): ParsedTenantMap {
  const tenants: TenantRecord[] = [];
  const skipped: number[] = [];
  for (const { at, given } of entries) {
    const parsed = record.safeParse(given);
    if (!parsed.success) {
      skipped.push(at);
      continue;
    }
    const { tenantId, site, formerSites, ...known } = parsed.data;
    tenants.push({ tenantId, site, formerSites, ...knownFields(known) });
  }
  return { ok: true, tenants, skipped };
}

/** `skipped` counts the entries of JSON from 1 and gives the rows of a CSV file. Former sites share a cell, set apart by blanks, semicolons or bars. */
export function parseTenantMap(written: string): ParsedTenantMap {
  const body = written.replace(/^\uFEFF/, '').trim();
  if (/^[[{]/.test(body)) {
    try {
      const parsed = maps.safeParse(JSON.parse(body));
      return parsed.success ? collect(parsed.data.map((given, index) => ({ at: index + 1, given }))) : { ok: false, because: 'not-a-tenant-map' };
    } catch {
      return { ok: false, because: 'not-a-tenant-map' };
    }
  }
  const table = readTable(body);
  if (table === undefined || !table.hasColumn('tenantId') || !table.hasColumn('site')) return { ok: false, because: 'not-a-tenant-map' };
  return collect(
    table.rows.map(({ row, cell }) => ({
      at: row,
      given: {
        tenantId: cell('tenantId'),
        site: cell('site'),
        formerSites: (cell('formerSites') ?? '').split(/[\s;|]+/).filter((site) => site !== ''),
        cloudId: cell('cloudId'),
        productionTenantId: cell('productionTenantId'),
        company: cell('company'),
        lastActivity: cell('lastActivity'),
        users: cell('users'),
      },
    })),
  );
}
