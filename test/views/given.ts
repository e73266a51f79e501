// Gives tests a scene for each kind of reader, and every sentence of a view as that reader would see it.
import { sentence } from '../../src/procedure/sentence';
import type { Parameters } from '../../src/checks/message';
import type { Permission, SnapshotRequest } from '../../src/procedure/request';
import type { Scene } from '../../src/views/looker';
import { now, reader, rules, today } from '../procedure/given';

const people = { agent: 'Priya Nair', 'second-agent': 'Jonas Weber', approver: 'Helen Ström', 'second-approver': 'Marcus Oduya', lead: 'Mei Tanaka', sre: 'Ingrid Vale', dana: 'Dana Whitfield' };
const may: Readonly<Record<string, readonly Permission[]>> = {
  agent: ['run-checks'],
  'second-agent': ['run-checks'],
  approver: ['decide-proceed', 'decide-release'],
  'second-approver': ['decide-proceed', 'decide-release'],
  lead: ['settle-flags'],
  sre: ['deliver'],
  visitor: [],
};
const holdersOf = (permission: Permission): readonly { accountId: string; name: string }[] =>
  Object.entries(people).flatMap(([accountId, name]) => (may[accountId]?.includes(permission) ? [{ accountId, name }] : []));

export const viewers = Object.keys(may);

export const scene = (request: SnapshotRequest, viewer = 'agent', more: Partial<Scene> = {}): Scene => ({
  request,
  rules,
  now,
  today,
  viewer: { accountId: viewer, may: may[viewer] ?? [] },
  names: new Map(Object.entries(people)),
  holders: new Map((['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver'] as const).map((permission) => [permission, holdersOf(permission)])),
  readers: [],
  bars: new Map(),
  ...more,
});

const isMessage = (value: object): value is { code: string; params: Parameters } => 'code' in value && typeof value.code === 'string' && 'params' in value && typeof value.params === 'object';

/** Every sentence anywhere in a view. Throws where one lacks its words or a parameter. */
export function sentencesIn(view: unknown): readonly string[] {
  if (typeof view !== 'object' || view === null) return [];
  // A finding has a code of its own and parameters of its sentences.
  if (isMessage(view) && !('weight' in view)) return [sentence(view, reader)];
  return Object.values(view).flatMap(sentencesIn);
}
