/** Decides what an admin sees of the rules of a project: the version in force, the draft, and what the draft would change. */
import type { Answer, RulesChanged, RulesView } from '../contract';
import type { Message } from '../checks/message';
import { readAccounts } from '../jira/people';
import { holdersIn } from '../jira/permissions';
import { keyOfProject } from '../jira/projects';
import { review } from '../procedure/rules-review';
import type { Refused } from './change';
import { inForceOf, rulesScene } from './change-rules';

/** Whom whoever asked for a second person can turn to; undefined where Jira does not tell. */
async function othersThan(actor: string, projectId: string): Promise<readonly string[] | undefined> {
  const key = await keyOfProject(projectId);
  const holders = key === undefined ? undefined : await holdersIn('administer-rules', key);
  return holders?.filter(({ accountId }) => accountId !== actor).map(({ name }) => name);
}

/** One storage call where nothing was ever published; the names of whoever saved and asked cost one of Jira. */
export async function openRules(projectId: string, actor: string): Promise<RulesView> {
  const { scene, desk } = await rulesScene(projectId);
  const { published, draft, rev } = scene;
  const { since } = inForceOf(desk, projectId);
  const approvers = [published, draft?.rules].flatMap((rules) => Object.values(rules?.policies.approvers ?? {}).flat());
  const names = await readAccounts([draft?.saved.by ?? '', draft?.wait?.by ?? '', ...approvers]);
  const others = draft?.wait?.by === actor ? await othersThan(actor, projectId) : undefined;
  const named = (accountId: string): string => names.get(accountId)?.name ?? accountId;
  const reviewed = draft && review(published, draft.rules);
  return {
    rules: published,
    ...(since && { since }),
    rev,
    people: Object.fromEntries([...new Set(approvers)].map((accountId) => [accountId, named(accountId)])),
    ...(draft && reviewed && {
      draft: {
        rules: draft.rules,
        saved: { ...draft.saved, by: named(draft.saved.by) },
        review: reviewed,
        ...(draft.wait && { wait: { ...draft.wait, by: named(draft.wait.by), mayConfirm: draft.wait.by !== actor, ...(others && { others }) } }),
      },
    }),
  };
}

/** What a change came to, as an answer with the rules as they stand after it. */
export async function rulesAfter(projectId: string, actor: string, outcome: { readonly done?: Message } | Refused, otherwise?: Message): Promise<Answer<RulesChanged>> {
  if ('refusal' in outcome) return { ok: false, refusal: outcome.refusal };
  const done = outcome.done ?? otherwise;
  return { ok: true, value: { ...(await openRules(projectId, actor)), ...(done && { done }) } };
}
