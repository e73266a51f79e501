// Carries each write of an issue into the store, the changelog, the search index and the events, in that order.
import { announceUpdated } from './events';
import { plainText } from './adf';
import { nowIso, type Site } from './site';
import type { ChangeItem, Issue } from './issue';
import type { Person } from './people';

/** What the search index knows of an issue: its state when it was indexed. */
export interface IndexedIssue {
  issue: Issue;
  properties: Record<string, unknown>;
  comments: string;
}

export function queueForIndex(site: Site, issue: Issue): void {
  const indexed: IndexedIssue = {
    issue,
    properties: site.store.properties(issue.id),
    comments: site.store.comments(issue.id).map((comment) => plainText(comment.body)).join('\n'),
  };
  site.store.awaitIndexing(issue.id, site.hooks.now().getTime(), indexed);
}

export function queueForRemovalFromIndex(site: Site, issueId: number): void {
  site.store.awaitIndexing(issueId, site.hooks.now().getTime(), undefined);
}

/** Stores the issue as it now is; nothing is logged or announced where nothing changed. */
export function saveChanged(site: Site, who: Person, issue: Issue, items: ChangeItem[]): Issue {
  const changed: Issue = { ...issue, updated: nowIso(site) };
  const changeId = site.store.transaction(() => {
    site.store.saveIssue(changed);
    queueForIndex(site, changed);
    return items.length === 0 ? undefined : logChange(site, who, changed, items);
  });
  if (changeId !== undefined) announceUpdated(site, who, changed, changeId, items);
  return changed;
}

function logChange(site: Site, who: Person, issue: Issue, items: ChangeItem[]): number {
  const id = site.store.nextNumber('change', 10000);
  site.store.addChange({ id, issueId: issue.id, author: who.accountId, created: issue.updated, items });
  return id;
}

/** For what changes on an issue without a line in its history, such as a property or a comment. */
export function touch(site: Site, issueId: number): void {
  // Read afresh: while the request's body came in, the issue may have changed.
  const issue = site.store.issue(issueId);
  if (!issue) return;
  const touched: Issue = { ...issue, updated: nowIso(site) };
  site.store.saveIssue(touched);
  queueForIndex(site, touched);
}

export const changeItem = (
  field: string,
  from: [id: string | null, text: string | null],
  to: [id: string | null, text: string | null],
  fieldId = field,
): ChangeItem => ({
  field,
  fieldId,
  fieldtype: fieldId.startsWith('customfield_') ? 'custom' : 'jira',
  from: from[0],
  fromString: from[1],
  to: to[0],
  toString: to[1],
});
