/**
 * Decides what can stand on the trail. STORED FOR EVER: add kinds and optional fields, never change or remove one.
 * Events hold account ids, codes, digests and references; names, addresses and free text lie in erasable `person` rows.
 */
/** A personal value that the event commits to without holding it: SHA-256 over salt and value, both kept in the row `ref`. */
export type Commitment = { readonly ref: string; readonly digest: string };

type Kinds = {
  'request.begun': { readonly kind: string; readonly rulesVersion: number; readonly adopted?: boolean };
  'facts.set': { readonly fact: string; readonly source: string };
  'facts.found': { readonly facts: readonly string[] };
  'facts.confirmed': { readonly facts: readonly string[] };
  'checks.run': { readonly verdicts: readonly { readonly check: string; readonly outcome: string; readonly codes: readonly string[] }[] };
  'step.marked': { readonly step: string; readonly state: string; readonly answer?: string; readonly said?: string; readonly on?: string };
  /** `overrideBy` asked for the override that this confirms. */
  'step.confirmed': { readonly step: string; readonly by: string; readonly overrideBy?: string };
  'step.reopened': { readonly step: string };
  'file.taken': { readonly role: string; readonly attachmentId: string; readonly sha256: string; readonly size: number; readonly attachedBy: string };
  'file.removed': { readonly attachmentId: string; readonly reason: string };
  'flag.raised': { readonly flag: string; readonly code: string };
  'flag.settled': { readonly flag: string; readonly code: string };
  /** `sinceChange` counts the seconds since the entry before it; `verifiers` are the accounts that had verified. */
  'decision.taken': { readonly decision: string; readonly outcome: string; readonly seal: string; readonly lapsesOn?: string; readonly sinceChange?: number; readonly verifiers?: readonly string[] };
  'reply.sent': { readonly reply: string; readonly toStrangers: boolean };
  'customer.answered': { readonly by: string; readonly what: string };
  'handover.written': { readonly emptied: boolean };
  'authorisation.recorded': { readonly for: string };
  'possession.asked': { readonly fingerprint: string };
  'possession.answered': { readonly fingerprint: string; readonly right: 'yes' | 'no'; readonly by: string };
  'task.intended': { readonly handOffKey: string };
  'task.made': { readonly issueId: string; readonly issueKey: string; readonly found: boolean };
  'task.duplicate': { readonly issueId: string; readonly issueKey: string };
  'issue.moved': { readonly fromKey: string; readonly toKey: string };
  'gate.passed-shut': { readonly gate: string; readonly status: string };
  'effect.failed': { readonly effect: string; readonly attempts: number; readonly code: string };
  'trail.exported': { readonly format: string };
  'person.erased': { readonly refs: readonly string[]; readonly reason: string };
  'contacts.told': { readonly how: string; readonly count: number; readonly until: string };
  'contacts.objected': { readonly flag: string };
  'work.started': { readonly matches: 'yes' | 'no' };
  'delivery.recorded': { readonly attempt: number; readonly count: number; readonly failing: number; readonly files: readonly { readonly sha256: string; readonly size: number; readonly outcome: string; readonly codes: readonly string[] }[] };
  'delivery.handed-over': { readonly attempt: number };
  'delivery.failed': { readonly attempt: number };
  'delivery.misdirected': { readonly attempt: number; readonly until: string };
  'disposal.asked': { readonly disposal: number; readonly profile: string; readonly ground: string; readonly seal: string; readonly systems: number; readonly decider: string; readonly decideBy: string; readonly waitsUntil: string };
  /** `sinceChange` as for a decision; `askedBy` is the account that had asked for it. */
  'disposal.decided': { readonly disposal: number; readonly outcome: string; readonly seal: string; readonly sinceChange?: number; readonly askedBy?: string };
  'disposal.lapsed': { readonly disposal: number; readonly decideBy: string };
  'disposal.told': { readonly disposal: number; readonly moment: string; readonly how: string; readonly count: number };
  'disposal.held': { readonly disposal: number };
  'disposal.hold-lifted': { readonly disposal: number };
  'disposal.lengthened': { readonly disposal: number; readonly to: string };
  'disposal.cancelled': { readonly disposal: number };
  'disposal.begun': { readonly disposal: number; readonly seal: string };
  'disposal.carried-out': { readonly disposal: number; readonly systems: number; readonly restorableUntil?: string; readonly backups: number };
  'disposal.certificate-made': { readonly disposal: number; readonly sha256: string };
  'disposal.certified': { readonly disposal: number; readonly sha256: string; readonly attachmentId: string };
  'disposal.in-error': { readonly disposal: number };
  'disposal.swept': { readonly disposal: number; readonly since: string; readonly looked: number; readonly inError: number };
  'disposal.restored': { readonly disposal: number };
  'disposal.restore-verified': { readonly disposal: number };
  /** On the trail of a project's rules, whose request is `rules:<project id>`. Digests are of what the rules say. */
  'rules.asked': { readonly version: number; readonly digest: string; readonly differences: number; readonly weakening: number };
  'rules.published': { readonly version: number; readonly digest: string; readonly differences: number; readonly weakening: number; readonly askedBy?: string };
  'rules.discarded': { readonly digest: string };
  /** The platform's own log of purges, on the trail of the project's rules; the digest is of the file. */
  'purges.imported': { readonly lines: number; readonly added: number; readonly sha256: string; readonly from: string; readonly until: string };
  /** The whole desk as a file, on the trail of the rules of the project that it was asked in. */
  'desk.exported': { readonly sealed: number };
  /** What every project goes by, on the trail of the rules of the project that it was brought in. The digest is of the file; of one in parts, of each part's with what came before. */
  'directory.imported': { readonly part: string; readonly source: string; readonly asOf: string; readonly count: number; readonly sha256: string };
  /** `lifted` is the checkpoint that storage did not have: by another anchor the desk decides again. */
  'anchor.chosen': { readonly issueId: string; readonly issueKey: string; readonly lifted?: number };
  'desk.imported': { readonly file: string; readonly parts: number; readonly rows: number };
  /** What time took out of an ended request: the files, by id and digest where there was one, and the personal values. `version` is of the rules in force. */
  'retention.let-go': { readonly class: string; readonly count: number; readonly files: readonly { readonly attachmentId: string; readonly sha256?: string }[]; readonly refs: readonly string[]; readonly version: number };
  /** A whole trail that went, and an import of the directory, on the trail of the project's rules. */
  'retention.trail-gone': { readonly request: string; readonly issueKey: string; readonly events: number; readonly head: string; readonly ended: string; readonly version: number };
  'retention.directory-gone': { readonly part: string; readonly asOf: string; readonly imported: string; readonly count: number; readonly version: number };
  /** Once for each person and day. */
  'packet.opened': { readonly day: string };
  'ticket.gone': Record<string, never>;
  'request.rules-moved': { readonly from: number; readonly to: number; readonly again: readonly string[] };
  'request.ended': { readonly ending: string; readonly duplicateOf?: string };
  'request.refusal-proposed': { readonly count: number };
  'request.refusal-dropped': { readonly by: string };
  'request.reopened': { readonly ending: string };
  'leftovers.cleared': { readonly count: number };
  'leftovers.confirmed': { readonly by: string };
  'key.handed-in': { readonly role: string; readonly sha256: string };
  /** A key that failed before it was sent: the portal keeps nothing of it but this. */
  'key.turned-down': { readonly role: string; readonly sha256: string; readonly codes: readonly string[] };
  'call.noted': { readonly role: string; readonly after: number };
  'keybase.noted': { readonly emptied: boolean };
  /** By an action of automation or of an agent; `to` holds who was named. */
  'decision.asked': { readonly decision: string; readonly to: readonly string[] };
  'turn.nudged': { readonly turn: string; readonly days: number; readonly escalated: 'yes' | 'no'; readonly to: readonly string[] };
  /** What time alone brought about: a release lapsed, a window passed. */
  'turn.passed': { readonly from: string; readonly to: string };
  'delivery.reported': { readonly attempt: number };
};

export type EventType = keyof Kinds;

/** What happened, before it is chained. `voided` and `flags` are what the same change brought about. */
export type Happening = {
  [Type in EventType]: {
    readonly type: Type;
    readonly detail: Kinds[Type];
    readonly voided?: readonly { readonly decision: string; readonly changed: readonly string[] }[];
    readonly flags?: readonly { readonly flag: string; readonly code: string }[];
    readonly personal?: readonly Commitment[];
  };
}[EventType];

/** An event as it is stored: `hash` is over everything else in canonical JSON, `prev` is the hash before it. */
export type TrailEvent = Happening & {
  readonly v: 1;
  readonly requestId: string;
  readonly seq: number;
  readonly at: string;
  /** The account that acted, or `app` where the app completed what a person decided or noticed a change. */
  readonly actor: string;
  readonly prev: string;
  readonly hash: string;
};
