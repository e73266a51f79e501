/** Decides every question that a screen may ask and the shape of every answer; types only. */
import type { Outcome, Weight } from './checks/check';
import type { Message } from './checks/message';
import type { CommandName } from './procedure/commands';
import type { DisposalStanding } from './procedure/disposal';
import type { DecisionName, DisposalProfile, NoticeMoment, RemainingBackup, FactName, FactValues, FileRole, GateName, Kind, Permission, Place, Stage, TakenFile, Turn } from './procedure/request';
import type { EndingByHand } from './procedure/ending';
import type { Absence } from './procedure/absence';
import type { DeskCounts } from './procedure/desk-counts';
import type { DeskAsk } from './procedure/desk-query';
import type { Honesty, Likely, StageTime } from './procedure/forecast';
import type { ErasureReason } from './procedure/erasure';
import type { HowToStep, System } from './procedure/instructions';
import type { KeyRole } from './procedure/key-remedies';
import type { Relation } from './procedure/relation';
import type { Rehearsed } from './procedure/rehearsal';
import type { Rules, RulesProblem } from './procedure/rules';
import type { FileProblem } from './procedure/rules-file';
import type { Review } from './procedure/rules-review';

export type { Message, Parameter } from './checks/message';
export type { EndingByHand } from './procedure/ending';
export type { DeskCounts } from './procedure/desk-counts';
export type { DeskAsk } from './procedure/desk-query';
export type { DisposalProfile, FactName, FactValues, FileRole, GateName, Kind, Permission } from './procedure/request';
export type { Rules, RulesProblem, Step } from './procedure/rules';
export type { Difference } from './procedure/rules-difference';
export type { ReviewedDifference } from './procedure/rules-review';

/** An expected refusal: `code` is stable and is a catalogue entry. A fault of ours carries a `reference` that the log has too. */
export type Refusal = { readonly code: string; readonly params: Message['params']; readonly reference?: string };

/** What every question is answered with. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

export type FindingView = {
  readonly check: string;
  readonly code: string;
  readonly weight: Weight;
  readonly says: Message;
  readonly remedy: Message;
};

/** What a button does when it is pressed; the panel maps each to a form or a call. */
export type Action =
  | { readonly do: 'begin' }
  | { readonly do: 'review-reply'; readonly reply: string }
  | { readonly do: 'confirm-facts' }
  | { readonly do: 'edit-fact'; readonly fact: FactName }
  | { readonly do: 'run-checks' }
  | { readonly do: 'give-answer'; readonly step: string }
  | { readonly do: 'attest'; readonly step: string; readonly asks: 'note' | 'link' }
  | { readonly do: 'authorise'; readonly whom: 'requester' | 'recipient' }
  | { readonly do: 'choose-key'; readonly attachmentId: string; readonly fingerprints: readonly string[] }
  | { readonly do: 'send-code' }
  | { readonly do: 'enter-code' }
  | { readonly do: 'confirm-step'; readonly step: string }
  | { readonly do: 'not-applicable'; readonly step: string }
  | { readonly do: 'override'; readonly step: string }
  | { readonly do: 'reopen'; readonly step: string }
  /** `until` is the last day that can be given, `YYYY-MM-DD`. */
  | { readonly do: 'adopt'; readonly step: string; readonly until: string }
  /** `alone` where the reader’s word is enough for each of them. */
  | { readonly do: 'end-request'; readonly endings: readonly EndingByHand[]; readonly alone: boolean }
  | { readonly do: 'confirm-refusal'; readonly proposed: string }
  | { readonly do: 'drop-refusal' }
  | { readonly do: 'reopen-request' }
  | { readonly do: 'did-not-work' }
  | { readonly do: 'mis-delivered' }
  | { readonly do: 'take-file'; readonly role: FileRole }
  | { readonly do: 'remove-file'; readonly attachmentId: string }
  | { readonly do: 'settle-flag'; readonly flag: string }
  | { readonly do: 'note-call'; readonly role: FileRole }
  | { readonly do: 'decide'; readonly decision: DecisionName }
  | { readonly do: 'hand-off' }
  | { readonly do: 'tell-contacts' }
  | { readonly do: 'contact-objected'; readonly contacts: readonly string[] }
  | { readonly do: 'answer-copy'; readonly step: string }
  | { readonly do: 'conclude-silence'; readonly step: string }
  | { readonly do: 'dispose'; readonly act: 'ask' | DisposalAct; readonly disposal?: number; readonly profile: DisposalProfile }
  | { readonly do: 'open-issue'; readonly issueKey: string };

export type Button = { readonly label: Message; readonly action: Action; readonly danger?: boolean };

/** The line at the top: whose turn, what is next, who could do it, the clock, the handover line. `who` is `you` for the reader. */
export type TurnView = {
  readonly who: 'you' | Turn;
  readonly mood: 'you' | 'waiting' | 'danger' | 'done';
  readonly what: Message;
  readonly button?: Button;
  /** Small sentences under it, in order: who is after that, who else could, the clock. */
  readonly next: readonly Message[];
  readonly note?: { readonly from: string; readonly text: string };
};

export type StageState = 'done' | 'current' | 'fails' | 'waiting' | 'to-do';

export type StepState = 'open' | 'next' | 'done' | 'warns' | 'fails' | 'unknown' | 'waiting' | 'not-applicable' | 'overridden';

export type EvidenceView = {
  readonly name: string;
  readonly kind: 'file' | 'link' | 'note' | 'issue' | 'directory';
  readonly at: string;
  readonly attachmentId?: string;
  readonly href?: string;
  readonly text?: string;
};

export type StepView = {
  readonly id: string;
  readonly title: Message;
  readonly state: StepState;
  /** One small line: why it is in this state, by whom, when. */
  readonly meta?: Message;
  readonly lozenge?: { readonly text: Message; readonly tone: 'warning' | 'danger' | 'success' | 'neutral' };
  readonly evidence?: EvidenceView;
  readonly findings: readonly FindingView[];
  /** The first is the ordinary way to move the step; the others sit behind “More actions”. Empty for who may not act. */
  readonly actions: readonly Button[];
  /** Set on the step of a decision. */
  readonly decision?: DecisionName;
  readonly guidance?: string;
  /** Where somebody is to be told, with a line to copy. */
  readonly tell?: { readonly says: Message; readonly line: Message };
};

export type StageView = {
  readonly stage: Stage;
  readonly title: Message;
  readonly state: StageState;
  readonly open: boolean;
  readonly count: Message;
  readonly meta?: Message;
  readonly steps: readonly StepView[];
};

export type FactView = {
  readonly fact: FactName;
  readonly label: Message;
  readonly value?: FactValues[FactName];
  readonly shown?: Message;
  readonly small?: Message;
  readonly mono?: boolean;
  readonly source: Message;
  readonly confirmed: boolean;
  readonly mayEdit: boolean;
};

export type PreparedReply = {
  readonly reply: string;
  readonly title: Message;
  readonly text: string;
  readonly recipients: readonly { readonly name: string; readonly address?: string; readonly stranger: boolean; readonly active: boolean }[];
  /** Organisations that the ticket is shared with: whoever is in them may read it too. */
  readonly organisations?: Message;
  readonly strangers?: Message;
  /** Those whose accounts are deactivated; sending to them is confirmed as it is for strangers. */
  readonly inactive?: Message;
};

/** One deviation, worst first. */
export type AttentionView = {
  readonly id: string;
  readonly tone: 'alarm' | 'danger' | 'warning' | 'unknown';
  readonly icon: 'alarm' | 'fails' | 'warns' | 'voided' | 'unknown' | 'flag';
  readonly title: Message;
  readonly lozenge?: Message;
  readonly why?: Message;
  readonly fix?: Message;
  /** A question to the customer that is ready to be sent. */
  readonly quote?: PreparedReply;
  readonly facts?: readonly { readonly label: Message; readonly value: Message }[];
  readonly wasNow?: { readonly label: Message; readonly was: string; readonly now: string; readonly as: 'fingerprint' | 'text' }[];
  readonly todo?: readonly { readonly state: 'next' | 'open' | 'done'; readonly text: Message; readonly who: Message; readonly action?: Action }[];
  readonly actions: readonly Button[];
};

/** A settled flag: one small line. `odd` is the address with the differing letters, as [text, isOdd] pieces. */
export type SettledView = { readonly id: string; readonly title: Message; readonly text: Message; readonly odd?: readonly (readonly [string, boolean])[] };

export type TermView = {
  readonly term: string;
  readonly label: Message;
  readonly value: string;
  readonly small?: string;
  readonly as: 'text' | 'code' | 'fingerprint' | 'file';
  readonly width: 1 | 2 | 3;
  readonly attachmentId?: string;
  readonly changed?: Message;
};

export type DecisionView = {
  readonly decision: DecisionName;
  readonly state: 'not-yet' | 'to-decide' | 'approved' | 'refused' | 'voided' | 'lapsed' | 'used';
  readonly terms: readonly TermView[];
  /** The first eight hex digits that people compare, as “5be7 a913”. */
  readonly seal: string;
  /** What the decider must send back: refused if the terms are no longer these. */
  readonly termsDigest: string;
  readonly lozenge?: Message;
  readonly foot: Message;
  readonly mayDecide: boolean;
  /** Why this reader may not, or who may. */
  readonly authority: Message;
  readonly verdicts: { readonly summary: Message; readonly oldest?: Message; readonly lines: readonly { readonly title: Message; readonly outcome: Outcome; readonly meta: Message }[] };
  /** `stands` is set where it is a warning that still holds, not something that was settled. */
  readonly worthKnowing: readonly { readonly title: Message; readonly meta: Message; readonly stands?: true }[];
};

export type TrailLine = { readonly seq: number; readonly at: string; readonly who: string; readonly what: Message; readonly digest: string };

/** One part of an exported trail. The next is asked for with `through` as it is here, and `next` as `after`. */
export type ExportPart = { readonly name: string; readonly text: string; readonly through: number; readonly next?: number };

export type EvidencePack = { readonly name: string; readonly base64: string };

/** An attachment that could be pointed at as the form or the key. */
export type AttachmentView = { readonly id: string; readonly name: string; readonly size: number; readonly at: string; readonly by: string };

export type RequestView = {
  readonly issueKey: string;
  readonly kind?: Kind;
  readonly rev: number;
  readonly rulesVersion: number;
  readonly turn: TurnView;
  readonly stages: readonly StageView[];
  readonly attention: readonly AttentionView[];
  readonly settled: readonly SettledView[];
  readonly facts: readonly FactView[];
  readonly factsSummary: Message;
  /** How many found facts wait for a confirmation; with it the button appears. */
  readonly toConfirm: number;
  readonly decisions: readonly DecisionView[];
  /** The decision that waits for this reader: the panel then opens on the terms. */
  readonly decideNow?: DecisionName;
  readonly files: { readonly [Role in FileRole]?: TakenFile };
  readonly attachments: readonly AttachmentView[];
  readonly task?: { readonly issueKey: string; readonly status?: string };
  /** Absent as long as nothing is to be disposed of. */
  readonly disposal?: DisposalsView;
  readonly mayWrite: boolean;
  /** What can be done about its end at any time. */
  readonly ending: readonly Button[];
};

export type PanelView = {
  readonly viewer: { readonly accountId: string; readonly name: string; readonly may: readonly Permission[] };
  readonly now: string;
  /** Absent where the ticket is not a request yet. */
  readonly request?: RequestView;
  readonly begin?: { readonly may: boolean; readonly kinds: readonly Kind[]; readonly guessed?: Kind; readonly why: Message };
};

/** Every change is answered with the panel as it stands afterwards, so that no screen has to ask again. */
export type Changed = PanelView & { readonly done?: Message };

/** What the listed contacts are told. `absent` are those who take no part in the ticket, so that a comment does not reach them. */
export type ContactsPrepared = { readonly text: string; readonly contacts: readonly string[]; readonly absent: readonly string[] };

/** What a person gives as evidence of a step that is done by hand. */
export type Attestation = { readonly note?: string; readonly link?: string };

/** The ticket panel's questions. Issue and person come from Forge's context, never from here. */
export type TicketPanelApi = DisposalApi<Changed> & {
  'step.silence': (payload: { step: string; note: string }) => Answer<Changed>;
  'copy.answer': (payload: { step: string; answer: 'yes' | 'no' } & Attestation) => Answer<Changed>;
  'panel.open': (payload: Record<string, never>) => Answer<PanelView>;
  'request.begin': (payload: { kind: Kind; adopted?: boolean }) => Answer<Changed>;
  'request.end': (payload: { ending: EndingByHand; reason: string; duplicateOf?: string }) => Answer<Changed>;
  'refusal.confirm': (payload: { proposed: string }) => Answer<Changed>;
  'refusal.drop': (payload: Record<string, never>) => Answer<Changed>;
  'request.reopen': (payload: { reason: string }) => Answer<Changed>;
  'step.adopt': (payload: { step: string; on: string } & Attestation) => Answer<Changed>;
  'delivery.did-not-work': (payload: { reason: string }) => Answer<Changed>;
  'delivery.mis-delivered': (payload: { reason: string }) => Answer<Changed>;
  'facts.set': (payload: { [Name in FactName]: { fact: Name; value: FactValues[Name]; how?: string } }[FactName]) => Answer<Changed>;
  'facts.confirm': (payload: { rev: number }) => Answer<Changed>;
  'checks.run': (payload: Record<string, never>) => Answer<Changed>;
  'step.attest': (payload: { step: string } & Attestation) => Answer<Changed>;
  'step.answer': (payload: { step: string; answer: 'yes' | 'no'; note?: string }) => Answer<Changed>;
  'step.not-applicable': (payload: { step: string; reason: string }) => Answer<Changed>;
  'step.override': (payload: { step: string; reason: string }) => Answer<Changed>;
  'step.confirm': (payload: { step: string; rev: number }) => Answer<Changed>;
  'step.reopen': (payload: { step: string; reason: string }) => Answer<Changed>;
  'file.take': (payload: { role: FileRole; attachmentId: string; fingerprint?: string }) => Answer<Changed>;
  'file.remove': (payload: { attachmentId: string }) => Answer<Changed>;
  'call.note': (payload: { role: FileRole; note: string }) => Answer<Changed>;
  'flag.raise': (payload: { reason: string }) => Answer<Changed>;
  'flag.settle': (payload: { flag: string; reason: string }) => Answer<Changed>;
  'decision.approve': (payload: { decision: DecisionName; termsDigest: string }) => Answer<Changed>;
  'decision.refuse': (payload: { decision: DecisionName; termsDigest: string; reason: string }) => Answer<Changed>;
  'reply.prepare': (payload: { reply: string }) => Answer<PreparedReply>;
  'reply.send': (payload: { reply: string; text: string; strangersSeen: boolean }) => Answer<Changed>;
  'possession.send': (payload: Record<string, never>) => Answer<Changed>;
  'possession.answer': (payload: { text: string }) => Answer<Changed>;
  'contacts.prepare': (payload: Record<string, never>) => Answer<ContactsPrepared>;
  'contacts.told': (payload: { how: 'by-hand' | 'participants' } & Attestation) => Answer<Changed>;
  'contacts.objected': (payload: { contact: string; reason: string }) => Answer<Changed>;
  'authorisation.record': (payload: { contact: string; whom: 'requester' | 'recipient'; note: string }) => Answer<Changed>;
  'handover.write': (payload: { text: string }) => Answer<Changed>;
  'hand-off.start': (payload: Record<string, never>) => Answer<Changed>;
  'trail.read': (payload: { before?: number }) => Answer<{ lines: readonly TrailLine[]; more: boolean; intact: boolean; mayTake: boolean; mayErase: boolean }>;
  'trail.export': (payload: { format: 'jsonl' | 'csv'; through?: number; after?: number }) => Answer<ExportPart>;
  'evidence.pack': (payload: Record<string, never>) => Answer<EvidencePack>;
  'person.erase': (payload: { whom: string; reason: ErasureReason }) => Answer<Changed>;
};

/** What the reader may do about a disposal now; the panel maps each to a form. */
export type DisposalAct = 'decide' | 'tell' | 'hold' | 'lift-hold' | 'lengthen' | 'cancel' | 'begin' | 'attest' | 'certify' | 'report-error' | 'sweep' | 'restore' | 'verify-restore';

/** A tenant in the comparison; the first is the one that is meant. `name` is the first label of its site. */
export type TenantColumn = {
  readonly tenantId: string;
  readonly name: string;
  readonly site: string;
  readonly meant: boolean;
  readonly licences: readonly Message[];
  readonly standing: readonly { readonly text: Message; readonly active: boolean }[];
  readonly lastActivity: Message;
  readonly users: Message;
  readonly copy: Message;
};

export type WaitItem = { readonly on: Message; readonly what: Message; readonly state: 'done' | 'now' | 'to-come' | 'end' };

/** A disposal as the panels list it. What is compared live is asked for with `disposal.review`. */
export type DisposalView = {
  readonly disposal: number;
  readonly profile: DisposalProfile;
  readonly standing: DisposalStanding;
  readonly title: Message;
  readonly lozenge: { readonly text: Message; readonly tone: 'warning' | 'danger' | 'success' | 'neutral' };
  /** One sentence: where it stands and what is next. */
  readonly line: Message;
  readonly site: string;
  readonly tenantId: string;
  readonly systems: readonly string[];
  readonly reason: string;
  readonly facts: readonly { readonly label: Message; readonly value: Message; readonly small?: string }[];
  readonly wait: readonly WaitItem[];
  readonly acts: readonly DisposalAct[];
  /** The notice that is due. */
  readonly notice?: NoticeMoment;
  /** The earliest day that it may be moved to, `YYYY-MM-DD`. */
  readonly waitsUntil: string;
  /** The first day on which a safety copy may end, where one is asked for, `YYYY-MM-DD`. */
  readonly restorableFrom?: string;
  /** Set from the purge until the safety copy ends: what to do if it was wrong. */
  readonly runbook?: { readonly title: Message; readonly steps: readonly Message[]; readonly until?: Message };
};

/** What could be asked for next; `bars` say why it cannot be asked for now, as far as the request itself tells. */
export type DisposalOffer = { readonly profile: DisposalProfile; readonly label: Message; readonly may: boolean; readonly bars: readonly Message[] };

export type DisposalsView = { readonly disposals: readonly DisposalView[]; readonly offers: readonly DisposalOffer[] };

/** Everything that somebody needs to ask for a disposal, gathered live. */
export type DisposalPrepared = {
  readonly profile: DisposalProfile;
  readonly site: string;
  readonly name: string;
  readonly tenants: readonly TenantColumn[];
  readonly age: Message;
  readonly systems: readonly string[];
  readonly wait: readonly WaitItem[];
  readonly waitsUntil: string;
  readonly deciders: readonly { readonly accountId: string; readonly name: string }[];
  /** The digest of what is shown; sent back with the question, refused where it is no longer so. */
  readonly seal: string;
  /** Why it would be refused now. */
  readonly bars: readonly Message[];
};

/** A disposal beside what directory, map and desk say now. */
export type DisposalReview = {
  readonly tenants: readonly TenantColumn[];
  readonly age: Message;
  readonly seal: string;
  readonly changed: readonly { readonly label: Message; readonly was: Message; readonly now: Message }[];
  readonly bars: readonly Message[];
};

export type DisposalAsked = { readonly profile: DisposalProfile; readonly systems: readonly string[]; readonly reason: string; readonly typed: string; readonly seal: string; readonly decider: string; readonly waitsUntil?: string };
export type DisposalAttested = { readonly disposal: number; readonly evidence: readonly { readonly system: string; readonly note: string }[]; readonly safetyCopy?: string; readonly restorableUntil?: string; readonly backups: readonly RemainingBackup[] };

/** A purge that was carried out near one that was wrong, to be looked at. */
export type PurgeAlike = { readonly purge: string; readonly day: string; readonly tenantId: string; readonly site: string; readonly who: Message; readonly alike: readonly Message[] };

/** The questions about disposals, the same on ticket and task. `Then` is the panel as it stands afterwards. */
export type DisposalApi<Then> = {
  'disposal.prepare': (payload: { profile: DisposalProfile }) => Answer<DisposalPrepared>;
  'disposal.ask': (payload: DisposalAsked) => Answer<Then>;
  'disposal.review': (payload: { disposal: number }) => Answer<DisposalReview>;
  'disposal.decide': (payload: { disposal: number; outcome: 'approved' | 'refused'; seal: string; reason?: string }) => Answer<Then>;
  'disposal.notice': (payload: { disposal: number; moment: NoticeMoment }) => Answer<ContactsPrepared>;
  'disposal.told': (payload: { disposal: number; moment: NoticeMoment; how: 'by-hand' | 'participants' } & Attestation) => Answer<Then>;
  'disposal.hold': (payload: { disposal: number; reason: string }) => Answer<Then>;
  'disposal.lift-hold': (payload: { disposal: number; reason: string }) => Answer<Then>;
  'disposal.lengthen': (payload: { disposal: number; to: string; reason: string }) => Answer<Then>;
  'disposal.cancel': (payload: { disposal: number; reason: string }) => Answer<Then>;
  'disposal.begin': (payload: { disposal: number; typed: string }) => Answer<Then>;
  'disposal.attest': (payload: DisposalAttested) => Answer<Then>;
  'disposal.certify': (payload: { disposal: number }) => Answer<Then>;
  'disposal.report-error': (payload: { disposal: number; reason: string }) => Answer<Then>;
  'disposal.alike': (payload: { disposal: number; since: string }) => Answer<{ purges: readonly PurgeAlike[] }>;
  'disposal.sweep': (payload: { disposal: number; since: string; looked: readonly { purge: string; finding: 'right' | 'in-error' | 'unclear'; note: string }[] }) => Answer<Then>;
  'disposal.restore': (payload: { disposal: number; from: string; note: string }) => Answer<Then>;
  'disposal.verify-restore': (payload: { disposal: number }) => Answer<Then>;
};

/** What the reader may do on the task now; the panel maps each to a form. */
export type SreAct = 'start' | 'record' | 'hand-details' | 'did-not-work' | 'mis-delivered' | 'remove-access' | 'clear-leftovers' | 'confirm-cleared';

export type FileVerdictView = {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly outcome: Outcome;
  readonly sealedTo: Message;
  readonly why?: Message;
};

export type AttemptView = {
  readonly number: number;
  readonly state: 'not-sealed' | 'other-key' | 'recorded' | 'handed-over';
  readonly meta: Message;
  readonly files: readonly FileVerdictView[];
  readonly place: Place;
};

export type CommandView = { readonly command: CommandName | 'close'; readonly title: Message; readonly small: Message; readonly shell: string };

/** A line of the task that no longer says what was written into it. */
export type TextDifference = { readonly label: string; readonly was: string; readonly now: string };

/** The SRE panel on the linked task. Complete for somebody who cannot open the ticket. */
export type SrePanelView = {
  readonly now: string;
  readonly packet?: {
    readonly ticket: string;
    readonly standing: 'equals' | 'stop';
    readonly why?: Message;
    readonly terms: readonly TermView[];
    readonly approvals: readonly Message[];
    readonly due?: Message;
    readonly publicKey?: string;
    /** What production holds, as SRE stated it. */
    readonly production?: { readonly site: string; readonly meta: Message };
  };
  readonly turn?: Pick<TurnView, 'who' | 'mood' | 'what' | 'next' | 'button'> & { readonly act?: SreAct };
  readonly differences?: readonly TextDifference[];
  readonly gates: readonly { readonly gate: GateName; readonly open: boolean; readonly meta: Message; readonly missing?: readonly Message[] }[];
  /** Everything below only for who may deliver: the details of a delivery are for the recipient alone. */
  readonly delivery?: {
    readonly attempt?: AttemptView;
    readonly earlier: readonly Message[];
    readonly commands: readonly CommandView[];
    readonly acts: readonly SreAct[];
    /** Where the commands put the files, to fill the form in with. */
    readonly usual: Pick<Place, 'username' | 'path' | 'expiresOn'>;
    /** For the recipient by hand, once it may go out. */
    readonly message?: string;
  };
  /** What who may deliver can still report while work is stopped. */
  readonly reports?: readonly SreAct[];
  /** Set after an end without a delivery, where SRE had begun. `attested` is sent back by whoever confirms. */
  readonly clearing?: { readonly standing: 'to-clear' | 'to-confirm' | 'cleared'; readonly attested?: string; readonly byReader?: boolean; readonly lines: readonly Message[] };
  readonly misDelivery?: { readonly title: Message; readonly why: Message; readonly close?: CommandView };
  readonly disposal?: DisposalsView;
};

/** Every act is answered with the panel as it stands afterwards. */
export type SreChanged = SrePanelView & { readonly done?: Message };

/** The SRE panel's questions, each on the task that the panel stands on. */
export type SrePanelApi = DisposalApi<SreChanged> & {
  'packet.open': (payload: Record<string, never>) => Answer<SrePanelView>;
  'work.start': (payload: { site: string }) => Answer<SreChanged>;
  'delivery.record': (payload: { record: string } & Place) => Answer<SreChanged>;
  'delivery.hand-details': (payload: { note: string }) => Answer<SreChanged>;
  'delivery.did-not-work': (payload: { reason: string }) => Answer<SreChanged>;
  'delivery.mis-delivered': (payload: { reason: string }) => Answer<SreChanged>;
  'access.removed': (payload: { note: string }) => Answer<SreChanged>;
  'leftovers.clear': (payload: { note: string }) => Answer<SreChanged>;
  'leftovers.confirm': (payload: { attested: string }) => Answer<SreChanged>;
};

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

/** What somebody else has to agree to. `mayConfirm` says no more than that the reader is another account: the server judges who it is. */
export type WaitView = { readonly by: string; readonly at: string; readonly reason: string; readonly digest: string; readonly mayConfirm: boolean };

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
  /** `gone` where time has deleted an import that nobody renewed. */
  readonly directory: { readonly licences: number; readonly tenants: number; readonly asOf?: string; readonly source?: string; readonly gone?: { readonly asOf: string; readonly at: string } };
  readonly retention: RetentionView;
  /** Absent where the reader may not see Jira's workflows. */
  readonly unguarded?: readonly { readonly workflow: string; readonly transition: string; readonly gate: GateName }[];
  /** Gates that no status of any workflow lies behind, so that nothing is held there. Absent like `unguarded`. */
  readonly nowhere?: readonly GateName[];
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
export type RehearsalPage = { readonly looked: number; readonly changed: readonly RehearsedRequest[]; readonly applied: Readonly<Record<string, number>>; readonly next?: string };

/** One published or asked-for version, newest first. */
export type RulesEvent = { readonly seq: number; readonly at: string; readonly who: string; readonly what: Message; readonly reason?: string; readonly version?: number; readonly digest: string };

/** A change of the rules is answered with what stands after it. */
export type RulesChanged = RulesView & { readonly done?: Message };

/** One part of a whole desk as a file; the next is asked for with `next` as it is. */
export type DeskFilePart = { readonly name: string; readonly text: string; readonly next?: { readonly through: number; readonly place: unknown; readonly soFar: unknown; readonly seal: string } };

/** What one page of an erasure from a whole desk found: requests, and values that belong to none. `next` is where it goes on. */
export type ErasedEverywhere = { readonly requests: number; readonly values: number; readonly next?: string };

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

export type GateConfigApi = {
  /** Without a project these are the rules that the app brings along. */
  'gate.describe': (payload: { gate: GateName }) => Answer<{ readonly demands: readonly Message[]; readonly rulesVersion: number; readonly project?: string }>;
};

/** What a key is worth, in words for whoever gave it. `howTo` mends what does not work. */
export type KeyVerdictView = {
  readonly works: boolean;
  readonly file: string;
  /** The heaviest finding; absent where there is nothing to say against the key. */
  readonly says?: Message;
  readonly remedy?: Message;
  readonly howTo: readonly string[];
  readonly fingerprint?: string;
  /** `YYYY-MM-DD`; absent where the key does not end. */
  readonly validUntil?: string;
};

export type KeyView = {
  readonly role: KeyRole;
  /** It is asked for now. */
  readonly wanted: boolean;
  /** A release was given for the key that is there, and another one would undo it. */
  readonly voids: boolean;
  /** The commands that make such a key. */
  readonly howToMake: readonly string[];
  readonly given?: { readonly at: string; readonly verdict?: KeyVerdictView };
};

export type RoadItemView = { readonly stop: string; readonly state: 'done' | 'now' | 'to-do'; readonly what: Message; readonly when?: Message; readonly more?: Message };

/** How the recipient gets the files. Never in anybody else's answer. */
export type DownloadView = {
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  readonly hostKey: string;
  /** Upper-case hex, of the certificate that the files are sealed to. */
  readonly fingerprint: string;
  readonly howTo: { readonly [On in System]: readonly HowToStep[] };
  /** Takes the place of the step “decrypt” for a key in Keybase. */
  readonly keybase?: readonly string[];
};

/** The portal, as much of it as this visitor may see; decided on the server at each call. */
export type PortalView = {
  readonly now: string;
  readonly relation: Relation;
  /** Absent where the ticket is no snapshot request. */
  readonly request?: {
    readonly turn: { readonly who: 'you' | 'us' | 'waiting' | 'closed'; readonly mood: TurnView['mood']; readonly what: Message; readonly next: readonly Message[] };
    readonly road: readonly RoadItemView[];
    /** Who asks for what, for whom: for requester, recipient and listed contacts. */
    readonly about?: readonly { readonly label: Message; readonly value: string }[];
    /** Only for requester and recipient, as everything below. */
    readonly keys?: readonly KeyView[];
    readonly keybase?: string;
    readonly code?: { readonly sealed: string; readonly left: number; readonly until: string };
    readonly receipt?: { readonly reported?: { readonly at: string; readonly reason: string } };
    /** For the recipient alone. */
    readonly download?: DownloadView;
  };
};

export type PortalChanged = PortalView & { readonly done?: Message };

/** A file as the browser read it, in base64. */
export type GivenKey = { readonly role: KeyRole; readonly name: string; readonly content: string };

/** The portal's questions. Request and person come from Forge's context; the request is first read as that person. */
export type PortalApi = {
  'portal.open': (payload: Record<string, never>) => Answer<PortalView>;
  /** Judges a key before it is handed in. Nothing is kept, unless it is a private one. */
  'key.judge': (payload: GivenKey) => Answer<KeyVerdictView>;
  /** `voidsSeen` says that the customer knows that a release was given for the key that is there. */
  'key.hand-in': (payload: GivenKey & { voidsSeen: boolean }) => Answer<PortalChanged>;
  /** An empty name takes it back. */
  'keybase.note': (payload: { username: string }) => Answer<PortalChanged>;
  'possession.answer': (payload: { text: string }) => Answer<PortalChanged>;
  'receipt.confirm': (payload: Record<string, never>) => Answer<PortalChanged>;
  'receipt.report': (payload: { reason: string }) => Answer<PortalChanged>;
};

/** What the desk is asked for. `cursor` is the one of the page before it. */
export type DeskAsked = DeskAsk & { readonly cursor?: string | undefined };

/** One request on the desk. Who could act are the holders of `permission` without those who are `barred`. */
export type DeskLine = {
  readonly issueId: string;
  readonly issueKey: string;
  readonly customer?: string;
  readonly site?: string;
  readonly kind?: Kind;
  readonly stage: Stage;
  readonly turn: Turn;
  /** Business days that it has been this turn; absent where nobody is waited for. */
  readonly heldFor?: number;
  readonly permission?: Permission;
  readonly barred?: readonly string[];
  readonly next: Message;
  readonly age: { readonly state: 'not-started' | 'running' | 'near' | 'over' | 'stopped' | 'delivered' | 'ended'; readonly day: number; readonly from: number; readonly of: number; readonly over: number };
  readonly due?: string;
  readonly odd: readonly { readonly says: Message; readonly tone: 'danger' | 'warning' }[];
  readonly stuck: boolean;
  /** When somebody was last reminded of this request. */
  readonly nudged?: string;
  readonly ended?: { readonly ending: string; readonly on: string };
};

/** `looked` counts the rows that were read for it; where `exact` is false, others may follow behind the cursor. Numbers come with a first page of what is open. */
export type DeskPage = {
  readonly now: string;
  /** In the desk's zone. */
  readonly today: string;
  readonly projectKey: string;
  readonly viewer: { readonly accountId: string; readonly may: readonly Permission[] };
  readonly estimate: { readonly from: number; readonly to: number };
  readonly lines: readonly DeskLine[];
  readonly looked: number;
  readonly exact: boolean;
  readonly counts?: DeskCounts;
  readonly cursor?: string;
};

type Named = { readonly accountId: string; readonly name: string };

/** Permissions that Jira does not let the app list are absent. `absences` are those that have not passed. */
export type DeskPeople = {
  readonly today: string;
  readonly holders: readonly { readonly permission: Permission; readonly people: readonly Named[] }[];
  readonly absences: readonly (Absence & { readonly names: readonly [string, string] })[];
};

/** How the desk has fared, from its newest `count` ended requests since the day `since`; times in business days. */
export type DeskPace = {
  readonly count: number;
  readonly delivered: number;
  readonly enough: number;
  readonly since?: string;
  readonly times: readonly StageTime[];
  readonly honesty?: Honesty;
  /** For the open requests of the page that was asked for, by issue id; a request is absent where too few were like it. */
  readonly likely: Readonly<Record<string, Likely>>;
};

export type DeskPart = { readonly name: string; readonly text: string; readonly cursor?: string };

/** `what` is a step's id or a decision's name, `title` what the rules in force call such a step; `askedBy` asked for the override that `who` confirmed. */
export type ReportLine = { readonly issueKey: string; readonly at: string; readonly who: string; readonly what: string; readonly title?: string; readonly seconds?: number; readonly askedBy?: string };

/** `isCut` where a month has more than is read at once. */
export type ReportView = {
  readonly month: string;
  readonly thisMonth: string;
  readonly now: string;
  readonly isCut: boolean;
  readonly decisions: { readonly approved: number; readonly refused: number; readonly untimed: number };
  readonly overrides: readonly ReportLine[];
  /** Asked for and not confirmed in the same month. */
  readonly unconfirmed: readonly ReportLine[];
  readonly waivers: readonly ReportLine[];
  readonly hasty: readonly ReportLine[];
  readonly pairs: readonly { readonly verifier: string; readonly decider: string; readonly count: number }[];
};

/** The desk's questions. */
export type DeskApi = {
  'desk.open': (payload: DeskAsked) => Answer<DeskPage>;
  'desk.people': (payload: { permissions: readonly Permission[] }) => Answer<DeskPeople>;
  'desk.pace': (payload: DeskAsked) => Answer<DeskPace>;
  'desk.export': (payload: DeskAsked) => Answer<DeskPart>;
  'turn.nudge': (payload: { issueId: string }) => Answer<{ readonly done: Message }>;
  'absence.set': (payload: Absence) => Answer<DeskPeople>;
  'absence.end': (payload: { person: string }) => Answer<DeskPeople>;
  'report.open': (payload: { month: string }) => Answer<ReportView>;
  'report.export': (payload: { month: string }) => Answer<DeskPart>;
};

/** A purge of the page of all purges. `inLog` is unknown where the platform's log does not reach it, or never has it. */
export type PurgeLine = {
  readonly id: string;
  readonly day: string;
  readonly at?: string;
  readonly tenantId: string;
  readonly site?: string;
  readonly profile?: string;
  readonly standing: 'not-approved' | 'in-error' | 'not-attested' | 'approved' | 'restored';
  readonly why?: Message;
  readonly issueKey?: string;
  readonly askedBy?: string;
  readonly approvedBy?: string;
  readonly carriedOutBy?: string;
  readonly loggedBy?: string;
  readonly inLog: 'yes' | 'no' | 'unknown';
};

export type PurgesPage = {
  readonly now: string;
  readonly today: string;
  readonly since: string;
  readonly projectKey: string;
  readonly may: readonly Permission[];
  readonly lines: readonly PurgeLine[];
  /** There are more since that day than are judged at once. */
  readonly more: boolean;
  readonly imported?: { readonly by: string; readonly at: string; readonly lines: number; readonly until: string };
};

export type PurgesFile = { readonly name: string; readonly text: string };

/** The questions of the page of all purges. */
export type PurgesApi = {
  'purges.open': (payload: { since?: string }) => Answer<PurgesPage>;
  'purges.export': (payload: { since?: string }) => Answer<PurgesFile>;
  'purges.import': (payload: { text: string; since?: string }) => Answer<PurgesPage & { readonly done: Message }>;
};
