/** Decides how every call to Jira is made: as whom, with which fault where it fails, and that an answer fits what we read. */
import api, { type Route } from '@forge/api';
import type { z } from 'zod';

/** `app` for what the app does, `user` for what is shown to the person who asks. */
export type As = 'app' | 'user';

/** A call that did not end as hoped. `reached` is false only where Jira certainly did nothing. */
export class JiraFault extends Error {
  readonly status: number;
  readonly reached: boolean;
  constructor(what: string, status: number, reached: boolean) {
    super(`Jira answered ${status} to: ${what}`);
    this.name = 'JiraFault';
    this.status = status;
    this.reached = reached;
  }
}

type Init = { readonly method?: string; readonly body?: string | FormData; readonly headers?: Readonly<Record<string, string>> };

/**
 * Calls Jira and gives the raw answer. `what` describes the call in the log, with no key and no personal data in it.
 * Throws JiraFault for every status but 2xx; an error on the way counts as `reached`, because the call may have worked.
 */
export async function call(as: As, what: string, path: Route, init: Init = {}): Promise<Response> {
  const client = as === 'app' ? api.asApp() : api.asUser();
  const headers = { Accept: 'application/json', ...(typeof init.body === 'string' && { 'Content-Type': 'application/json' }), ...init.headers };
  let response;
  try {
    response = await client.requestJira(path, { ...init, headers } as Parameters<typeof client.requestJira>[1]);
  } catch (error) {
    const status = typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 0;
    throw new JiraFault(what, status, status === 0 || status >= 500);
  }
  if (!response.ok) throw new JiraFault(what, response.status, response.status >= 500);
  return response as unknown as Response;
}

/** The answer as far as `schema` reads it. An answer of another shape is a fault, never a guess. */
export async function ask<Read>(as: As, what: string, path: Route, schema: z.ZodType<Read>, init?: Init): Promise<Read> {
  const response = await call(as, what, path, init);
  const parsed = schema.safeParse(await response.json());
  if (!parsed.success) throw new JiraFault(`${what} (unexpected answer)`, response.status, true);
  return parsed.data;
}

export const json = (method: 'POST' | 'PUT', body: unknown): Init => ({ method, body: JSON.stringify(body) });

/** The answer, or undefined where Jira says that there is nothing such, or nothing that the caller may see. */
export async function unlessAbsent<Value>(question: Promise<Value>): Promise<Value | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof JiraFault && (error.status === 404 || error.status === 403)) return undefined;
    throw error;
  }
}
