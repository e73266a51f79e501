/** Measures what each act of a whole ticket costs the vendor: calls to Jira, storage, computing time, and money at Forge's prices. */
import { z } from 'zod';
import type { Host } from '../local/host';
import { openDesk, toTheKey, toTheTask, type Act, type Desk } from './carried-ticket';
import { kilobytes, table } from './bench-print';

const costs = z.array(z.object({ functionKey: z.string(), resolverKey: z.string().optional(), productCalls: z.number(), kvsOperations: z.number(), kvsReadBytes: z.number(), kvsWrittenBytes: z.number(), ms: z.number(), outcome: z.string() }));
type Cost = z.infer<typeof costs>[number];

type Spent = { readonly invocations: number; readonly jira: number; readonly kvs: number; readonly read: number; readonly written: number; readonly gbSeconds: number };

/** PLATFORM.md, section 2: what Forge takes beyond what is free, in dollars. */
const prices = { gbSecond: 0.000025, gbRead: 0.055, gbWritten: 1.09 };
const free = { gbSeconds: 200_000, gb: 0.1 };
/** Forge's memory where the manifest asks for none. */
const memoryGb = 0.5;
/** A call to a real Jira site over the network, where the embedded one answers at once; taken as if none ran beside another. */
const jiraCallMs = 100;

const gigabyte = 1024 ** 3;

const spentOn = (some: readonly Cost[]): Spent => ({
  invocations: some.length,
  jira: some.reduce((sum, { productCalls }) => sum + productCalls, 0),
  kvs: some.reduce((sum, { kvsOperations }) => sum + kvsOperations, 0),
  read: some.reduce((sum, { kvsReadBytes }) => sum + kvsReadBytes, 0),
  written: some.reduce((sum, { kvsWrittenBytes }) => sum + kvsWrittenBytes, 0),
  gbSeconds: some.reduce((sum, { ms, productCalls }) => sum + (memoryGb * (ms + productCalls * jiraCallMs)) / 1000, 0),
});

const price = ({ gbSeconds, read, written }: Spent, times: number): number =>
  times * (gbSeconds * prices.gbSecond + (read / gigabyte) * prices.gbRead + (written / gigabyte) * prices.gbWritten);

const priceBeyondFree = ({ gbSeconds, read, written }: Spent, times: number): number =>
  Math.max(0, gbSeconds * times - free.gbSeconds) * prices.gbSecond +
  Math.max(0, (read * times) / gigabyte - free.gb) * prices.gbRead +
  Math.max(0, (written * times) / gigabyte - free.gb) * prices.gbWritten;

async function costOf(host: Host, click: () => Promise<unknown>): Promise<{ readonly answer: readonly Cost[]; readonly after: readonly Cost[] }> {
  await host.settled();
  const admin = host.as('admin@example.com');
  await admin.send('DELETE', '/local/cost');
  await click();
  await host.settled();
  const all = costs.parse((await admin.send('GET', '/local/cost')).body);
  const failed = all.find(({ outcome }) => outcome !== 'ok');
  if (failed) throw new Error(`${failed.functionKey} ${failed.outcome}`);
  const isAnswer = ({ functionKey }: Cost): boolean => functionKey.endsWith('-resolver') || functionKey.startsWith('gate-');
  return { answer: all.filter(isAnswer), after: all.filter((cost) => !isAnswer(cost)) };
}

/** Which parts of the bundle an act made its resolver load, beside what it loads at first. */
export type Loaded = ReadonlyMap<string, readonly string[]>;

async function carry(host: Host, desk: Desk, acts: readonly Act[], partsLoaded: () => readonly string[]): Promise<{ readonly rows: readonly (readonly string[])[]; readonly all: readonly Cost[]; readonly loaded: Loaded }> {
  const rows: string[][] = [];
  const all: Cost[] = [];
  const loaded = new Map<string, readonly string[]>();
  for (const { what, prepare } of acts) {
    const before = partsLoaded();
    const click = await prepare(desk);
    const { answer, after } = await costOf(host, click);
    const [now, later] = [spentOn(answer), spentOn(after)];
    const both = spentOn([...answer, ...after]);
    rows.push([what, ...[now.jira, now.kvs, later.invocations, later.jira, later.kvs].map(String), kilobytes(both.read), kilobytes(both.written), both.gbSeconds.toFixed(2)]);
    all.push(...answer, ...after);
    const fresh = partsLoaded().filter((part) => !before.includes(part));
    if (fresh.length > 0) loaded.set(what, fresh);
  }
  return { rows, all, loaded };
}

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

/** Carries the first seeded ticket to the SRE task and says what every act cost. */
export async function benchActs(host: Host, partsLoaded: () => readonly string[]): Promise<{ readonly lines: readonly string[]; readonly loaded: Loaded }> {
  const { rows, all, loaded } = await carry(host, await openDesk(host), [...toTheKey, ...toTheTask], partsLoaded);
  const whole = spentOn(all);
  const idle = await costOf(host, () => host.clock.advance({ minutes: 5 }));
  const sweeps = spentOn(idle.after);
  const monthOfSweeps = (30 * 24 * 60) / 5;
  const lines = [
    ...table(['act', 'Jira', 'KVS', 'invoked after', 'Jira', 'KVS', 'KB read', 'KB written', 'GB-s'], rows),
    '',
    `“Jira” and “KVS” count calls: first those before the answer, then those of the events and the queue that follow it.`,
    `GB-s: ${memoryGb} GB for the time measured here plus ${jiraCallMs} ms for each call to Jira, one after another; an upper estimate.`,
    `A ticket to the SRE task: ${whole.invocations} invocations, ${whole.jira} calls to Jira, ${whole.kvs} of storage, ${kilobytes(whole.read)} KB read, ${kilobytes(whole.written)} KB written, ${whole.gbSeconds.toFixed(1)} GB-s.`,
    `1,000 such requests in a month: ${dollars(price(whole, 1000))} at list price, ${dollars(priceBeyondFree(whole, 1000))} after what Forge gives free.`,
    `The schedule every five minutes with nothing to do: ${sweeps.kvs} KVS call, ${(sweeps.gbSeconds * monthOfSweeps).toFixed(0)} GB-s and ${dollars(price(sweeps, monthOfSweeps))} a month at list price.`,
  ];
  return { lines, loaded };
}
