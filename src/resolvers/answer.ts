/** Decides how every question is answered: who asks, from where, with what input, and what they may; then the action. */
import { z } from 'zod';
import { refusalOf } from '../actions/tell-fault';
import { ownRequest, type OwnRequest } from '../actions/own-request';
import { holdsAny } from '../actions/permit';
import type { Outcome, Refused } from '../actions/change';
import type { Answer, Permission, Refusal } from '../contract';

/** Issue, project and person as Forge's context gives them, never as the payload says. */
const issueContext = z.object({ accountId: z.string().min(1), extension: z.object({ issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }) }) });
const portalContext = z.object({ accountId: z.string().min(1), extension: z.object({ request: z.object({ key: z.string().min(1) }) }) });
const projectContext = z.object({ accountId: z.string().min(1), extension: z.object({ project: z.object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() }) }) });

export type OnIssue = { readonly accountId: string; readonly issueId: string; readonly may: readonly Permission[] };
/** A customer's request as they see it themselves. They hold no permission: what they may is their relation to it, judged by each action. */
export type InPortal = { readonly accountId: string; readonly own: OwnRequest };
export type OnProject = { readonly accountId: string; readonly projectId: string; readonly projectKey: string; readonly may: readonly Permission[] };

/** `anyone` who sees the place; or who holds one of these permissions there. */
export type May = 'anyone' | Permission | readonly Permission[];

type Question = { readonly payload?: unknown; readonly context: unknown };

const refuse = (code: string, params: Refusal['params'] = {}): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { code, params } });

type Recipe<Where, Input, Value> = {
  readonly may: May;
  readonly input: z.ZodType<Input>;
  readonly handle: (where: Where, input: Input) => Promise<Answer<Value>>;
};

const fieldOf = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? 'payload';

async function allowed<Place extends { issueId: string } | { projectId: string }>(place: Place, may: May): Promise<readonly Permission[] | Refused> {
  const held = await holdsAny(place);
  const wanted = may === 'anyone' ? [] : typeof may === 'string' ? [may] : may;
  const [first] = wanted;
  if (first !== undefined && !wanted.some((permission) => held.includes(permission))) return { refusal: { code: 'no-permission', params: { permission: `permission.${first}` } } };
  return held;
}

/** Context and payload are read before anything is done. Refusals and faults are answers; nothing is thrown at a screen. */
const asked = <Context, Input, Value>(from: z.ZodType<Context>, input: z.ZodType<Input>, handle: (context: Context, input: Input) => Promise<Answer<Value>>) =>
  async ({ payload, context }: Question): Promise<Answer<Value>> => {
    const where = from.safeParse(context);
    if (!where.success) return refuse('not-signed-in');
    const given = input.safeParse(payload ?? {});
    if (!given.success) return refuse('bad-input', { field: fieldOf(given.error) });
    try {
      return await handle(where.data, given.data);
    } catch (error) {
      return { ok: false, refusal: refusalOf(error) };
    }
  };

/** A question about the issue that the panel stands on. */
export const answer = <Input, Value>({ may, input, handle }: Recipe<OnIssue, Input, Value>) =>
  asked(issueContext, input, async ({ accountId, extension: { issue } }, given) => {
    const held = await allowed({ issueId: issue.id }, may);
    return 'refusal' in held ? { ok: false, ...held } : handle({ accountId, issueId: issue.id, may: held }, given);
  });

/** A question about the project whose settings are open. */
export const answerOnProject = <Input, Value>({ may, input, handle }: Recipe<OnProject, Input, Value>) =>
  asked(projectContext, input, async ({ accountId, extension: { project } }, given) => {
    const held = await allowed({ projectId: project.id }, may);
    return 'refusal' in held ? { ok: false, ...held } : handle({ accountId, projectId: project.id, projectKey: project.key, may: held }, given);
  });

/** A question from the portal. That this person's own view has the request is asked of Jira first; without it there is nothing. */
export const answerInPortal = <Input, Value>({ input, handle }: Omit<Recipe<InPortal, Input, Value>, 'may'>) =>
  asked(portalContext, input, async ({ accountId, extension: { request } }, given) => handle({ accountId, own: await ownRequest(request.key) }, given));

/** What an action came to, as an answer; `then` shows the place as it stands afterwards. */
export async function after<Value>(outcome: Outcome | Refused, then: (done: Outcome) => Promise<Value>): Promise<Answer<Value>> {
  return 'refusal' in outcome ? { ok: false, refusal: outcome.refusal } : { ok: true, value: await then(outcome) };
}
