// Decides how the pages talk to the site: one call, its refusals as values in the site's own words.
import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';

// zod compiles its schemas with `new Function` otherwise, which the pages' Content-Security-Policy refuses.
z.config({ jitless: true });

export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; says: string };

const refusal = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.unknown()).optional(),
  errorMessage: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
});

function wordsOf(body: unknown, status: number): string {
  const parsed = refusal.safeParse(body);
  if (parsed.success) {
    const { errorMessages = [], errors = {}, errorMessage, message, error } = parsed.data;
    const texts = [...errorMessages, ...Object.values(errors), errorMessage, message, error];
    const said = texts.filter((text) => typeof text === 'string' && text !== '');
    if (said.length > 0) return said.join(' ');
  }
  return `The site answered ${status}.`;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } };
  if (body instanceof FormData) {
    init.headers = { accept: 'application/json', 'x-atlassian-token': 'no-check' };
    init.body = body;
  } else if (body !== undefined) {
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    return { ok: false, status: 0, says: 'The local host did not answer. Is it still running?' };
  }
  const answered = await bodyOf(response);
  if (!response.ok) return { ok: false, status: response.status, says: wordsOf(answered, response.status) };
  const parsed = schema.safeParse(answered);
  if (parsed.success) return { ok: true, value: parsed.data };
  const first = parsed.error.issues[0];
  const where = first ? `${first.path.join('.')}: ${first.message}` : 'unknown shape';
  return { ok: false, status: response.status, says: `${path} answered something these pages cannot read (${where}).` };
}

export const read = <T>(schema: z.ZodType<T>, path: string): Promise<Answer<T>> => ask(schema, 'GET', path);

export const anything = z.unknown();

/**
 * Loads when `key` changes, on demand, and when the window gets the focus back: a colleague, the customer or the app's
 * own queue may have changed things meanwhile. A late answer to an earlier question is dropped.
 */
export function useAnswer<T>(key: string, load: () => Promise<Answer<T>>): { answer: Answer<T> | undefined; again: () => Promise<void> } {
  const [answer, setAnswer] = useState<Answer<T>>();
  const latest = useRef(0);
  const loader = useRef(load);
  loader.current = load;
  const again = useCallback(async () => {
    const mine = ++latest.current;
    const loaded = await loader.current();
    if (mine === latest.current) setAnswer(loaded);
  }, []);
  useEffect(() => {
    const refresh = (): void => void again();
    refresh();
    addEventListener('focus', refresh);
    return () => removeEventListener('focus', refresh);
  }, [key, again]);
  return { answer, again };
}
