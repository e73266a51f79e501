/** Decides what the settings page may ask and is shown; types only. */
import type { Message } from '../checks/message';
import type { ErasureReason } from '../procedure/erasure';
import type { Rehearsed } from '../procedure/rehearsal';
import type { GateName, Permission } from '../procedure/request';
import type { Rules, RulesProblem } from '../procedure/rules';
import type { FileProblem } from '../procedure/rules-file';
import type { Review } from '../procedure/rules-review';
import type { Answer, Refusal } from './answer';

/** A setting of a check as its form needs it; `options` are a choice, and without them `kind` says what is typed. */
export type SettingShape = {
  readonly name: string;
  readonly about: string;
  readonly kind: 'choice' | 'number' | 'lines';
  readonly options?: readonly string[];
  readonly usual: unknown;
  readonly least?: number;
  readonly most?: number;
};

export type CheckShape = { readonly id: string; readonly title: string; readonly settings: readonly SettingShape[] };

/** What somebody else has to agree to. `mayConfirm` says no more than that the reader is another account: the server judges who it is. `others` are there for whoever asked: who else holds the permission. */
export type WaitView = { readonly by: string; readonly at: string; readonly reason: string; readonly digest: string; readonly mayConfirm: boolean; readonly others?: readonly string[] };

export type DraftView = { readonly rules: Rules; readonly saved: { readonly by: string; readonly at: string }; readonly review: Review; readonly wait?: WaitView };

/** The rules of a project as its admins see them. `rev` is what a change of the draft must send back. */
export type RulesView = {
  readonly rules: Rules;
  readonly since?: string;
  readonly rev: number;
  /** The names of the approvers whom the rules or their draft name, by account. */
  readonly people: Readonly<Record<string, string>>;
  readonly draft?: DraftView;
};

/** How the last daily run went: over all projects, and what it came to in this one. Absent before the first. */
export type RetentionView = {
  readonly site?: { readonly at: string; readonly finished: boolean };
  readonly project?: {
    readonly at: string;
    /** Requests, by the class that went, and by what kept those that were due. */
    readonly gone: Readonly<Record<string, number>>;
    readonly kept: Readonly<Record<string, number>>;
    /** Whose deletion failed, and why. */
    readonly failed: readonly { readonly issueKey: string; readonly why: string; readonly status?: number | undefined }[];
    readonly failedMore: number;
  };
};

/** How many requests would lose each class if a set were in force now, as far as they were looked at. */
export type RetentionRehearsed = { readonly due: Readonly<Record<string, number>>; readonly looked: number; readonly more: boolean };

export type SettingsView = RulesView & {
  /** How many checkpoints there are and how many are posted, and where. `setBack` is one that was posted and is not in storage. */
  readonly checkpoints: { readonly sealed: number; readonly posted: number; readonly anchor?: string; readonly setBack?: number };
  readonly running: number;
  /** The first day of which the app knows that it was here, `YYYY-MM-DD`. */
  readonly appSince?: string;
  /** Who brought what is in force, and when. `gone` where time has deleted an import that nobody renewed. */
  readonly directory: { readonly licences: number; readonly tenants: number; readonly asOf?: string; readonly source?: string; readonly brought?: readonly { readonly part: 'licences' | 'tenants'; readonly by: string; readonly at: string }[]; readonly gone?: { readonly asOf: string; readonly at: string } };
  readonly retention: RetentionView;
  /** Absent where the reader may not see Jira's workflows. */
  readonly unguarded?: readonly { readonly workflow: string; readonly transition: string; readonly gate: GateName }[];
  /** Gates that no status of any workflow lies behind, so that nothing is held there. Absent like `unguarded`. */
  readonly nowhere?: readonly GateName[];
  /** There for whoever sees only some of the workflows: the gates that none of those holds, which another may. */
  readonly unseen?: readonly GateName[];
  /** The project has no workflow that a validator can be put into, so that nothing is held in it. */
  readonly withoutWorkflow?: true;
  readonly checks: readonly CheckShape[];
  /** What the app brings along, to go back to. */
  readonly usual: Rules;
  readonly may: readonly Permission[];
};

/** What Jira offers for the SRE task as it is chosen now, and what of the choice is no longer there. */
export type TaskChoices = {
  readonly projects: readonly { readonly key: string; readonly name: string }[];
  readonly issueTypes: readonly string[];
  readonly components: readonly string[];
  readonly priorities: readonly string[];
  readonly productFields: readonly string[];
  readonly linkTypes: readonly string[];
  /** Every field that facts could be read from. */
  readonly fields: readonly string[];
  readonly gone: readonly RulesProblem[];
  /** Facts that no field of the site tells, such as after a field was renamed. Worth knowing, and no hindrance. */
  readonly unread: readonly RulesProblem[];
};

/** Who could be named as an approver of each decision: whoever holds its permission now, where Jira tells. */
export type ApproverChoices = {
  readonly holders?: Readonly<Record<'proceed' | 'release', readonly { readonly accountId: string; readonly name: string }[]>>;
  readonly gone: readonly RulesProblem[];
};

/** What a set of rules would change for one request, or did not change. */
export type RehearsedRequest = { readonly issueId: string; readonly issueKey: string; readonly version: number; readonly ended: boolean } & Rehearsed;

/**
 * One page of a rehearsal; the next is asked for with `next` as `after`. Requests that would go as before are only counted.
 * `applied` says of each step to how many it would have applied.
 */
/** `unreadable` are the issue ids of requests that could not be tried, and are not among those looked at. */
export type RehearsalPage = { readonly looked: number; readonly unreadable: readonly string[]; readonly changed: readonly RehearsedRequest[]; readonly applied: Readonly<Record<string, number>>; readonly next?: string };

/** One published or asked-for version, newest first. */
export type RulesEvent = { readonly seq: number; readonly at: string; readonly who: string; readonly what: Message; readonly reason?: string; readonly version?: number; readonly digest: string };

/** A change of the rules is answered with what stands after it. */
export type RulesChanged = RulesView & { readonly done?: Message };

/** One part of a whole desk as a file; the next is asked for with `next` as it is. */
export type DeskFilePart = { readonly name: string; readonly text: string; readonly next?: { readonly through: number; readonly place: unknown; readonly soFar: unknown; readonly seal: string } };

/**
 * What one page of an erasure from a whole desk did: in how many of the requests it looked at, and on its first page what
 * belongs to none. `next` is where it goes on; `stopped` is what kept it from its end.
 */
export type ErasedEverywhere = {
  readonly requests: number;
  readonly looked: number;
  /** Issue ids of requests that cannot be read, of whatever project: nothing was erased from them. */
  readonly unreadable: readonly string[];
  /** Values of the rules' trail, lines of the platform's log, absences; whether the rules in force name them as an approver. */
  readonly elsewhere?: { readonly rules: number; readonly purges: number; readonly absences: number; readonly isApprover: boolean };
  readonly next?: string;
  readonly stopped?: Refusal;
};

/** `next` is the number of the part that an import goes on with, `claim` what its parts are sent under. */
export type DeskBrought = { readonly next: number; readonly claim: number; readonly done?: Message };

export type SettingsApi = {
  'settings.open': (payload: Record<string, never>) => Answer<SettingsView>;
  /** Names the issue on which checkpoints of the trails are posted. */
  'trail.anchor': (payload: { issueKey: string }) => Answer<SettingsView>;
  /** One part of an import; the directory changes for readers when the last part is in. */
  'directory.import': (payload: { source: 'marketplace-json' | 'marketplace-csv' | 'tenant-map'; asOf: string; part: number; parts: number; text: string }) => Answer<SettingsView & { readonly done: Message }>;
  'draft.save': (payload: { rev: number; rules: unknown }) => Answer<RulesChanged>;
  'draft.discard': (payload: { rev: number }) => Answer<RulesChanged>;
  'rules.open': (payload: Record<string, never>) => Answer<RulesView>;
  'retention.rehearse': (payload: { against: 'draft' | 'in-force' }) => Answer<RetentionRehearsed>;
  'rules.publish': (payload: { rev: number; digest: string; reason: string }) => Answer<RulesChanged>;
  /** A second person's word for exactly the draft with this digest. */
  'rules.confirm': (payload: { digest: string }) => Answer<RulesChanged>;
  'rules.rehearse': (payload: { after?: string; against: 'draft' | 'in-force' }) => Answer<RehearsalPage>;
  'request.move-rules': (payload: { issueId: string; to: number }) => Answer<{ readonly done: Message }>;
  'rules.history': (payload: { before?: number }) => Answer<{ readonly events: readonly RulesEvent[]; readonly more: boolean; readonly intact: boolean }>;
  'rules.version': (payload: { version: number }) => Answer<Rules>;
  'rules.file': (payload: { of: 'draft' | 'in-force' }) => Answer<{ readonly name: string; readonly text: string }>;
  /** Reads a file into the draft; what is wrong with it is told line by line. */
  /** The file becomes its digests in the draft; it is not kept. */
  'blank-form.add': (payload: { rev: number; name: string; base64: string }) => Answer<RulesChanged>;
  'rules.import': (payload: { rev: number; text: string }) => Answer<RulesChanged | { readonly problems: readonly FileProblem[] }>;
  /** For the draft, or what is in force where there is none, with the task made in this project as this type. */
  'task.choices': (payload: { project: string; issueType: string }) => Answer<TaskChoices>;
  'approver.choices': (payload: Record<string, never>) => Answer<ApproverChoices>;
  /** The first part puts it on record. */
  'desk.export': (payload: { next?: NonNullable<DeskFilePart['next']> }) => Answer<DeskFilePart>;
  /** Page by page: whatever names somebody in the project's requests, its rules' trail and the imported logs of purges. */
  'person.erase-everywhere': (payload: { whom: string; also: readonly string[]; reason: ErasureReason; after?: string }) => Answer<ErasedEverywhere>;
  /** With the header alone it begins, or says with which part it goes on; `takeOver` takes it from somebody else who is at it. */
  'desk.import': (payload: { header: unknown; takeOver?: boolean; claim?: number; part?: { no: number; rows: readonly unknown[]; hash: string }; end?: unknown }) => Answer<DeskBrought>;
  /** One page of tickets older than the app, for requests to be compared with. */
  'old-tickets.read': (payload: { jql: string; token?: string }) => Answer<{ readonly looked: number; readonly kept: number; readonly next?: string }>;
  /** After an import, page by page: marks what has no ticket any more. */
  'desk.gone-tickets': (payload: { cursor?: string }) => Answer<{ readonly gone: number; readonly next?: string }>;
  'reply.preview': (payload: { issueKey: string; reply?: string; text: string }) => Answer<{ readonly text: string; readonly empty: readonly string[] }>;
};
