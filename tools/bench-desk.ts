/** Measures what a page of the desk costs at a hundred and at ten thousand requests, in the local host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../local/database';
import { openKvsRows } from '../local/forge/kvs-rows';
import { readManifest } from '../local/forge/manifest';
import { openHost, type Host } from '../local/host';
import { scenarios } from '../local/scenarios/index';
import { table } from './bench-print';

const root = join(__dirname, '..');
const sizes = [100, 10_000] as const;
const runs = 7;

const questions: Readonly<Record<string, object>> = {
  'first page': { standing: 'open', sort: 'due' },
  'one turn': { standing: 'open', sort: 'due', turn: 'sre' },
  'one stage': { standing: 'open', sort: 'due', stage: 'keys' },
  flagged: { standing: 'open', sort: 'due', flagged: true },
  overdue: { standing: 'open', sort: 'due', overdue: true },
  stuck: { standing: 'open', sort: 'turn', stuck: true },
  'oldest first': { standing: 'open', sort: 'age' },
  'one kind, which no index serves': { standing: 'open', sort: 'due', kind: 'audit-log-dump' },
  ended: { standing: 'ended', sort: 'due' },
};

const stages = ['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal'];
const turns = ['agent', 'approver', 'customer', 'sre', 'lead'];
const hot = z.looseObject({ data: z.looseObject({ desk: z.looseObject({}) }) });
const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The one request that the app itself wrote, again and again: each at its own place, half of them ended, a tenth flagged. */
function multiply(directory: string, count: number): void {
  const database = openDatabase(directory);
  const [row] = database.all<{ installation: string; value: string }>("SELECT installation, value FROM kvs_row WHERE namespace = 'entity:request'");
  if (!row) throw new Error('the app wrote no request');
  const { entities } = readManifest(join(root, 'manifest.yml'));
  const rows = openKvsRows({ database, entities, installation: () => row.installation, now: () => new Date(), queryLagMs: () => 0 });
  const one = hot.parse(JSON.parse(row.value));
  database.transaction(() => {
    for (let at = 0; at < count; at += 1) {
      const stage = at % stages.length;
      const due = dayAfter((at % 60) - 10);
      const kind = at % 3 === 0 ? 'audit-log-dump' : 'data-dump';
      const places = { stage: stages[stage], turn: turns[at % turns.length], standing: at % 2 === 0 ? 'open' : 'ended', due, place: `${stage}#${due}`, since: dayAfter(-(at % 20)), at: `${dayAfter(-(at % 300))}T09:00:00.000Z`, ...(at % 10 === 0 && { flagged: 'yes' }) };
      const issueId = String(9_000_000 + at);
      rows.put('entity:request', `request#${issueId}`, JSON.stringify({ ...one, ...places, data: { ...one.data, issueId, issueKey: `SUP-${at + 1}`, desk: { ...one.data.desk, kind } } }), null);
    }
  });
  database.close();
}

const costs = z.array(z.object({ resolverKey: z.string().optional(), kvsOperations: z.number(), productCalls: z.number(), kvsReadBytes: z.number() }));
type Measured = { readonly ms: number; readonly operations: number; readonly kilobytes: number };

async function measure(host: Host, asked: object): Promise<Measured> {
  const agent = host.as('agent@example.com');
  const ask = (): Promise<unknown> => agent.invoke({ moduleKey: 'desk', projectKey: 'SUP' }, 'desk.open', asked);
  await ask();
  const times: number[] = [];
  await host.as('admin@example.com').send('DELETE', '/local/cost');
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    const answer = z.object({ ok: z.boolean() }).parse(await ask());
    times.push(performance.now() - began);
    if (!answer.ok) throw new Error('the desk refused');
  }
  const all = costs.parse((await host.as('admin@example.com').send('GET', '/local/cost')).body);
  const median = [...times].sort((one, other) => one - other)[Math.floor(runs / 2)] ?? 0;
  return { ms: median, operations: Math.max(...all.map(({ kvsOperations }) => kvsOperations)), kilobytes: Math.max(...all.map(({ kvsReadBytes }) => kvsReadBytes)) / 1024 };
}

async function measureAt(count: number): Promise<ReadonlyMap<string, Measured>> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-desk-'));
  const { default: scenario } = scenarios;
  const options = { directory, functions: join(root, 'build/functions'), ...(scenario && { scenario }), requests: 1 };
  try {
    const first = await openHost(options);
    await first.settled();
    await first.close();
    multiply(directory, count);
    const host = await openHost(options);
    try {
      const measured = new Map<string, Measured>();
      for (const [name, asked] of Object.entries(questions)) measured.set(name, await measure(host, asked));
      return measured;
    } finally {
      await host.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export async function benchDesk(): Promise<readonly string[]> {
  const [small, large] = [await measureAt(sizes[0]), await measureAt(sizes[1])];
  const cells = (measured: Measured | undefined): readonly string[] => (measured ? [String(measured.operations), measured.kilobytes.toFixed(0), measured.ms.toFixed(0)] : ['-', '-', '-']);
  return [
    ...table(['page', ...sizes.flatMap((size) => [`KVS at ${size.toLocaleString('en')}`, 'KB', 'ms'])], Object.keys(questions).map((name) => [name, ...cells(small.get(name)), ...cells(large.get(name))])),
    `Each over HTTP, the median of ${runs}; the permissions are asked of Jira in every one. Allowed: 3 KVS operations, 300 ms.`,
  ];
}
