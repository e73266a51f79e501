/** Decides how a set of rules is tried on the requests of a project, a page at a time, without changing any of them. */
import type { Answer, RehearsalPage, RehearsedRequest } from '../contract';
import { appliedSteps, changesNothing, rehearse } from '../procedure/rehearsal';
import type { Rules } from '../procedure/rules';
import { readRules } from '../procedure/rules-problems';
import { requestPage } from '../storage/request-pages';
import { loadIfReadable } from '../storage/requests';
import { refused } from './change';
import { rulesScene } from './change-rules';
import { loadRules } from './load-rules';

/** Requests of one invocation: two rows of storage each, far below Forge's 25 s. */
const pageSize = 20;
/** Read at a time, so that a page does not run into the limit of storage calls a second. */
const together = 5;

type Tried = { readonly applied: readonly string[]; readonly changed?: RehearsedRequest };

async function rehearseOne(issueId: string, now: Rules, at: Date, onlyOlder: boolean): Promise<Tried | 'unreadable' | undefined> {
  const stored = await loadIfReadable(issueId);
  if (!stored || stored === 'unreadable') return stored;
  const { request } = stored;
  if (onlyOlder && (request.ended || request.rulesVersion >= now.version)) return undefined;
  const was = await loadRules(request.projectId, request.rulesVersion);
  const { ended } = request;
  // An ended request is looked at as of its end: what time alone has done since is no change of the rules.
  const then = ended ? new Date(ended.at) : at;
  const rehearsed = rehearse(request, was, now, then);
  const applied = appliedSteps(request, now, then);
  if (!onlyOlder && changesNothing(rehearsed)) return { applied };
  return { applied, changed: { issueId, issueKey: request.issueKey, version: request.rulesVersion, ended: ended !== undefined, ...rehearsed } };
}

/** How many requests each step applies to. */
function countedBySteps({ steps }: Rules, tried: readonly Tried[]): Readonly<Record<string, number>> {
  return Object.fromEntries(steps.map(({ id }) => [id, tried.filter(({ applied }) => applied.includes(id)).length]));
}

/**
 * The draft, or what is in force where nothing was changed, is tried on every request, past and open; what is in force
 * also on open ones alone that began with an earlier version.
 */
export async function rehearseRules(projectId: string, input: { readonly after?: string | undefined; readonly against: 'draft' | 'in-force' }): Promise<Answer<RehearsalPage>> {
  const { scene } = await rulesScene(projectId);
  const rules = (input.against === 'draft' ? scene.draft?.rules : undefined) ?? scene.published;
  // What nobody could publish cannot be tried either: a time zone that does not exist has no days.
  const [problem] = readRules(rules).problems;
  if (problem) return { ok: false, ...refused(problem.says.code, problem.says.params) };
  const { issueIds, next } = await requestPage(projectId, pageSize, input.after);
  const tried: Tried[] = [];
  const unreadable: string[] = [];
  for (let at = 0; at < issueIds.length; at += together) {
    const ids = issueIds.slice(at, at + together);
    const some = await Promise.all(ids.map((issueId) => rehearseOne(issueId, rules, scene.now, input.against === 'in-force')));
    tried.push(...some.filter((one) => typeof one === 'object'));
    unreadable.push(...ids.filter((_, nth) => some[nth] === 'unreadable'));
  }
  return { ok: true, value: { looked: issueIds.length - unreadable.length, unreadable, changed: tried.flatMap(({ changed }) => changed ?? []), applied: countedBySteps(rules, tried), ...(next && { next }) } };
}
