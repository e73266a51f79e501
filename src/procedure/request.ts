/** Decides what we keep of a request: its facts, files, marks, flags and decisions, as plain data. */
import type { Verdict } from '../checks/check';
import type { Parameters } from '../checks/message';
import type { Person } from '../checks/evidence';
import type { Challenge } from './possession';

export const kinds = ['data-dump', 'audit-log-dump', 'offboarding-export'] as const;
export type Kind = (typeof kinds)[number];

export const stages = ['intake', 'security-check', 'agreement', 'keys', 'hand-off', 'delivery', 'disposal'] as const;
export type Stage = (typeof stages)[number];

export const gateNames = ['proceed', 'hand-off', 'start-work', 'deliver', 'dispose', 'close'] as const;
export type GateName = (typeof gateNames)[number];

export const permissions = [
  'run-checks',
  'decide-proceed',
  'decide-release',
  'settle-flags',
  'deliver',
  'request-disposal',
  'decide-disposal',
  'legal-hold',
  'administer-rules',
] as const;
export type Permission = (typeof permissions)[number];

export const factNames = ['kind', 'data', 'dates', 'site', 'licences', 'tenant', 'product', 'requester', 'recipient', 'country'] as const;
export type FactName = (typeof factNames)[number];

/** Days are `YYYY-MM-DD`, addresses as given, the site a bare host name, the licences their numbers in upper case. */
export type FactValues = {
  readonly kind: Kind;
  readonly data: string;
  readonly dates: { readonly from: string; readonly to: string };
  readonly site: string;
  readonly licences: readonly string[];
  readonly tenant: string;
  readonly product: string;
  readonly requester: Person;
  readonly recipient: { readonly name: string; readonly address: string; readonly employer: string };
  readonly country: string;
};

/** Where a fact was found. A fact counts only once a person has confirmed it. */
export type FactSource =
  | { readonly by: 'request-type' | 'text' | 'reporter' | 'rules' }
  | { readonly by: 'field'; readonly field: string }
  | { readonly by: 'comment'; readonly accountId: string }
  | { readonly by: 'directory'; readonly asOf: string }
  | { readonly by: 'hand'; readonly accountId: string; readonly how?: string };

export type Act = { readonly by: string; readonly at: string };

export type Fact<Value> = { readonly value: Value; readonly source: FactSource; readonly confirmed?: Act };
export type Facts = { readonly [Name in FactName]?: Fact<FactValues[Name]> };

export const fileRoles = ['signed-form', 'encryption-key', 'ssh-key'] as const;
export type FileRole = (typeof fileRoles)[number];

/** A file of the ticket as the server read it at intake; the digest is the server's own. */
export type TakenFile = {
  readonly attachmentId: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly attachedBy: string;
  readonly attachedAt: string;
  readonly taken: Act;
  /** Which certificate of the file is meant, where a person had to choose. */
  readonly fingerprint?: string;
};

/** A file that the checks turned down, remembered after another took its place. */
export type FailedFile = { readonly sha256: string; readonly attachedBy: string; readonly at: string };

/** How a person moved a step. An override, and a step that asks for two people, stands only with `second`. */
export type Mark = Act & {
  readonly state: 'done' | 'not-applicable' | 'overridden';
  readonly reason?: string;
  readonly note?: string;
  readonly link?: string;
  /** `unanswered` is concluded from silence after a notice, and stands only with `second`. */
  readonly answer?: 'yes' | 'no' | 'unanswered';
  readonly second?: Act;
  /** `YYYY-MM-DD`, the day on which the step was done before the app knew the ticket. */
  readonly doneOn?: string;
  /** What the mark was about (digest of a verdict or a file); when that changes the mark no longer holds. */
  readonly about?: string;
  /** The customer said so themselves, in the portal. */
  readonly said?: 'in-portal';
};

export const flagCodes = ['raised-by-hand', 'lookalike-address', 'private-key', 'past-gate', 'task-changed', 'task-duplicate', 'production-differs', 'contact-objected', 'mis-delivery', 'purged-in-error'] as const;
export type FlagCode = (typeof flagCodes)[number];

/** A flag shuts every gate until somebody who may settles it with a reason. `subject` keeps it from being raised twice. */
export type Flag = {
  readonly id: string;
  readonly code: FlagCode;
  readonly subject: string;
  readonly params: Parameters;
  readonly raised: Act;
  readonly settled?: Act & { readonly reason: string };
};

export const termNames = ['tenant', 'site', 'licences', 'kind', 'scope', 'requester', 'recipient', 'encryptionKey', 'sshKey', 'signedForm'] as const;
export type TermName = (typeof termNames)[number];

/** A term that is not yet filled is absent. Fingerprints as the checks show them, the form as its SHA-256. */
export type Terms = {
  readonly tenant?: string;
  readonly site?: string;
  readonly licences?: readonly string[];
  readonly kind?: string;
  readonly scope?: { readonly product: string; readonly data: string; readonly from: string; readonly to: string };
  readonly requester?: { readonly name: string; readonly address: string };
  readonly recipient?: { readonly name: string; readonly address: string; readonly employer: string; readonly country: string };
  readonly encryptionKey?: string;
  readonly sshKey?: string;
  readonly signedForm?: string;
};

export type DecisionName = 'proceed' | 'release';

/** A decision on exactly these terms. `voided` is written when a filled term changes, and stays even if it changes back. */
export type Decision = Act & {
  readonly decision: DecisionName;
  readonly outcome: 'approved' | 'refused';
  readonly reason?: string;
  readonly terms: Terms;
  readonly nonce: string;
  readonly seal: string;
  readonly lapsesOn?: string;
  /** `changed` names the terms; it is empty where the request itself ended. */
  readonly voided?: { readonly at: string; readonly by: string; readonly changed: readonly string[] };
  readonly used?: { readonly at: string; readonly for: string };
};

/** A verdict with the age of its evidence; `basis` is the digest of the facts and files that it rests on. */
export type KeptVerdict = Verdict & {
  readonly at: string;
  readonly by: string;
  readonly basis: string;
  readonly evidence: readonly { readonly name: string; readonly at: string; readonly from: string }[];
};

/** `text` is the digest of what was sent, by which a repeated click is known. */
export type SentReply = Act & { readonly reply: string; readonly text?: string; readonly commentId?: string };

/** Business days run from `startedOn`, and stop between `from` and `to` of each pause, while the customer is waited for. */
export type EstimateClock = { readonly startedOn?: string; readonly pauses: readonly { readonly from: string; readonly to?: string }[] };

/** Set when a person hands over; `key` finds the task again. `problem` is why it could not be made and a person has to look. */
export type HandOff = Act & { readonly key: string; readonly problem?: { readonly code: string; readonly params: Parameters; readonly at: string } };

/** `textSeal` is the digest of the task's text as the app wrote it; a task that reads otherwise is not to be worked on. */
export type SreTask = { readonly issueId: string; readonly issueKey: string; readonly at: string; readonly textSeal: string };

/** What SRE read off production before the work, and the tenant and site of the terms that it was held against. */
export type Start = Act & { readonly site: string; readonly matches: boolean; readonly tenant: string; readonly approved: string };

/**
 * That the listed contacts were told what is asked. `about` is the digest of what was told, `until` the last day,
 * `YYYY-MM-DD`, on which an objection is waited for.
 */
export type Told = Act & {
  readonly how: 'by-hand' | 'participants';
  readonly addresses: readonly string[];
  readonly about: string;
  readonly until: string;
  readonly note?: string;
  readonly link?: string;
};

/** Where the recipient fetches the files. Never a password: the account lets in the customer's SSH key alone. */
export type Place = {
  readonly host: string;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly hostKey: string;
  readonly username: string;
  readonly path: string;
  /** `YYYY-MM-DD`, the last day. */
  readonly expiresOn: string;
};

export type DeliveredFile = { readonly name: string; readonly size: number; readonly sha256: string; readonly verdict: Verdict };

/** One attempt to deliver. `sealedFor` is the fingerprint of the certificate that its files were held against. */
export type Attempt = Act & {
  readonly number: number;
  readonly files: readonly DeliveredFile[];
  readonly place: Place;
  readonly sealedFor: string;
  /** The recipient has the details: from then on it is a delivery. */
  readonly handedOver?: Act & { readonly note: string };
  /** It did not work for the recipient, and why. */
  readonly failed?: Act & { readonly reason: string };
  /** The customer says that it did not work. Whoever delivers judges that, and may close the attempt. */
  readonly reported?: Act & { readonly reason: string };
};

/** Data that went to the wrong place. `until` is the moment by which the authority must have been told. */
export type MisDelivery = Act & { readonly attempt: number; readonly reason: string; readonly until: string };

export const disposalProfiles = ['delivered-dump', 'tenant-systems'] as const;
export type DisposalProfile = (typeof disposalProfiles)[number];

/** Why data may go: the customer has it, does not want it, or never answered the notice. */
export type DisposalGround = 'receipt' | 'copy-declined' | 'notice-unanswered';

export type LicenceLife = 'active' | 'ended' | 'unknown';

/** A tenant as directory, map and desk know it. Days are `YYYY-MM-DD`; what is absent is not known. */
export type TenantFacts = {
  readonly tenantId: string;
  readonly site: string;
  readonly company?: string;
  readonly licences: readonly { readonly number: string; readonly product?: string; readonly life: LicenceLife; readonly until?: string; readonly trial?: true }[];
  readonly sandboxOf?: string;
  readonly lastActivity?: string;
  readonly users?: number;
  readonly copy: 'delivered' | 'received' | 'under-way' | 'never';
  readonly copyOn?: string;
};

export const noticeMoments = ['start', 'before', 'completion'] as const;
export type NoticeMoment = (typeof noticeMoments)[number];

export type DisposalNotice = Act & { readonly moment: NoticeMoment; readonly how: 'by-hand' | 'participants'; readonly addresses: readonly string[]; readonly note?: string; readonly link?: string };

/** `until` is the last day, `YYYY-MM-DD`, on which a backup still holds some of the data. */
export type RemainingBackup = { readonly what: string; readonly until: string };

/** Data that should not have been purged: the incident, the purges alike that were looked at, and how it came back. */
export type PurgeError = Act & {
  readonly reason: string;
  readonly sweep?: Act & { readonly since: string; readonly looked: readonly { readonly purge: string; readonly finding: 'right' | 'in-error' | 'unclear'; readonly note: string }[] };
  readonly restored?: Act & { readonly from: string; readonly note: string; readonly verified?: Act };
};

/** Everything that a certificate of disposal says, in the words it says it with. Days are `YYYY-MM-DD`. */
export type CertificateFacts = {
  readonly ticket: string;
  readonly number: number;
  readonly profile: DisposalProfile;
  readonly ground: DisposalGround;
  readonly company: string;
  readonly site: string;
  readonly tenantId: string;
  readonly licences: readonly string[];
  readonly disposedOn: string;
  readonly systems: readonly { readonly system: string; readonly note: string }[];
  readonly askedBy: string;
  readonly approvedBy: string;
  readonly approvedOn: string;
  readonly carriedOutBy: string;
  readonly restorableUntil?: string;
  readonly backups: readonly RemainingBackup[];
  readonly issuedBy: string;
  readonly issuedOn: string;
  /** The hash of the trail's last event before the certificate. */
  readonly trailHead: string;
};

/** One disposal. `by` asked for it; everything that became of it is written onto it. Days are `YYYY-MM-DD`. */
export type Disposal = Act & {
  readonly number: number;
  readonly profile: DisposalProfile;
  readonly ground: DisposalGround;
  readonly systems: readonly string[];
  readonly reason: string;
  /** The tenant to be purged, then every tenant alike, as the asker saw them; `seal` is their digest. */
  readonly tenants: readonly [TenantFacts, ...TenantFacts[]];
  readonly seal: string;
  /** Who was asked to decide. Whoever may decide and is another person can. */
  readonly decider: string;
  readonly decideBy: string;
  /** The first day on which anything may be purged. Only ever moved to a later day. */
  readonly waitsUntil: string;
  readonly lengthened?: readonly (Act & { readonly to: string; readonly reason: string })[];
  readonly holds?: readonly (Act & { readonly reason: string; readonly lifted?: Act & { readonly reason: string } })[];
  readonly told?: readonly DisposalNotice[];
  readonly decided?: Act & { readonly outcome: 'approved' | 'refused'; readonly seal: string; readonly reason?: string };
  readonly cancelled?: Act & { readonly reason: string };
  /** Written down when its day had passed without a decision. */
  readonly lapsed?: Act;
  /** Everything was checked again and found clear, right before the purge. */
  readonly begun?: Act & { readonly seal: string };
  readonly carriedOut?: Act & {
    readonly evidence: readonly { readonly system: string; readonly note: string }[];
    readonly safetyCopy?: string;
    readonly restorableUntil?: string;
    readonly backups: readonly RemainingBackup[];
  };
  /** What the certificate says is kept, so that the same file can be made again until it is on the ticket. */
  readonly certificate?: Act & { readonly facts: CertificateFacts; readonly sha256: string; readonly attachmentId?: string };
  readonly inError?: PurgeError;
};

export const endings = ['withdrawn', 'refused', 'expired', 'duplicate'] as const;
/** `delivered` and `disposed`: closed with everything done, with a delivery or with nothing but a disposal. */
export type Ending = (typeof endings)[number] | 'delivered' | 'disposed';

/**
 * How a request ended. `second` is who confirmed a refusal that was not a decider's. `cleared` says what SRE deleted of what
 * was made before the end; it stands with its own `second`.
 */
export type Ended = Act & {
  readonly ending: Ending;
  readonly reason: string;
  readonly duplicateOf?: { readonly issueId: string; readonly issueKey: string };
  readonly second?: Act;
  readonly cleared?: Act & { readonly note: string; readonly second?: Act };
};

/** What time has taken out of an ended request, when, and under which version of the rules in force. */
export type LetGo = { readonly [Class in 'form' | 'key' | 'addresses']?: { readonly at: string; readonly version: number } };

export type Stay = { readonly stage: Stage; readonly from: string };

export type Turn = 'agent' | 'approver' | 'customer' | 'sre' | 'lead' | 'nobody';

/** Everything that the procedure decides on. The storage layer splits it into a small hot row and evidence rows. */
export type SnapshotRequest = {
  readonly issueId: string;
  readonly issueKey: string;
  readonly projectId: string;
  readonly projectKey: string;
  /** Counts the changes; every write is conditional on it. */
  readonly rev: number;
  readonly rulesVersion: number;
  readonly begun: Act;
  readonly facts: Facts;
  readonly files: { readonly [Role in FileRole]?: TakenFile };
  readonly marks: Readonly<Record<string, Mark>>;
  readonly verdicts: Readonly<Record<string, KeptVerdict>>;
  readonly flags: readonly Flag[];
  readonly decisions: readonly Decision[];
  readonly replies: readonly SentReply[];
  /** Set while an answer of the customer is waited for. */
  readonly waiting?: { readonly since: string; readonly reply: string };
  /** A listed contact who vouches for an address that is not listed, as a person recorded it with the evidence. */
  readonly authorisations?: { readonly [Whom in 'requester' | 'recipient']?: Act & { readonly contact: Person; readonly forAddress: string; readonly note: string } };
  /** The last reply that Jira would not take; gone once one is sent. */
  readonly unsent?: { readonly reply: string; readonly at: string };
  /** The code that was sealed to the key and asked back; only its keyed hash is kept. */
  readonly possession?: Challenge;
  /** A key that the customer is handing in: attached to the ticket, or about to be. */
  readonly sending?: Act & { readonly role: FileRole; readonly sha256: string };
  /** Where the recipient keeps the key in Keybase; nothing depends on it. */
  readonly keybase?: Act & { readonly username: string };
  readonly handover?: Act & { readonly text: string };
  /** The different files that failed for each role, oldest first. */
  readonly failedFiles?: { readonly [Role in FileRole]?: readonly FailedFile[] };
  /** The last call about a file; `after` is how many had failed by then. */
  readonly calls?: { readonly [Role in FileRole]?: Act & { readonly note: string; readonly after: number } };
  readonly clock: EstimateClock;
  readonly handOff?: HandOff;
  readonly task?: SreTask;
  readonly start?: Start;
  readonly told?: Told;
  readonly deliveries?: readonly Attempt[];
  readonly misDelivery?: MisDelivery;
  readonly disposals?: readonly Disposal[];
  readonly ended?: Ended;
  /** A refusal by somebody who decides nothing; it ends the request once another person confirms it. */
  readonly refusalProposed?: Act & { readonly reason: string };
  /** The ticket was worked on before the app knew it, so that steps may be marked as done before. */
  readonly adopted?: true;
  /** Whose turn it is, since when; and the stages that the request was in, each with the moment that it came there. */
  readonly held?: { readonly turn: Turn; readonly since: string };
  readonly stays?: readonly Stay[];
  /** The last word to whoever holds the turn: `since` says which turn it was about. */
  readonly nudged?: { readonly since: string; readonly at: string; readonly escalated: boolean };
  /** A note that asked for a decision from afar: `since` says for which turn. */
  readonly decisionAsked?: { readonly since: string; readonly at: string };
  readonly letGo?: LetGo;
  /** The day, `YYYY-MM-DD`, on which each account was last on record as having opened the packet. */
  readonly opened?: Readonly<Record<string, string>>;
  /** Set where the ticket was no longer there when the desk was brought in. */
  readonly ticketGone?: { readonly at: string };
  /** `at` is the time of the newest event: what comes after it is never older. */
  readonly trail: { readonly seq: number; readonly head: string; readonly at?: string };
};
