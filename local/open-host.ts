// Says what an open local host offers to tests and scenarios; types only.
import type { Client } from './client';
import type { Clock } from './clock';
import type { Faults } from './forge/faults';
import type { Queue } from './forge/queue';
import type { Jira } from './jira/jira';
import type { Traffic } from './traffic';

export interface Host {
  /** Where the pages and the REST API are. */
  url: string;
  /** Where the app's frames are: another origin on the same port. */
  frameOrigin: string;
  clock: Clock;
  traffic: Traffic;
  faults: Faults;
  queue: Queue;
  jira: Jira;
  lag: { jiraMs: number; kvsMs: number };
  as(email: string): Client;
  /** Resolves when no event and no queue delivery is under way or due. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
