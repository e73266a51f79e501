// Finds the handler of a request by method and path, the most literal path first.
import { refuse } from './refusal';
import type { Person } from './people';
import type { Site } from './site';

export interface Call {
  site: Site;
  who: Person;
  request: Request;
  url: URL;
  origin: string;
  /** A part of the path that the route names, decoded. */
  part(name: string): string;
  query(name: string): string | undefined;
  /** A repeated or comma-separated query parameter. */
  queryList(name: string): string[];
  queryNumber(name: string, otherwise: number): number;
  json(): Promise<unknown>;
}

export type Handler = (call: Call) => Response | Promise<Response>;

export interface Route {
  method: string;
  path: string;
  handle: Handler;
}

export const get = (path: string, handle: Handler): Route => ({ method: 'GET', path, handle });
export const post = (path: string, handle: Handler): Route => ({ method: 'POST', path, handle });
export const put = (path: string, handle: Handler): Route => ({ method: 'PUT', path, handle });
export const del = (path: string, handle: Handler): Route => ({ method: 'DELETE', path, handle });

export interface Found {
  handle: Handler;
  parts: Record<string, string>;
}

export function makeRouter(routes: Route[]): (method: string, path: string) => Found | undefined {
  const compiled = routes
    .map((route) => {
      const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
      const pattern = new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/:\w+/g, '([^/]+)')}/?$`);
      const literal = route.path.split('/').filter((part) => part !== '' && !part.startsWith(':')).length;
      return { ...route, names, pattern, literal };
    })
    .sort((a, b) => b.literal - a.literal);
  return (method, path) => {
    for (const route of compiled) {
      if (route.method !== method) continue;
      const match = route.pattern.exec(path);
      if (!match) continue;
      const parts = Object.fromEntries(route.names.map((name, at) => [name, decoded(match[at + 1] ?? '')]));
      return { handle: route.handle, parts };
    }
    return undefined;
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refuse(400, `The path part '${part}' is not validly encoded.`);
  }
}

export function callOf(site: Site, who: Person, request: Request, parts: Record<string, string>): Call {
  const url = new URL(request.url);
  let body: Promise<unknown> | undefined;
  return {
    site,
    who,
    request,
    url,
    origin: url.origin,
    part: (name) => parts[name] ?? '',
    query: (name) => url.searchParams.get(name) ?? undefined,
    queryList: (name) =>
      url.searchParams
        .getAll(name)
        .flatMap((value) => value.split(','))
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    queryNumber: (name, otherwise) => {
      const text = url.searchParams.get(name);
      if (text === null) return otherwise;
      const value = Number(text);
      if (!Number.isInteger(value) || value < 0) throw refuse(400, `The value '${text}' of '${name}' is not a number.`);
      return value;
    },
    json: () => (body ??= readJson(request)),
  };
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse(400, 'There was an error parsing JSON. Check that your request body is valid.');
  }
}

export const answerJson = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  });

export const answerNothing = (status = 204): Response => new Response(null, { status });

/** The page shape of the Jira platform: startAt, maxResults, total, isLast, values. */
export function pageOf<T>(call: Call, all: T[], limit = 50): {
  self: string;
  maxResults: number;
  startAt: number;
  total: number;
  isLast: boolean;
  values: T[];
} {
  const startAt = call.queryNumber('startAt', 0);
  const maxResults = Math.min(call.queryNumber('maxResults', limit), 1000);
  const values = all.slice(startAt, startAt + maxResults);
  return {
    self: call.url.href,
    maxResults,
    startAt,
    total: all.length,
    isLast: startAt + values.length >= all.length,
    values,
  };
}
