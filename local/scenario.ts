// Says what a scenario is; types only.
import type { Host } from './open-host';

/** The tickets that a new host starts with, and what its customers can be made to do. */
export interface Scenario {
  /** Runs once, on an empty site. `requests` is how many tickets were asked for, where that was said. */
  seed(host: Host, requests?: number): Promise<void>;
  /** What to look at first, and why; `name` is what journeys call the ticket, whatever its key. */
  tickets(host: Host): Promise<{ name?: string; issueKey: string; shows: string }[]>;
  /** What the customers of a ticket could do next. */
  customerActs(host: Host, issueKey: string): Promise<CustomerAct[]>;
}

export interface CustomerAct {
  id: string;
  /** On a button: "Attach a signed form". */
  label: string;
  /** The customer's email address. */
  who: string;
  act(): Promise<void>;
}
