/** Decides what the ticket panel may ask and is shown; types only. */
import type { Outcome, Weight } from '../checks/check';
import type { Message } from '../checks/message';
import type { EndingByHand } from '../procedure/ending';
import type { ErasureReason } from '../procedure/erasure';
import type { DecisionName, DisposalProfile, FactName, FactValues, FileRole, Kind, Permission, Stage, TakenFile, Turn } from '../procedure/request';
import type { Answer, Attestation, ContactsPrepared } from './answer';
import type { DisposalAct, DisposalApi, DisposalsView } from './disposal';

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

/** `besides` is what the same change brought about: approvals that no longer hold, flags. */
export type TrailLine = { readonly seq: number; readonly at: string; readonly who: string; readonly what: Message; readonly besides: readonly Message[]; readonly digest: string };

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
