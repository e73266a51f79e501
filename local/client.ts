// Speaks to a running local host over HTTP as one person, for tests and scenarios.
import { basicAuth } from './who-asks';

interface InvokeTarget {
  moduleKey: string;
  issueKey?: string;
  projectKey?: string;
}

interface Answered {
  status: number;
  /** The parsed body where it is JSON, else its text. */
  body: unknown;
  headers: Headers;
}

export interface Client {
  email: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  send(method: string, path: string, body?: unknown): Promise<Answered>;
  /** What the bridge's `invoke` does; throws with the platform's message where that rejects. */
  invoke(target: InvokeTarget, functionKey: string, payload?: unknown): Promise<unknown>;
  attach(issueKey: string, filename: string, content: Uint8Array | string, mimeType?: string): Promise<Answered>;
}

export function clientOf(url: string, email: string): Client {
  const authorization = basicAuth(email);
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', authorization);
    return fetch(new URL(path, url), { ...init, headers });
  };
  const answered = async (response: Response): Promise<Answered> => {
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: jsonOr(text) };
  };
  const send = async (method: string, path: string, body?: unknown): Promise<Answered> =>
    answered(await ask(path, {
      method,
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }));
  return {
    email,
    fetch: ask,
    send,
    invoke: async (target, functionKey, payload) => {
      const { status, body } = await send('POST', '/local/invoke', { ...target, functionKey, payload });
      if (status === 200) return body;
      if (status === 204) return undefined;
      const { message } = body as { message?: string };
      throw new Error(message ?? `the host answered ${status}`);
    },
    attach: async (issueKey, filename, content, mimeType = 'application/octet-stream') => {
      const form = new FormData();
      form.append('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type: mimeType }), filename);
      return answered(await ask(`/rest/api/3/issue/${encodeURIComponent(issueKey)}/attachments`, {
        method: 'POST', body: form, headers: { 'x-atlassian-token': 'no-check' },
      }));
    },
  };
}

function jsonOr(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
