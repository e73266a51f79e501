/** Measures how fast a trail of a million entries is verified, beside the plain SHA-256 speed of the machine. */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain, commit, genesis, type Head } from '../src/trail/chain';
import type { Happening } from '../src/trail/event';
import { eventLines, headerLines } from '../src/trail/export';
import { verifyFile } from './verify-trail';

export type TrailFigures = {
  readonly entries: number;
  readonly megabytes: number;
  readonly entriesPerSecond: number;
  /** SHA-256 of blocks as long as an entry, and nothing else. */
  readonly digestsPerSecond: number;
  /** What the process held at most while verifying, above what it held before. */
  readonly heldMegabytes: number;
};

const requestId = '10001';
const secondsSince = (began: bigint): number => Number(process.hrtime.bigint() - began) / 1e9;

/** Writes a trail as a busy request would have it, every fourth entry with a personal value beside it. */
function writeTrail(path: string, entries: number): void {
  const file = openSync(path, 'w');
  let head: Head = { requestId, seq: 0, head: genesis(requestId) };
  let text = headerLines({ v: 1, requestId, issueKey: 'SUP-1', rulesVersion: 1, at: new Date(0).toISOString(), through: entries }, undefined);
  for (let seq = 1; seq <= entries; seq += 1) {
    const row = { ref: `${requestId}#${seq}#0`, value: { fact: 'site', value: 'northwind.atlassian.net' }, salt: seq.toString(16).padStart(32, '0') };
    const hasValue = seq % 4 === 0;
    const happening: Happening = { type: 'facts.set', detail: { fact: 'site', source: 'hand' }, ...(hasValue && { personal: [commit(row.ref, row.value, row.salt)] }) };
    const event = chain(head, happening, '5f0c-agent', new Date(seq * 1000).toISOString());
    head = { requestId, seq, head: event.hash };
    text += eventLines(event, new Map(hasValue ? [[row.ref, row]] : []));
    if (text.length > 1 << 20 || seq === entries) {
      writeSync(file, text);
      text = '';
    }
  }
  closeSync(file);
}

function plainSpeed(bytes: number, count: number): number {
  const block = randomBytes(bytes);
  const began = process.hrtime.bigint();
  for (let at = 0; at < count; at += 1) createHash('sha256').update(block).digest('hex');
  return count / secondsSince(began);
}

/** Makes the trail in a folder of its own, verifies it as the command line does, and removes it. */
export async function benchTrail(entries = 1_000_000): Promise<TrailFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'trail-'));
  try {
    const path = join(folder, 'trail.jsonl');
    writeTrail(path, entries);
    const { size } = statSync(path);
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    const began = process.hrtime.bigint();
    const isWhole = await verifyFile(path, undefined, () => undefined);
    const seconds = secondsSince(began);
    clearInterval(watch);
    if (!isWhole) throw new Error('the trail that was made does not verify');
    return {
      entries,
      megabytes: Math.round(size / 1e6),
      entriesPerSecond: Math.round(entries / seconds),
      digestsPerSecond: Math.round(plainSpeed(Math.round(size / entries), 1_000_000)),
      heldMegabytes: Math.round((most - before) / 1e6),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
