/** Decides which settings stand beside the steps, in which group, and how each is filled in. */
import type { Rules } from '../../src/contract';

/** How a setting is filled in. `lines` are one value a line; `switch` is a yes or no. */
export type Entry =
  | { readonly as: 'number'; readonly least: number; readonly most: number }
  | { readonly as: 'text' | 'lines' | 'switch' | 'signers' | 'types' | 'zone' | 'weekdays' | 'permission' };

export type Setting = { readonly path: string; readonly entry: Entry };
export type Group = 'policies' | 'disposal' | 'retention' | 'guarded' | 'facts' | 'calendar';

const number = (path: string, least: number, most: number): Setting => ({ path, entry: { as: 'number', least, most } });
const setting = (as: Exclude<Entry['as'], 'number'>) => (path: string): Setting => ({ path, entry: { as } });
const [lines, text, choice] = [setting('lines'), setting('text'), setting('switch')];

/** The task has a form of its own, which asks Jira what there is to choose. */
export const groups: Readonly<Record<Group, readonly Setting[]>> = {
  policies: [
    number('policies.releaseLapsesAfter', 1, 60),
    number('policies.objectionDays', 0, 20),
    number('policies.expiresAfter', 1, 250),
    number('policies.nudgeAfter', 0, 60),
    number('policies.escalateAfter', 0, 60),
    setting('permission')('policies.mayOverride'),
    setting('signers')('policies.vendorSigners'),
    text('policies.channels.customerSuccess'),
    text('policies.channels.support'),
    text('policies.channels.lead'),
    lines('enterprise.editions'),
    number('enterprise.tiersFrom', 1, 1_000_000),
  ],
  disposal: [
    choice('policies.disposal.purging'),
    number('policies.disposal.waitDays', 1, 365),
    number('policies.disposal.decideWithin', 1, 30),
    number('policies.disposal.noticeDays', 1, 30),
    number('policies.disposal.restorableDays', 1, 365),
    number('policies.disposal.directoryDays', 1, 90),
    number('policies.disposal.silence', 1, 60),
    lines('policies.disposal.systems.delivered-dump'),
    lines('policies.disposal.systems.tenant-systems'),
  ],
  retention: ['form', 'key', 'addresses', 'trail', 'directory'].map((one) => number(`policies.retention.${one}`, 0, 36_500)),
  guarded: ['proceed', 'hand-off', 'start-work', 'deliver', 'dispose', 'close'].map((gate) => lines(`guarded.${gate}`)),
  facts: [
    setting('types')('requestTypes'),
    lines('products'),
    ...['data-dump', 'audit-log-dump', 'offboarding-export'].map((kind) => text(`defaultData.${kind}`)),
    ...['licences', 'site', 'tenant', 'product', 'recipient', 'country', 'dates', 'data'].map((fact) => lines(`factFields.${fact}`)),
  ],
  calendar: [setting('zone')('calendar.timeZone'), setting('weekdays')('calendar.workDays'), lines('calendar.holidays'), number('calendar.estimate.from', 1, 250), number('calendar.estimate.to', 1, 250)],
};

/** Settings that a form of their own fills in, and that no group has. */
export const elsewhere: readonly string[] = ['policies.overridable', 'policies.blankForms', 'policies.approvers.proceed', 'policies.approvers.release'];

type Plain = Readonly<Record<string, unknown>>;
const placeOf = (path: string): readonly string[] => path.split('.');

export const valueAt = (rules: Rules, path: string): unknown => placeOf(path).reduce<unknown>((inner, part) => (typeof inner === 'object' && inner !== null ? (inner as Plain)[part] : undefined), rules);

function withAt(value: unknown, [part, ...rest]: readonly string[], next: unknown): unknown {
  if (part === undefined) return next;
  const inner = typeof value === 'object' && value !== null ? (value as Plain) : {};
  return { ...inner, [part]: withAt(inner[part], rest, next) };
}

export const withValueAt = (rules: Rules, path: string, next: unknown): Rules => withAt(rules, placeOf(path), next) as Rules;

const inOrder = (_: string, value: unknown): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))) : value);

/** Storage and schema give the members of an object back in their own order. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
