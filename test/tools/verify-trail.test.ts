// Spoils an exported trail in every way that somebody might, and asks the command line what it finds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chain, genesis } from '../../src/trail/chain';
import { sealHeads, sealOf } from '../../src/trail/checkpoint';
import { csvOfEvent, csvRow } from '../../src/trail/csv';
import type { TrailEvent } from '../../src/trail/event';
import { startVerification, type Verified } from '../../src/trail/verify-export';
import { readWitness, type Witness } from '../../src/trail/witness';
import { exportOf, headOf, trailOf } from '../trail/trails';

const trail = trailOf('10001', 6);
const lines = exportOf(trail);
const erasedTrail = trailOf('10001', 6, ['10001#2#0']);
const checkpoint = sealHeads(undefined, [headOf(trail, 5), headOf(trailOf('10002', 4))], '2026-11-20T00:00:00.000Z');

const witnessOf = (text: string): Witness => {
  const witness = readWitness(text);
  if ('fault' in witness) throw new Error(witness.fault);
  return witness;
};
const witness = witnessOf(JSON.stringify(checkpoint));

function verify(given: readonly (string | undefined)[], by?: Witness): readonly Verified[] {
  const verification = startVerification(by);
  const told: Verified[] = [];
  for (const line of given) {
    const verified = verification.take(line);
    if (verified) told.push(verified);
    if (verified?.fault) return told;
  }
  return [...told, verification.end()];
}

const faultOf = (given: readonly (string | undefined)[], by?: Witness): string => {
  const last = verify(given, by).at(-1);
  return last?.fault ? `${last.fault.code} at ${last.fault.seq}` : (last?.verdict ?? '');
};

/** Where an event's line is; its values follow it. */
const lineOf = (seq: number): number => lines.findIndex((line) => line.startsWith('{"event"') && line.includes(`"seq":${seq},`));
const changed = (seq: number, from: string, to: string): readonly string[] => lines.map((line, at) => (at === lineOf(seq) ? line.replace(from, to) : line));
const without = (...seqs: readonly number[]): readonly string[] => lines.filter((line) => !seqs.some((seq) => line.includes(`"seq":${seq},`) || line.includes(`#${seq}#`)));
const header = lines[0] ?? '';
/** As somebody writes a header who cuts the end off. */
const cutAt = (seq: number): readonly string[] => [header.replace('"through":6', `"through":${seq}`), ...exportOf(trailOf('10001', seq)).slice(1)];

/** A whole new chain with every hash right, other than the one that was sealed. */
const rewritten = exportOf(trailOf('10001', 6, [], (seq) => new Date(Date.UTC(2026, 10, 18, 9, seq)).toISOString()));

it('is consistent without a checkpoint, and complete with one', () => {
  expect(verify(lines)).toMatchObject([{ verdict: 'consistent', request: '10001', issueKey: 'SUP-10001', events: 6, head: headOf(trail).head }]);
  expect(verify(lines, witness)).toMatchObject([{ verdict: 'complete', checkpoint: { no: 1, seq: 5 } }]);
});

it.each<[string, readonly (string | undefined)[], string]>([
  ['an entry edited', changed(3, '"source":"hand"', '"source":"text"'), 'altered at 3'],
  ['an entry’s account edited', changed(4, '"actor":"agent"', '"actor":"another"'), 'altered at 4'],
  ['an entry removed', without(3), 'out-of-order at 3'],
  ['the first entry removed', without(1), 'out-of-order at 1'],
  ['an entry repeated', lines.flatMap((line, at) => (at === lineOf(3) ? [line, line] : [line])), 'out-of-order at 4'],
  ['two entries in the other order', lines.map((line, at) => (at === lineOf(1) ? (lines[lineOf(3)] ?? '') : at === lineOf(3) ? (lines[lineOf(1)] ?? '') : line)), 'out-of-order at 1'],
  ['an entry renumbered', changed(3, '"seq":3', '"seq":4'), 'out-of-order at 3'],
  ['an entry of another chain', changed(3, trail.events[2]?.prev ?? '', genesis('10001')), 'not-linked at 3'],
  ['entries of another request', [header, ...exportOf(trailOf('10002', 6)).slice(1)], 'other-request at 1'],
  ['the end cut off by a broken download', without(6), 'truncated at 6'],
  ['a value edited', lines.map((line) => line.replace('person4@', 'person5@')), 'side-differs at 4'],
  ['a value’s salt edited', lines.map((line) => line.replace('00000004"', '00000005"')), 'side-differs at 4'],
  ['a value removed', lines.filter((line) => !line.includes('"ref":"10001#4#0","value"')), 'side-missing at 4'],
  ['a value repeated', lines.flatMap((line) => (line.includes('"ref":"10001#4#0","value"') ? [line, line] : [line])), 'side-unexpected at 4'],
  ['a value that is said to be erased and was not', lines.map((line) => (line.includes('"ref":"10001#4#0","value"') ? '{"person":{"ref":"10001#4#0","erased":true}}' : line)), 'erased-without-event at 4'],
  ['a value given as nothing', lines.map((line) => (line.includes('"ref":"10001#4#0","value"') ? '{"person":{"ref":"10001#4#0"}}' : line)), 'side-differs at 4'],
  ['an older entry after a newer', exportOf(trailOf('10001', 6, [], (seq) => `2026-11-${seq === 4 ? 10 : 10 + seq}T00:00:00.000Z`)), 'clock-set-back at 4'],
  ['no JSON', [header, ...lines.slice(1, 3), 'not JSON', ...lines.slice(3)], 'not-json at 2'],
  ['half a line', [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, 40)], 'not-json at 6'],
  ['an empty line', [...lines.slice(0, 2), '', ...lines.slice(2)], 'not-json at 2'],
  ['a key given twice', changed(3, '{"event":{', '{"event":{"actor":"nobody",'), 'not-as-written at 3'],
  ['a number', [header, '1'], 'not-an-event at 1'],
  ['nothing that hashes', [header, '{"event":{"requestId":"10001","seq":1,"hash":"","x":"\\ud800"}}'], 'not-linked at 1'],
  ['nesting without end', [header, `${'['.repeat(200_000)}${']'.repeat(200_000)}`], 'not-json at 1'],
  ['a line that is too long', [header, undefined], 'line-too-long at 1'],
  ['no header', lines.slice(1), 'no-header at 1'],
  ['an empty file', [], 'no-header at 0'],
])('finds %s', (_, given, expected) => {
  expect(faultOf(given)).toBe(expected);
});

it.each<[string, readonly string[], string, string]>([
  ['an end that was cut off with care', cutAt(4), 'consistent', 'truncated at 5'],
  ['a trail that was written anew', rewritten, 'consistent', 'rewritten at 5'],
])('finds %s with a checkpoint alone', (_, given, alone, withCheckpoint) => {
  expect(faultOf(given)).toBe(alone);
  expect(faultOf(given, witness)).toBe(withCheckpoint);
});

it('holds a file to the seal that it carries, which makes nothing complete by itself', () => {
  const seal = sealOf(checkpoint, '10001');
  expect(faultOf(exportOf(trail, seal))).toBe('consistent');
  expect(faultOf([exportOf(trail, seal)[0] ?? '', exportOf(trail, seal)[1] ?? '', ...cutAt(4).slice(1)])).toBe('truncated at 5');
  expect(faultOf(exportOf(trail, seal && { ...seal, proof: [] }))).toBe('checkpoint-proof-differs at 0');
  // Posted on another ticket, the same checkpoint vouches for this one by the proof in the file.
  expect(faultOf(exportOf(trail, seal), witnessOf(JSON.stringify(sealOf(checkpoint, '10002'))))).toBe('complete');
});

it('is no more than consistent with a checkpoint that does not know the request', () => {
  expect(faultOf(lines, witnessOf(JSON.stringify(sealHeads(undefined, [headOf(trailOf('10002', 2))], '2026-11-20T00:00:00.000Z'))))).toBe('consistent');
});

it('tells when, by whom and why values were erased, and still verifies', () => {
  const [verified] = verify(exportOf(erasedTrail));
  expect(verified).toMatchObject({ verdict: 'consistent', erased: [{ seq: 6, at: '2026-11-19T09:06:00.000Z', by: 'admin', why: 'person-asked', values: 1 }] });
});

it('verifies several requests of one file, each by itself', () => {
  const both = [...lines, ...exportOf(trailOf('10002', 4))];
  expect(verify(both, witness).map(({ request, verdict }) => [request, verdict])).toEqual([['10001', 'complete'], ['10002', 'complete']]);
  expect(verify([...without(6), ...exportOf(trailOf('10002', 4))]).map(({ fault }) => fault?.code)).toEqual(['truncated']);
});

describe('a spreadsheet', () => {
  it.each(['=HYPERLINK("https://example.com")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '  =1', '＝1', '\u0000=1'])('runs nothing of %j', (value) => {
    expect(csvRow([value])).toBe(`"'${value.replace(/"/g, '""')}"\r\n`);
  });

  it('gets values and what was erased', () => {
    const event: TrailEvent | undefined = erasedTrail.events[1];
    expect(event && csvOfEvent(event, erasedTrail.sides)).toContain('"[""erased""]"');
    const flagged = chain(headOf(trail), { type: 'handover.written', detail: { emptied: true } }, '=cmd', '2026-11-19T10:00:00.000Z');
    expect(csvOfEvent(flagged, new Map())).toContain(`"'=cmd"`);
  });
});

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-trail-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = (...args: readonly string[]): { status: number | null; told: Record<string, unknown> } => {
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, '../../tools/verify-trail.ts'), ...args], { encoding: 'utf8' });
    return { status, told: stdout ? (JSON.parse(stdout.split('\n')[0] ?? '') as Record<string, unknown>) : {} };
  };
  const whole = write('trail.jsonl', `${lines.join('\n')}\n`);

  it('ends with 0 for what is whole', () => {
    expect(run(whole)).toMatchObject({ status: 0, told: { verdict: 'consistent', events: 6 } });
    expect(run(whole, '--checkpoint', write('checkpoint.json', JSON.stringify(checkpoint)))).toMatchObject({ status: 0, told: { verdict: 'complete' } });
  });

  it('ends with 1 and names the first bad entry', () => {
    const spoilt = write('spoilt.jsonl', changed(3, '"source":"hand"', '"source":"text"').join('\n'));
    expect(run(spoilt)).toMatchObject({ status: 1, told: { verdict: 'broken', request: '10001', fault: { code: 'altered', seq: 3 }, says: expect.stringContaining('hashed') as string } });
    expect(run(write('empty.jsonl', ''))).toMatchObject({ status: 1, told: { fault: { code: 'no-header' } } });
    expect(run(write('huge.jsonl', `${header}\n${'x'.repeat(9 * 1024 * 1024)}`))).toMatchObject({ status: 1, told: { fault: { code: 'line-too-long', seq: 1, line: 2 } } });
    expect(run(whole, '--checkpoint', write('none.json', '{}'))).toMatchObject({ status: 1, told: { fault: { code: 'checkpoint-unreadable' } } });
  });

  it.each([[[]], [['nowhere.jsonl']], [[whole, whole]], [[whole, '--checkpoint']], [[whole, '--checkpoint', 'nowhere']], [[whole, '--help-me']]])('ends with 2 for %j', (args) => {
    expect(run(...args).status).toBe(2);
  });
});
