// Counts the writes on each issue and refuses the one that is too many.
// Limits: 20 in 2 s and 100 in 30 s (developer.atlassian.com/cloud/jira/platform/rate-limiting).
import { issueNamed } from './issue-access';
import { refuse } from './refusal';
import type { Site } from './site';

const WINDOWS = [
  { ms: 2_000, most: 20 },
  { ms: 30_000, most: 100 },
];
const LONGEST = 30_000;
const ISSUE = /^\/rest\/(?:api\/3\/issue|servicedeskapi\/request)\/([^/]+)/;

export function makeWriteLimit(site: Site): (method: string, path: string) => void {
  const writes = new Map<number, number[]>();
  return (method, path) => {
    if (method === 'GET') return;
    const named = ISSUE.exec(path)?.[1];
    const issue = named === undefined ? undefined : issueNamed(site, decodeURIComponent(named));
    if (!issue) return;
    const now = site.hooks.now().getTime();
    // A time ahead of now is left from before the clock was set back.
    const recent = (writes.get(issue.id) ?? []).filter((at) => at > now - LONGEST && at <= now);
    for (const { ms, most } of WINDOWS) {
      const inside = recent.filter((at) => at > now - ms);
      if (inside.length < most) continue;
      const wait = Math.max(1, Math.ceil(((inside[0] ?? now) + ms - now) / 1000));
      throw refuse(429, 'Rate limit exceeded.', {}, {
        'retry-after': String(wait),
        'ratelimit-reason': 'jira-per-issue-on-write',
        'x-ratelimit-reset': new Date(now + wait * 1000).toISOString(),
      });
    }
    writes.set(issue.id, [...recent, now]);
  };
}
