/** Decides how tenants stand side by side, what of them has changed since, and when what happens. */
import type { DisposalReview, TenantColumn, WaitItem } from '../contract';
import type { Message } from '../checks/message';
import { addDays } from '../procedure/disposal';
import { changesBetween, type TenantChange } from '../procedure/tenant-comparison';
import type { Disposal, DisposalProfile, TenantFacts } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import { say } from './looker';

const text = (value: string): Message => say('text', { text: value });
const unknown = say('tenant.unknown');

const nameOf = (site: string): string => site.split('.')[0] ?? site;

function standingOf({ life, until, trial }: TenantFacts['licences'][number]): TenantColumn['standing'][number] {
  const kind = trial ? 'trial' : 'paid';
  if (until === undefined) return { text: say(`tenant.standing.${life}`), active: life === 'active' };
  return { text: say(`tenant.standing.${life}-until`, { kind, until: { day: until } }), active: life === 'active' };
}

function columnOf(one: TenantFacts, meant: boolean, all: readonly TenantFacts[]): TenantColumn {
  const { tenantId, site, licences, sandboxOf, lastActivity, users, copy, copyOn } = one;
  const production = sandboxOf && all.find((other) => other.tenantId === sandboxOf);
  return {
    tenantId,
    name: nameOf(site),
    site,
    meant,
    licences: [...licences.map(({ number }) => text(number)), ...(sandboxOf ? [say('tenant.sandbox-of', { of: production ? nameOf(production.site) : sandboxOf })] : []), ...(licences.length === 0 && !sandboxOf ? [say('tenant.no-licence')] : [])],
    standing: licences.map(standingOf),
    lastActivity: lastActivity ? say('text', { text: { day: lastActivity } }) : unknown,
    users: users === undefined ? unknown : text(String(users)),
    copy: say(`tenant.copy.${copy}`, copyOn ? { on: { day: copyOn }, dated: 'yes' } : { on: '', dated: 'no' }),
  };
}

/** The tenant that is meant first. */
export const columnsOf = (tenants: Disposal['tenants']): readonly TenantColumn[] => tenants.map((one, at) => columnOf(one, at === 0, tenants));

export const ageOf = (asOf: string, today: string): Message => say('tenant.age', { on: { day: asOf }, days: Math.round((Date.parse(today) - Date.parse(asOf)) / 86_400_000) });

const fieldText = (one: TenantFacts | undefined, change: TenantChange['change']): Message => {
  if (!one || change === 'came' || change === 'went') return say(one ? 'tenant.there' : 'tenant.not-there');
  const column = columnOf(one, false, [one]);
  switch (change) {
    case 'licences':
      return one.licences.length === 0 ? say('tenant.no-licence') : say('tenant.licence-line', { lines: { list: one.licences.map(({ number, life }) => `${number} ${life}`), join: 'and' } });
    case 'site':
      return text(one.site);
    case 'company':
      return text(one.company ?? '');
    case 'sandboxOf':
      return text(one.sandboxOf ?? '');
    case 'lastActivity':
      return column.lastActivity;
    case 'users':
      return column.users;
    case 'copy':
      return column.copy;
  }
};

export function changeViews(was: readonly TenantFacts[], now: readonly TenantFacts[]): DisposalReview['changed'] {
  return changesBetween(was, now).map(({ tenantId, site, change }) => ({
    label: say(`tenant.changed.${change}`, { name: nameOf(site) }),
    was: fieldText(was.find((one) => one.tenantId === tenantId), change),
    now: fieldText(now.find((one) => one.tenantId === tenantId), change),
  }));
}

export type Waiting = { readonly askedOn: string; readonly decideBy: string; readonly waitsUntil: string; readonly today: string; readonly profile: DisposalProfile; readonly rules: Rules; readonly decidedOn?: string; readonly goneOn?: string; readonly restorableUntil?: string };

/** What happens when, from the asking to the last day on which it could be undone. Days are `YYYY-MM-DD`. */
export function waitOf({ askedOn, decideBy, waitsUntil, today, profile, rules, decidedOn, goneOn, restorableUntil }: Waiting): readonly WaitItem[] {
  const { noticeDays, restorableDays } = rules.policies.disposal;
  const notice = addDays(waitsUntil, -noticeDays);
  const end = restorableUntil ?? addDays(goneOn ?? waitsUntil, restorableDays);
  const stateAt = (day: string, done: boolean): WaitItem['state'] => (done ? 'done' : day === today ? 'now' : 'to-come');
  const on = (code: string, day: string): Message => say(code, { day: { day } });
  return [
    { on: on(askedOn === today ? 'wait.today' : 'wait.on', askedOn), what: say('wait.asked'), state: askedOn === today ? 'now' : 'done' },
    { on: on(decidedOn ? 'wait.on' : 'wait.by', decidedOn ?? decideBy), what: say(decidedOn ? 'wait.decided' : 'wait.decide'), state: decidedOn ? 'done' : 'to-come' },
    { on: on('wait.on', notice), what: say('wait.notice', { days: noticeDays }), state: stateAt(notice, today > notice) },
    { on: on('wait.on', goneOn ?? waitsUntil), what: say(goneOn ? 'wait.gone' : 'wait.purge'), state: goneOn ? 'done' : waitsUntil === today ? 'now' : 'end' },
    ...(profile === 'tenant-systems' ? [{ on: on('wait.on', end), what: say('wait.safety-copy'), state: stateAt(end, today > end) }] : []),
  ];
}
