// Lets customers act on their request in the portal as its screen does for them.
import { z } from 'zod';
import type { Desk } from './desk';

const message = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) });
const verdict = z.object({ works: z.boolean(), file: z.string(), says: message.optional(), remedy: message.optional(), howTo: z.array(z.string()), fingerprint: z.string().optional() });
const view = z.object({
  relation: z.string(),
  request: z.object({
    turn: z.object({ who: z.string(), what: message, next: z.array(message) }),
    road: z.array(z.object({ stop: z.string(), state: z.string(), what: message, when: message.optional(), more: message.optional() })),
    about: z.array(z.object({ label: message, value: z.string() })).optional(),
    keys: z.array(z.object({ role: z.string(), wanted: z.boolean(), voids: z.boolean(), given: z.object({ at: z.string(), verdict: verdict.optional() }).optional() })).optional(),
    keybase: z.string().optional(),
    code: z.object({ sealed: z.string(), left: z.number() }).optional(),
    receipt: z.object({ reported: z.object({ reason: z.string() }).optional() }).optional(),
    download: z.object({ files: z.array(z.object({ name: z.string() })), hostKey: z.string(), fingerprint: z.string(), howTo: z.record(z.string(), z.array(z.object({ step: z.string(), commands: z.array(z.string()) }))), keybase: z.array(z.string()).optional() }).optional(),
  }).optional(),
  done: message.optional(),
});
export type Seen = z.infer<typeof view>;
type Shown = NonNullable<Seen['request']>;

const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);

export const askPortal = async (desk: Desk, who: string, issueKey: string, question: string, payload: object = {}): Promise<z.infer<typeof answered>> =>
  answered.parse(await desk.as(who).invoke({ moduleKey: 'portal', issueKey }, question, payload));

/** The portal after an act that the app lets pass. */
export async function inPortal(desk: Desk, who: string, issueKey: string, question: string, payload: object = {}): Promise<Seen> {
  const told = await askPortal(desk, who, issueKey, question, payload);
  if (!told.ok) throw new Error(`${who} was refused ${question}: ${told.refusal.code}`);
  await desk.host.settled();
  return view.parse(told.value);
}

export async function shownTo(desk: Desk, who: string, issueKey: string): Promise<Shown> {
  const { request } = await inPortal(desk, who, issueKey, 'portal.open');
  if (!request) throw new Error(`${who} sees no request in ${issueKey}`);
  return request;
}

/** The code with which the portal refuses; `accepted` where it does not. */
export async function refusedInPortal(desk: Desk, who: string, issueKey: string, question: string, payload: object = {}): Promise<string> {
  const told = await askPortal(desk, who, issueKey, question, payload);
  return told.ok ? 'accepted' : told.refusal.code;
}

export const keyOf = (role: 'encryption-key' | 'ssh-key', name: string, content: Uint8Array | string): { role: string; name: string; content: string } => ({ role, name, content: Buffer.from(content).toString('base64') });

export const judged = async (desk: Desk, who: string, issueKey: string, given: object): Promise<z.infer<typeof verdict>> => {
  const told = await askPortal(desk, who, issueKey, 'key.judge', given);
  if (!told.ok) throw new Error(`no verdict: ${told.refusal.code}`);
  return verdict.parse(told.value);
};

const files = z.object({ values: z.array(z.object({ filename: z.string(), author: z.object({ emailAddress: z.string().optional(), displayName: z.string() }) })) });

/** What lies on the request as its customer sees it. */
export async function filesOn(desk: Desk, who: string, issueKey: string): Promise<readonly { readonly filename: string; readonly by: string }[]> {
  const { body } = await desk.as(who).send('GET', `/rest/servicedeskapi/request/${issueKey}/attachment?limit=100`);
  return files.parse(body).values.map(({ filename, author }) => ({ filename, by: author.displayName }));
}

const har = z.object({ log: z.object({ entries: z.array(z.object({ request: z.object({ method: z.string(), url: z.string() }), _caller: z.object({ as: z.string(), accountId: z.string().optional(), functionKey: z.string().optional() }) })) }) });

/** As whom the portal made these calls to Jira, by method and the end of the path. */
export async function callersInPortal(desk: Desk, method: string, end: string): Promise<readonly (string | undefined)[]> {
  const { entries } = har.parse(await (await desk.as('agent').fetch('/local/traffic.har')).json()).log;
  const calls = entries.filter(({ request, _caller }) => _caller.functionKey === 'portal-resolver' && request.method === method && new URL(request.url).pathname.endsWith(end));
  return [...new Set(calls.map(({ _caller }) => _caller.accountId ?? _caller.as))];
}
