// Brings the vendor's licence directory and tenant map into the app the one way there is: an admin imports them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Host } from '../open-host';

const ADMIN = 'admin@example.com';
/** The export was saved a while before it is imported. */
const AGE_MS = 2 * 3_600_000;

const answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);

export interface DirectoryFiles {
  /** Each is a whole answer or map of its own. */
  licences: string[];
  tenants: string[];
}

const here = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

export const vendorsDirectory = (): DirectoryFiles => ({ licences: [here('licence-directory.json')], tenants: [here('tenant-map.json')] });

async function importFiles(host: Host, source: 'marketplace-json' | 'tenant-map', files: string[]): Promise<void> {
  const asOf = new Date(host.clock.now().getTime() - AGE_MS).toISOString();
  for (const [at, text] of files.entries()) {
    const given = await host.as(ADMIN).invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'directory.import', { source, asOf, part: at + 1, parts: files.length, text });
    const answered = answer.parse(given);
    if (!answered.ok) throw new Error(`The app refused to import the ${source}: ${answered.refusal.code}`);
  }
}

export async function importDirectory(host: Host, { licences, tenants }: DirectoryFiles): Promise<void> {
  await importFiles(host, 'marketplace-json', licences);
  await importFiles(host, 'tenant-map', tenants);
}
