// Knows who is on the site, and what of a person others may see.
import type { Store } from './store';

export interface Person {
  accountId: string;
  accountType: 'atlassian' | 'app' | 'customer';
  displayName: string;
  email: string | null;
  /** Whether the profile lets others see the address. */
  emailVisible: boolean;
  /** What the email endpoint answers instead of the address; some accounts are refused there. */
  emailRefusal: 404 | 503 | null;
  active: boolean;
  /** When the person changed what they are called. */
  changedAt?: string;
  timeZone: string;
}

export interface Group {
  groupId: string;
  name: string;
  members: string[];
}

/** Fixed, as are those of the staff, so that a trail of one run reads like that of another. */
export const APP_ACCOUNT = '712020:00000000-5d00-4a00-8000-0000000000a0';

const STAFF: [email: string, name: string, tail: string, groups: string[]][] = [
  ['agent@example.com', 'Priya Nair', '01', ['support-agents', 'snapshot-agents']],
  ['second-agent@example.com', 'Jonas Weber', '02', ['support-agents', 'snapshot-agents']],
  ['approver@example.com', 'Helen Ström', '03', ['support-agents', 'snapshot-approvers']],
  ['second-approver@example.com', 'Marcus Oduya', '04', ['support-agents', 'snapshot-approvers']],
  ['lead@example.com', 'Ruth Calloway', '05', ['support-agents', 'support-leads']],
  ['sre@example.com', 'Ingrid Vale', '06', ['sre-team']],
  ['second-sre@example.com', 'Tomas Lind', '07', ['sre-team']],
  ['admin@example.com', 'Mei Tanaka', '08', ['site-admins']],
];
const EVERYBODY = 'jira-users';
export const ADMIN_GROUPS = ['site-admins', 'atlassian-addons-admin'];

const person = (accountId: string, displayName: string, email: string | null): Person => ({
  accountId,
  accountType: 'atlassian',
  displayName,
  email,
  emailVisible: true,
  emailRefusal: null,
  active: true,
  timeZone: 'Etc/UTC',
});

export function seedPeople(store: Store): void {
  if (store.document('person', APP_ACCOUNT)) return;
  const groups = new Map<string, Group>();
  const join = (name: string, accountId: string): void => {
    const known = groups.get(name);
    const number = String(groups.size + 1).padStart(2, '0');
    if (known) known.members.push(accountId);
    else groups.set(name, { groupId: `276f955c-63d7-42c8-9520-92d01dca06${number}`, name, members: [accountId] });
  };
  for (const [email, name, tail, memberOf] of STAFF) {
    const accountId = `712020:00000000-5d00-4a00-8000-0000000000${tail}`;
    store.saveDocument('person', accountId, person(accountId, name, email));
    for (const group of [EVERYBODY, ...memberOf]) join(group, accountId);
  }
  store.saveDocument('person', APP_ACCOUNT, {
    ...person(APP_ACCOUNT, 'Snapshot Desk', null),
    accountType: 'app',
    emailVisible: false,
  });
  join('atlassian-addons', APP_ACCOUNT);
  join('atlassian-addons-admin', APP_ACCOUNT);
  for (const group of groups.values()) store.saveDocument('group', group.name, group);
}

export const personOf = (store: Store, accountId: string): Person | undefined => store.document<Person>('person', accountId);

export const personByEmail = (store: Store, email: string): Person | undefined =>
  store.documents<Person>('person').find((one) => one.email?.toLowerCase() === email.toLowerCase());

export const groupsOf = (store: Store, accountId: string): Group[] =>
  store.documents<Group>('group').filter((group) => group.members.includes(accountId));

/** A group is named by its name in some parameters and by its id in others. */
export const groupNamed = (store: Store, nameOrId: string): Group | undefined =>
  store.documents<Group>('group').find((group) => group.name === nameOrId || group.groupId === nameOrId);

const avatars = (origin: string, accountId: string): Record<string, string> => {
  const address = `${origin}/local/jira/avatar/${encodeURIComponent(accountId)}`;
  return { '16x16': address, '24x24': address, '32x32': address, '48x48': address };
};

/** The address is shown where the profile shows it, and always to its owner. */
const shownEmail = (one: Person, viewer: Person): { emailAddress?: string } =>
  one.email !== null && (one.emailVisible || one.accountId === viewer.accountId) ? { emailAddress: one.email } : {};

export function userView(store: Store, accountId: string, viewer: Person, origin: string): object | null {
  const one = personOf(store, accountId);
  if (!one) return null;
  return {
    self: `${origin}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    accountType: one.accountType,
    ...shownEmail(one, viewer),
    avatarUrls: avatars(origin, accountId),
    displayName: one.displayName,
    active: one.active,
    timeZone: one.timeZone,
  };
}

export function deskUserView(store: Store, accountId: string, viewer: Person, origin: string): object {
  const one = personOf(store, accountId);
  const rest = `${origin}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`;
  return {
    accountId,
    ...(one ? shownEmail(one, viewer) : {}),
    displayName: one?.displayName ?? 'Former user',
    active: one?.active ?? false,
    timeZone: one?.timeZone ?? 'Etc/UTC',
    _links: { jiraRest: rest, avatarUrls: avatars(origin, accountId), self: rest },
  };
}
