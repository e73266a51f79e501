// Records every call of the app to Jira and to the outside, as HAR 1.2, and what each invocation cost.
import type { Invocation } from './forge/runtime';
import { filePartsOf } from './jira/multipart';

interface Caller {
  as: 'app' | 'user' | 'client';
  accountId?: string | undefined;
  functionKey?: string | undefined;
  invocationId?: string | undefined;
}

interface InvocationCost {
  invocationId: string;
  functionKey: string;
  moduleKey: string;
  resolverKey?: string | undefined;
  productCalls: number;
  kvsOperations: number;
  outsideCalls: number;
  kvsReadBytes: number;
  kvsWrittenBytes: number;
  ms: number;
  outcome: 'ok' | 'failed' | 'timed-out' | 'killed';
}

export interface Traffic {
  record(kind: 'product' | 'outside', caller: Caller, request: Request, send: () => Promise<Response>): Promise<Response>;
  finished(invocation: Invocation, ms: number, outcome: InvocationCost['outcome'], resolverKey?: string): void;
  costs(): InvocationCost[];
  /** The app's own calls; ordinary clients' too when asked for. */
  har(everybody?: boolean): object;
  clear(): void;
}

interface Entry {
  caller: Caller;
  entry: object;
}

const MOST_ENTRIES = 20_000;

export function makeTraffic(): Traffic {
  let entries: Entry[] = [];
  let costs: InvocationCost[] = [];
  return {
    record: async (kind, caller, request, send) => {
      const began = new Date();
      const start = performance.now();
      const copy = request.clone();
      const response = await send();
      const ms = performance.now() - start;
      const entry = {
        startedDateTime: began.toISOString(),
        time: ms,
        request: await requestOf(copy),
        response: await responseOf(response.clone()),
        cache: {},
        timings: { send: 0, wait: ms, receive: 0 },
        _kind: kind,
        _caller: caller,
      };
      entries.push({ caller, entry });
      if (entries.length > MOST_ENTRIES) entries = entries.slice(-MOST_ENTRIES);
      return response;
    },
    finished: (invocation, ms, outcome, resolverKey) => {
      const { productCalls, kvsOperations, outsideCalls, readBytes, writtenBytes } = invocation.cost;
      costs.push({
        invocationId: invocation.id,
        functionKey: invocation.functionKey,
        moduleKey: invocation.moduleKey,
        ...(resolverKey !== undefined && { resolverKey }),
        productCalls,
        kvsOperations,
        outsideCalls,
        kvsReadBytes: readBytes,
        kvsWrittenBytes: writtenBytes,
        ms,
        outcome,
      });
      if (costs.length > MOST_ENTRIES) costs = costs.slice(-MOST_ENTRIES);
    },
    costs: () => [...costs],
    har: (everybody = false) => ({
      log: {
        version: '1.2',
        creator: { name: 'snapshot-desk local host', version: '1' },
        entries: entries.filter(({ caller }) => everybody || caller.as !== 'client').map(({ entry }) => entry),
      },
    }),
    clear: () => {
      entries = [];
      costs = [];
    },
  };
}

const headersOf = (headers: Headers): { name: string; value: string }[] =>
  [...headers].filter(([name]) => name !== 'authorization' && name !== 'cookie').map(([name, value]) => ({ name, value }));

async function requestOf(request: Request): Promise<object> {
  const mimeType = request.headers.get('content-type') ?? '';
  const bytes = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
  return {
    method: request.method,
    url: request.url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(request.headers),
    queryString: [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value })),
    ...(bytes && bytes.length > 0 && { postData: bodyOf(mimeType, bytes) }),
    headersSize: -1,
    bodySize: bytes?.length ?? 0,
  };
}

// The contents of files stay out: a HAR is for reading, and a dump may be large.
function bodyOf(mimeType: string, bytes: Buffer): object {
  if (!mimeType.startsWith('multipart/form-data')) return { mimeType, text: bytes.toString('utf8') };
  const params = (filePartsOf(mimeType, bytes) ?? []).map((part) => ({ name: part.field, fileName: part.filename, contentType: part.mimeType }));
  return { mimeType: 'multipart/form-data', params };
}

async function responseOf(response: Response): Promise<object> {
  const mimeType = response.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    statusText: response.statusText,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(response.headers),
    content: { size: bytes.length, mimeType, ...(/json|text/.test(mimeType) && { text: bytes.toString('utf8') }) },
    redirectURL: response.headers.get('location') ?? '',
    headersSize: -1,
    bodySize: bytes.length,
  };
}
