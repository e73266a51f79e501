// Gives tests the app's own storage on the local host's platform, and changes of a request to write into it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { deskPlace } from '../../src/procedure/desk-row';
import type { SnapshotRequest } from '../../src/procedure/request';
import type { Effect } from '../../src/storage/outbox';
import type { Change, Stored } from '../../src/storage/requests';
import { chain } from '../../src/trail/chain';
import { smallApp, type SmallApp, type SmallAppOptions } from '../local/forge/small-app';
import { begun, now, rules } from '../procedure/given';

const manifest = z.object({ app: z.object({ storage: z.object({ entities: z.array(z.object({ name: z.string() }).loose()) }) }), permissions: z.looseObject({}) });
const { app: { storage }, permissions } = manifest.parse(parse(readFileSync(join(__dirname, '../../manifest.yml'), 'utf8'), { merge: true }));

/** Every kind of row that the manifest declares. */
export const entities = storage.entities.map(({ name }) => name);

/** With every scope that the app has. */
export const ownStorage = (options: SmallAppOptions = {}): SmallApp => smallApp({ manifest: { app: { storage }, permissions }, ...options });

/** A first or further change of a request, with what a test wants otherwise. */
export function changeOf(before: Stored | undefined, after: SnapshotRequest = before?.request ?? begun, more: Partial<Change> = {}): Change {
  const trail = before?.request.trail ?? begun.trail;
  const event = chain({ requestId: after.issueId, ...trail }, { type: 'handover.written', detail: { emptied: false } }, 'agent', now.toISOString());
  return {
    before,
    after: { ...after, rev: (before?.request.rev ?? 0) + 1, trail: { seq: event.seq, head: event.hash } },
    changeId: `change-${event.seq}`,
    index: { stage: 'intake', turn: 'agent' },
    desk: deskPlace(after, rules, now),
    reported: false,
    event,
    persons: [],
    mentions: [],
    effects: [],
    completed: [],
    erased: [],
    purges: [],
    ...more,
  };
}

export const effect = (name: string, more: Partial<Effect> = {}): Effect => ({
  id: `10001#${name}`,
  issueId: '10001',
  intendedAt: now.toISOString(),
  dueAt: now.toISOString(),
  attempts: 0,
  what: { do: 'mirror' },
  ...more,
});

/** Throws where nothing is stored. */
export function stored<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing is stored');
  return value;
}
