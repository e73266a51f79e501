/** Decides what the page of every purge may ask and is shown; types only. */
import type { Message } from '../checks/message';
import type { Permission } from '../procedure/request';
import type { Answer } from './answer';

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
