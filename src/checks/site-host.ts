/** Decides which host a site is, however its address was pasted. */
import { asciiHost } from './mail-address';

export function siteHost(written: string): string | undefined {
  const host = /^(?:https?:\/\/)?([^/?#:\s@]+)(?::\d+)?(?:[/?#]\S*)?$/i.exec(written.trim())?.[1];
  return host === undefined ? undefined : asciiHost(host);
}

/** Sites that Atlassian hosts: their domain is Atlassian's, and only their own name is the customer's. */
export const isAtlassianHosted = (host: string): boolean => /\.(atlassian\.net|jira\.com|jira-dev\.com)$/.test(host);
