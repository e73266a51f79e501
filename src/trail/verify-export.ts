/** Decides what a verification of an exported trail finds, line by line, holding no more than the line in hand. */
import { z } from 'zod';
import { genesis, matchesCommitment, verifyNext, type Break, type Head } from './chain';
import { faultOfSeal, type CheckpointFault, type Seal } from './checkpoint';
import type { Commitment, TrailEvent } from './event';
import type { ExportHeader } from './export';
import { readSeal, type Covered, type Witness } from './witness';

export type ExportFault =
  | Break
  | CheckpointFault
  | 'not-json'
  | 'not-as-written'
  | 'no-header'
  | 'line-too-long'
  | 'clock-set-back'
  | 'side-missing'
  | 'side-unexpected'
  | 'side-differs'
  | 'erased-without-event'
  | 'truncated'
  | 'rewritten';

type Erasure = { readonly seq: number; readonly at: string; readonly by: string; readonly why: string; readonly values: number };

/** What is known of one request of an export once its last line, or its first bad one, is read. */
export type Verified = {
  readonly verdict: 'consistent' | 'complete' | 'broken';
  readonly request: string;
  readonly issueKey?: string;
  readonly events: number;
  readonly head: string;
  readonly until?: string;
  /** The checkpoint that witnesses the trail up to `seq`; what came later is consistent and no more. */
  readonly checkpoint?: { readonly no: number; readonly at: string; readonly seq: number };
  readonly erased: readonly Erasure[];
  readonly fault?: { readonly code: ExportFault; readonly seq: number; readonly line: number };
};

const header = z.strictObject({ v: z.literal(1), requestId: z.string(), issueKey: z.string(), rulesVersion: z.number(), at: z.string(), through: z.number().int() });
const person = z.strictObject({ ref: z.string(), value: z.unknown().optional(), salt: z.string().optional(), erased: z.literal(true).optional() });
const erasureDetail = z.object({ refs: z.array(z.string()), reason: z.string().default('retention') });

/** One request under verification. `expected` are the commitments whose side rows come next; `unaccounted` are the erased values that no event has named yet. */
type Reading = {
  readonly header: ExportHeader;
  readonly covered: Covered | undefined;
  readonly witnessed: boolean;
  head: Head;
  at: string;
  expected: readonly Commitment[];
  readonly unaccounted: Map<string, number>;
  readonly erased: Erasure[];
};

type Wrong = { readonly code: ExportFault; readonly seq: number };

const wrong = (code: ExportFault, seq: number): Wrong => ({ code, seq });

function takeEvent(reading: Reading, given: unknown): Wrong | undefined {
  const { head, expected, covered } = reading;
  if (expected.length > 0) return wrong('side-missing', head.seq);
  const next = verifyNext(head, given);
  if ('reason' in next) return wrong(next.reason, head.seq + 1);
  const event = given as TrailEvent;
  if (typeof event.at !== 'string' || event.at < reading.at) return wrong('clock-set-back', event.seq);
  if (covered?.head.seq === event.seq && covered.head.head !== event.hash) return wrong('rewritten', event.seq);
  reading.head = next.head;
  reading.at = event.at;
  reading.expected = event.personal ?? [];
  if (event.type === 'person.erased' || event.type === 'retention.let-go') noteErasure(reading, event);
  return undefined;
}

function noteErasure({ unaccounted, erased }: Reading, event: TrailEvent): void {
  const detail = erasureDetail.safeParse(event.detail).data;
  if (!detail) return;
  for (const ref of detail.refs) unaccounted.delete(ref);
  erased.push({ seq: event.seq, at: event.at, by: event.actor, why: detail.reason, values: detail.refs.length });
}

function takePerson(reading: Reading, given: unknown): Wrong | undefined {
  const { seq } = reading.head;
  const [commitment, ...others] = reading.expected;
  const row = person.safeParse(given).data;
  if (!commitment) return wrong('side-unexpected', seq);
  if (row?.ref !== commitment.ref) return wrong('side-missing', seq);
  reading.expected = others;
  const { salt, value } = row;
  const standing = matchesCommitment(commitment, { value, ...(salt !== undefined && { salt }) });
  if (standing === 'erased') reading.unaccounted.set(row.ref, seq);
  return standing === 'differs' || (standing === 'erased' && !row.erased) ? wrong('side-differs', seq) : undefined;
}

function endOf({ head, header: { through }, expected, unaccounted, covered }: Reading): Wrong | undefined {
  if (expected.length > 0) return wrong('side-missing', head.seq);
  if (head.seq < Math.max(through, covered?.head.seq ?? 0)) return wrong('truncated', head.seq + 1);
  const [first] = unaccounted;
  return first && wrong('erased-without-event', first[1]);
}

function verifiedOf(reading: Reading, fault: Verified['fault']): Verified {
  const { header: told, head, covered, witnessed, erased } = reading;
  return {
    verdict: fault ? 'broken' : witnessed ? 'complete' : 'consistent',
    request: head.requestId,
    issueKey: told.issueKey,
    events: head.seq,
    head: head.head,
    ...(reading.at && { until: reading.at }),
    ...(witnessed && covered && { checkpoint: { no: covered.no, at: covered.at, seq: covered.head.seq } }),
    erased,
    ...(fault && { fault }),
  };
}

/** What the file says that it covers counts as far as it goes; only what was kept outside makes the verdict complete. */
function coverage(seal: Seal | undefined, requestId: string, witness: Witness | undefined): Pick<Reading, 'covered' | 'witnessed'> {
  const outside = witness?.covered.get(requestId);
  const own = seal && { no: seal.checkpoint.no, at: seal.checkpoint.at, head: seal.head };
  const ownIsKnown = own !== undefined && witness?.hashes.has(seal?.checkpoint.hash ?? '') === true;
  if (outside && !(ownIsKnown && own.no > outside.no)) return { covered: outside, witnessed: true };
  return { covered: own, witnessed: ownIsKnown };
}

/** A line as the reader gives it; undefined stands for one that is longer than the reader holds. */
type Line = string | undefined;

/**
 * Verifies an export. `take` gives what is known of a request when the next begins, or at the first bad line, after which
 * nothing more is to be taken; `end` gives what is known of the last.
 */
export function startVerification(witness: Witness | undefined): { readonly take: (line: Line) => Verified | undefined; readonly end: () => Verified } {
  let lines = 0;
  let reading: Reading | undefined;
  let opening: ExportHeader | undefined;

  const broken = ({ code, seq }: Wrong): Verified => {
    const fault = { code, seq, line: lines };
    return reading ? verifiedOf(reading, fault) : { verdict: 'broken', request: opening?.requestId ?? '', events: 0, head: '', erased: [], fault };
  };
  const begin = (told: ExportHeader, seal: Seal | undefined): Reading => {
    const { requestId } = told;
    return { header: told, ...coverage(seal, requestId, witness), head: { requestId, seq: 0, head: genesis(requestId) }, at: '', expected: [], unaccounted: new Map(), erased: [] };
  };
  const close = (): Verified | undefined => {
    if (opening) reading = begin(opening, undefined);
    opening = undefined;
    const fault = reading && endOf(reading);
    return fault ? broken(fault) : reading && verifiedOf(reading, undefined);
  };
  const takeSeal = (given: unknown): Wrong | undefined => {
    const seal = readSeal(given);
    if (!opening || !seal) return wrong('not-an-event', 0);
    const fault = faultOfSeal(seal) ?? (seal.head.requestId === opening.requestId ? undefined : 'other-request');
    if (fault) return wrong(fault, 0);
    reading = begin(opening, seal);
    opening = undefined;
    return undefined;
  };

  /** The entry that the line in hand belongs to: while values are expected, the last one. */
  const seqHere = (): number => (reading ? reading.head.seq + (reading.expected.length > 0 ? 0 : 1) : 1);
  const read = (line: string): Verified | undefined => {
    const seq = seqHere();
    const value: unknown = JSON.parse(line);
    // Another spelling of the same JSON can show a reader something else than what was hashed: a key given twice, say.
    if (JSON.stringify(value) !== line) return broken(wrong('not-as-written', seq));
    if (typeof value !== 'object' || value === null) return broken(wrong('not-an-event', seq));
    if ('export' in value) {
      const done = close();
      opening = header.safeParse(value.export).data;
      reading = undefined;
      return done ?? (opening ? undefined : broken(wrong('no-header', 0)));
    }
    if ('seal' in value) {
      const fault = takeSeal(value.seal);
      return fault && broken(fault);
    }
    reading ??= opening && begin(opening, undefined);
    opening = undefined;
    if (!reading) return broken(wrong('no-header', seq));
    const fault = 'person' in value ? takePerson(reading, value.person) : takeEvent(reading, 'event' in value ? value.event : undefined);
    return fault && broken(fault);
  };

  const take = (line: Line): Verified | undefined => {
    lines += 1;
    const seq = seqHere();
    if (line === undefined) return broken(wrong('line-too-long', seq));
    try {
      return read(line);
    } catch {
      // What does not parse, and what is nested so deep or spelled so oddly that it has no digest.
      return broken(wrong('not-json', seq));
    }
  };

  return { take, end: () => close() ?? broken(wrong('no-header', 0)) };
}
