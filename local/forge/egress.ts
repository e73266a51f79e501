// Decides which hosts outside Atlassian the app's functions may call: those of the manifest and no other.
import { EgressFilteringService } from '@forge/egress';

export interface Egress {
  allows(url: string): boolean;
}

export function egressOf(allowList: string[]): Egress {
  const filter = new EgressFilteringService(allowList);
  return { allows: (url) => filter.isValidUrl(url) };
}

/** What `fetch` throws in a function for a host that the manifest does not list; @forge/api compares the name. */
export function egressRefusal(url: string): Error {
  const refusal = new Error(
    `URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`,
  );
  refusal.name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  return Object.assign(refusal, { status: 403 });
}
