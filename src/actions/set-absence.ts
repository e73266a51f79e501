/** Decides who may say that somebody is away, and who may be named meanwhile: another person who may act themselves. */
import type { Refusal } from '../contract';
import { dayIn } from '../procedure/business-days';
import type { Absence } from '../procedure/absence';
import type { Permission } from '../procedure/request';
import { removeAbsence, writeAbsence } from '../storage/absences';
import { refused } from './change';
import { isSecondPerson } from './identify';
import { rulesInForce } from './open-desk';
import { whoHolds } from './who-holds';

type Place = { readonly projectId: string; readonly projectKey: string; readonly accountId: string; readonly may: readonly Permission[] };
type Set = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** The permissions that a turn may wait for. */
const turnPermissions: readonly Permission[] = ['run-checks', 'decide-proceed', 'decide-release', 'settle-flags', 'deliver', 'request-disposal', 'decide-disposal'];

/** Everyone speaks for themselves; a lead and an administrator of the rules for anybody. */
const maySpeakFor = ({ accountId, may }: Place, person: string): boolean => person === accountId || may.includes('settle-flags') || may.includes('administer-rules');

const no = (code: string): Set => ({ ok: false, ...refused(code) });

/** Writes that `person` is away, in place of what was written before. The delegate gains nothing by it: what they may is asked of Jira. */
export async function setAbsence(place: Place, absence: Absence, now = new Date()): Promise<Set> {
  const { person, delegate, from, to } = absence;
  if (!maySpeakFor(place, person)) return no('absence-of-another');
  const rules = await rulesInForce(place.projectId);
  if (from > to || to < dayIn(rules.calendar.timeZone, now)) return no('absence-dates');
  const other = await isSecondPerson(delegate, person);
  if (other !== true) return { ok: false, ...other };
  const held = await Promise.all(turnPermissions.map((permission) => whoHolds(permission, place.projectKey, rules)));
  const shares = held.some((people) => [person, delegate].every((account) => people?.some(({ accountId }) => accountId === account)));
  if (!shares) return no(held.includes(undefined) ? 'holders-unknown' : 'delegate-may-not');
  await writeAbsence(place.projectId, absence);
  return { ok: true };
}

export async function endAbsence(place: Place, person: string): Promise<Set> {
  if (!maySpeakFor(place, person)) return no('absence-of-another');
  await removeAbsence(place.projectId, person);
  return { ok: true };
}
