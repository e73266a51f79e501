/** Measures what it costs to take a whole desk away, at several sizes, in the local host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../local/database';
import { openKvsRows } from '../local/forge/kvs-rows';
import { readManifest } from '../local/forge/manifest';
import { openHost } from '../local/host';
import { scenarios } from '../local/scenarios/index';
import { table } from './bench-print';
import { openDesk, toTheKey } from './carried-ticket';

const root = join(__dirname, '..');
const kinds = ['request', 'evidence', 'event', 'person', 'outbox', 'uncovered', 'mention'];
const firstId = 9_000_000;

type Kept = { readonly installation: string; readonly namespace: string; readonly key: string; readonly value: string };

/** A desk with one request that people have worked on, as the app itself wrote it. */
async function workOnOne(directory: string): Promise<void> {
  const { default: scenario } = scenarios;
  const host = await openHost({ directory, functions: join(root, 'build/functions'), ...(scenario && { scenario }) });
  const desk = await openDesk(host);
  for (const { prepare } of toTheKey) await (await prepare(desk))();
  await host.settled();
  await host.close();
}

/** The rows of the request that was worked on most, again and again, each time under an id of its own. */
function multiply(directory: string, count: number): void {
  const database = openDatabase(directory);
  const namespaces = kinds.map((kind) => `entity:${kind}`);
  const rows = database.all<Kept>('SELECT installation, namespace, key, value FROM kvs_row').filter(({ namespace }) => namespaces.includes(namespace));
  const idOf = ({ namespace, key }: Kept): string => key.split('#')[namespace === 'entity:request' ? 1 : 0] ?? '';
  const worked = database.one<{ key: string }>("SELECT key FROM kvs_row WHERE namespace = 'entity:event' AND key NOT LIKE 'rules:%' ORDER BY substr(key, -8) DESC LIMIT 1");
  const id = worked?.key.split('#')[0];
  if (id === undefined) throw new Error('nobody worked on a request');
  const own = rows.filter((row) => idOf(row) === id);
  const { entities } = readManifest(join(root, 'manifest.yml'));
  const store = openKvsRows({ database, entities, installation: () => own[0]?.installation ?? '', now: () => new Date(), queryLagMs: () => 0 });
  database.transaction(() => {
    for (let at = 0; at < count; at += 1) {
      const another = (text: string): string => text.replaceAll(id, String(firstId + at));
      for (const { namespace, key, value } of own) store.put(namespace, another(key), another(value), null);
    }
  });
  database.close();
}

const partSchema = z.object({ ok: z.literal(true), value: z.object({ text: z.string(), next: z.unknown().optional() }) });

async function measureAt(count: number): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-export-'));
  try {
    await workOnOne(directory);
    multiply(directory, count);
    const { default: scenario } = scenarios;
    const host = await openHost({ directory, functions: join(root, 'build/functions'), ...(scenario && { scenario }) });
    const times: number[] = [];
    let [bytes, rows, next]: [number, number, unknown] = [0, 0, undefined];
    const began = performance.now();
    do {
      const asked = performance.now();
      const { value } = partSchema.parse(await host.as('admin@example.com').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'desk.export', next === undefined ? {} : { next }));
      times.push(performance.now() - asked);
      bytes += Buffer.byteLength(value.text);
      rows += value.text.split('\n{"row":').length - 1;
      next = value.next;
    } while (next !== undefined);
    const seconds = (performance.now() - began) / 1000;
    await host.close();
    return [count.toLocaleString('en'), seconds.toFixed(1), String(times.length), (Math.max(...times) / 1000).toFixed(2), (bytes / 1e6).toFixed(0), rows.toLocaleString('en')];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** `sizes` are numbers of requests. */
export async function benchExport(sizes: readonly number[]): Promise<readonly string[]> {
  const lines: (readonly string[])[] = [];
  for (const size of sizes) lines.push(await measureAt(size));
  return table(['requests', 's', 'invocations', 'longest, s', 'MB', 'rows'], lines);
}
