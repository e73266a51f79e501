// Finds the issue that a path names, for those who may see it, and demands the permission for what they want to do.
import { noSuchIssue, refuse } from './refusal';
import { holds, type Where } from './permissions';
import type { Call } from './routing';
import type { Issue } from './issue';
import type { Person } from './people';
import type { Site } from './site';

export function issueNamed(site: Site, idOrKey: string): Issue | undefined {
  const byId = /^\d+$/.test(idOrKey) ? site.store.issue(Number(idOrKey)) : undefined;
  return byId ?? site.store.issueByKey(idOrKey.toUpperCase());
}

export const maySee = (site: Site, who: Person, issue: Issue): boolean => may(site, who, 'BROWSE_PROJECTS', issue);

export const may = (site: Site, who: Person, permission: string, issue: Issue): boolean =>
  holds(site.store, who, permission, whereOf(issue));

const whereOf = (issue: Issue): Where => ({ projectId: issue.projectId, issue });

export function seenIssue(call: Call, part = 'issue'): Issue {
  const issue = issueNamed(call.site, call.part(part));
  if (!issue || !maySee(call.site, call.who, issue)) throw noSuchIssue();
  return issue;
}

export function demand(call: Call, permission: string, issue: Issue, status: number, message: string): void {
  if (!may(call.site, call.who, permission, issue)) throw refuse(status, message);
}
