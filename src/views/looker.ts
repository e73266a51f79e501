/** Decides what a view knows of the person who looks at it, and how it names people, days and permissions. */
import type { Message, Parameters } from '../checks/message';
import { companyOf } from '../procedure/desk-row';
import type { DecisionName, Permission, SnapshotRequest } from '../procedure/request';
import type { Rules } from '../procedure/rules';
import type { NotTheDecider } from '../procedure/decision';

/** The request with everything that its views are made from, gathered once. */
export type Scene = {
  readonly request: SnapshotRequest;
  readonly rules: Rules;
  readonly now: Date;
  /** `YYYY-MM-DD` in the rules' time zone. */
  readonly today: string;
  readonly viewer: { readonly accountId: string; readonly may: readonly Permission[] };
  /** Names by account; an account that Jira does not know is shown by its id. */
  readonly names: ReadonlyMap<string, string>;
  /** Who holds a permission, where Jira lets the app ask. */
  readonly holders: ReadonlyMap<Permission, readonly { readonly accountId: string; readonly name: string }[]>;
  /** The reporter and participants, where a private key lies on the ticket and they could have read it. */
  readonly readers: readonly string[];
  /** Why the viewer may not take a decision; judged on the server again when they try. */
  readonly bars: ReadonlyMap<DecisionName, NotTheDecider>;
};

export const say = (code: string, params: Parameters = {}): Message => ({ code, params });

export const nameOf = ({ names }: Scene, accountId: string): string => (accountId === 'app' ? 'Snapshot Desk' : (names.get(accountId) ?? accountId));

export const mayAct = ({ viewer }: Scene, permission: Permission | undefined): boolean => permission !== undefined && viewer.may.includes(permission);

/** Who else could, by name: everyone who holds the permission but those in `except`. Undefined where Jira does not say. */
export function othersWho({ holders }: Scene, permission: Permission, except: readonly string[]): readonly string[] | undefined {
  return holders
    .get(permission)
    ?.filter(({ accountId }) => !except.includes(accountId))
    .map(({ name }) => name);
}

/** “Helen Ström or Marcus Oduya can do this”, or the permission where no name is known. */
export function whoCould(scene: Scene, permission: Permission, except: readonly string[], as: 'others' | 'could'): Message {
  const names = othersWho(scene, permission, except);
  if (!names || names.length === 0) return say('turn.next.permission', { permission: `permission.${permission}` });
  return say(`turn.next.${as}`, { names: { list: names, join: 'or' }, count: names.length });
}

/** The customer as the desk speaks of it: the company of the licence, else the requester, else the site. */
export function customerOf({ request }: Scene): string {
  return companyOf(request) ?? request.facts.requester?.value.name ?? request.facts.site?.value ?? request.issueKey;
}

export const stepTitle = (step: Rules['steps'][number]): Message => (step.title ? say('text', { text: step.title }) : say(`step.${step.id}.title`));

/** The step's title as a parameter of another sentence. */
export const stepName = (step: Rules['steps'][number]): string => step.title ?? `step.${step.id}.title`;
