/** Decides what a customer may ask and is shown in the portal; types only. */
import type { Message } from '../checks/message';
import type { HowToStep, System } from '../procedure/instructions';
import type { KeyRole } from '../procedure/key-remedies';
import type { Relation } from '../procedure/relation';
import type { Answer } from './answer';
import type { TurnView } from './ticket-panel';

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
