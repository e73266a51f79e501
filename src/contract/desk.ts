/** Decides what the desk may ask and is shown; types only. */
import type { Message } from '../checks/message';
import type { Absence } from '../procedure/absence';
import type { DeskCounts } from '../procedure/desk-counts';
import type { DeskAsk } from '../procedure/desk-query';
import type { Honesty, Likely, StageTime } from '../procedure/forecast';
import type { Kind, Permission, Stage, Turn } from '../procedure/request';
import type { Answer } from './answer';

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
  /** The issue ids of requests whose rows cannot be read, so that they are no lines. */
  readonly unreadable?: readonly string[];
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
