/** Decides what the SRE panel may ask and is shown; types only. */
import type { Outcome } from '../checks/check';
import type { Message } from '../checks/message';
import type { CommandName } from '../procedure/commands';
import type { GateName, Place } from '../procedure/request';
import type { Answer } from './answer';
import type { DisposalApi, DisposalsView } from './disposal';
import type { TermView, TurnView } from './ticket-panel';

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
    /** Over once all of it was done: the terms stand there to be read, and nothing is left to work with. */
    readonly standing: 'equals' | 'stop' | 'over';
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
