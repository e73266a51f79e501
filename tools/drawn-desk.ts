/** Puts the requests of the desk's drawing into a database, with a past to forecast from: a row each, as the app would write it. */
import { z } from 'zod';
import { openDatabase } from '../local/database';
import { openKvsRows } from '../local/forge/kvs-rows';
import { readManifest } from '../local/forge/manifest';

const stages = ['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal'] as const;
const noDay = '9999-12-31';
const dayMs = 86_400_000;
const hot = z.looseObject({ data: z.looseObject({ issueId: z.string(), desk: z.looseObject({}) }) });

type Drawn = {
  readonly key: string;
  readonly customer: string;
  readonly kind: string;
  readonly stage: (typeof stages)[number];
  readonly turn: string;
  /** Days ago: since when it has been this turn, when the estimate's clock began, when it was delivered. */
  readonly held?: number;
  readonly started?: number;
  readonly delivered?: number;
  readonly stopped?: boolean;
  /** Days from now. */
  readonly due?: number;
  readonly desk: object;
  readonly odd?: readonly { readonly what: string; readonly name: string }[];
};

const dayAgo = (days: number): string => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

const drawn: readonly Drawn[] = [
  { key: 'SUP-2409', customer: 'Fabrikam', kind: 'data-dump', stage: 'delivery', turn: 'sre', held: 6, started: 16, due: -2, desk: { move: 'record-delivery', permission: 'deliver' } },
  { key: 'SUP-2417', customer: 'Northwind Traders', kind: 'offboarding-export', stage: 'keys', turn: 'agent', held: 0, started: 6, stopped: true, due: 14, desk: { move: 'resolve-finding', subject: 'step.encryption-key.title', permission: 'run-checks' }, odd: [{ what: 'fails', name: 'step.encryption-key.title' }, { what: 'voided', name: 'release' }] },
  { key: 'SUP-2421', customer: 'Contoso Consulting', kind: 'audit-log-dump', stage: 'security-check', turn: 'lead', held: 2, desk: { move: 'settle-flag', subject: 'lookalike-address', permission: 'settle-flags' }, odd: [{ what: 'flag', name: 'lookalike-address' }] },
  { key: 'SUP-2402', customer: 'Woodgrove', kind: 'data-dump', stage: 'delivery', turn: 'sre', held: 1, started: 13, due: 3, desk: { move: 'record-delivery', permission: 'deliver' } },
  { key: 'SUP-2411', customer: 'Tailspin Toys', kind: 'data-dump', stage: 'hand-off', turn: 'approver', held: 5, started: 6, due: 10, desk: { move: 'decide', params: { decision: 'release' }, permission: 'decide-release' } },
  { key: 'SUP-2425', customer: 'Litware', kind: 'data-dump', stage: 'intake', turn: 'customer', held: 2, desk: { move: 'await-customer', params: { since: { day: dayAgo(2) }, reply: 'missing-facts' } } },
  { key: 'SUP-2398', customer: 'Adatum', kind: 'data-dump', stage: 'delivery', turn: 'customer', held: 1, started: 12, delivered: 2, desk: { move: 'await-customer', params: { since: { day: dayAgo(1) }, reply: 'ready' } } },
  { key: 'SUP-2380', customer: 'Proseware', kind: 'offboarding-export', stage: 'disposal', turn: 'nobody', started: 24, delivered: 13, desk: { move: 'all-done' } },
];

export function drawDesk(directory: string, manifest: string): void {
  const database = openDatabase(directory);
  const [row] = database.all<{ installation: string; value: string }>("SELECT installation, value FROM kvs_row WHERE namespace = 'entity:request'");
  if (!row) throw new Error('the app wrote no request');
  const { entities } = readManifest(manifest);
  const rows = openKvsRows({ database, entities, installation: () => row.installation, now: () => new Date(), queryLagMs: () => 0 });
  const { flagged: _flagged, ...one } = hot.parse(JSON.parse(row.value));
  const before = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
  const put = (issueId: string, places: object, data: object): void => {
    rows.put('entity:request', `request#${issueId}`, JSON.stringify({ ...one, ...places, data: { ...one.data, issueId, ...data } }), null);
  };
  rows.remove('entity:request', `request#${one.data.issueId}`);
  for (const [at, { key, customer, kind, stage, turn, held, started, delivered, stopped, due, desk, odd = [] }] of drawn.entries()) {
    const dueOn = due === undefined ? noDay : dayAgo(-due);
    const began = before((started ?? 4) + 1);
    put(String(9_100_000 + at), { standing: 'open', stage, turn, at: began, due: dueOn, place: `${stages.indexOf(stage)}#${dueOn}`, since: held === undefined ? noDay : dayAgo(held), ...(odd.length > 0 && { flagged: 'yes' }) }, {
      issueKey: key,
      begun: { by: 'agent', at: began },
      clock: { ...(started !== undefined && { startedOn: dayAgo(started) }), pauses: stopped ? [{ from: dayAgo(3) }] : [] },
      stays: stages.slice(0, stages.indexOf(stage) + 1).map((each, nth, all) => ({ stage: each, from: before(all.length - nth) })),
      ...(held !== undefined && { held: { turn, since: before(held) } }),
      desk: { params: {}, barred: [], ...desk, customer, kind, odd, ...(delivered !== undefined && { delivered: dayAgo(delivered) }) },
    });
  }
  // Forty-six that ended, each a little different, one after the other.
  for (let at = 0; at < 46; at += 1) {
    const end = 4 + at * 4;
    const spent = [1 + (at % 2), 1 + (at % 3), 2 + (at % 5), 3 + (at % 8), 1 + (at % 2), 2 + (at % 4)];
    const begins = spent.map((_, nth) => end + 1 + spent.slice(nth).reduce((sum, days) => sum + days, 0));
    put(String(9_200_000 + at), { standing: 'ended', stage: 'delivery', turn: 'nobody', at: before(end), due: noDay, place: `5#${noDay}`, since: noDay }, {
      issueKey: `SUP-${2300 - at}`,
      begun: { by: 'agent', at: before(begins[0] ?? end) },
      clock: { startedOn: dayAgo(begins[2] ?? end), pauses: [] },
      stays: spent.map((_, nth) => ({ stage: stages[nth], from: before(begins[nth] ?? end) })),
      ended: { ending: 'delivered', at: before(end), by: 'app' },
      desk: { move: 'ended', params: { ending: 'delivered' }, barred: [], odd: [], kind: 'data-dump', customer: 'Woodgrove', delivered: dayAgo(end + 1) },
    });
  }
  database.close();
}
