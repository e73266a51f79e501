/** Decides what both panels may ask and are shown about disposals; types only. */
import type { Message } from '../checks/message';
import type { DisposalStanding } from '../procedure/disposal';
import type { DisposalProfile, NoticeMoment, RemainingBackup } from '../procedure/request';
import type { Answer, Attestation, ContactsPrepared } from './answer';

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
