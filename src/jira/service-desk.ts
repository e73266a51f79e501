/** Decides what Jira Service Management tells of a ticket: its request type, and who will receive a public reply. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, unlessAbsent } from './ask';

const user = z.object({ accountId: z.string(), displayName: z.string().optional(), emailAddress: z.string().nullish(), active: z.boolean().optional() });
const requestSchema = z.object({ requestType: z.object({ name: z.string() }).optional(), reporter: user.optional() });

export type Reader = { readonly accountId: string; readonly name: string; readonly address?: string; readonly active: boolean };

const readerOf = ({ accountId, displayName, emailAddress, active }: z.infer<typeof user>): Reader => ({ accountId, name: displayName ?? accountId, active: active ?? true, ...(emailAddress && { address: emailAddress }) });

/** The customer's request, or undefined where the ticket is no JSM request. */
export async function readServiceRequest(issueId: string): Promise<{ readonly requestType?: string; readonly reporter?: Reader } | undefined> {
  const found = await unlessAbsent(ask('app', 'read a service request', route`/rest/servicedeskapi/request/${issueId}?expand=requestType`, requestSchema));
  return found && { ...(found.requestType && { requestType: found.requestType.name }), ...(found.reporter && { reporter: readerOf(found.reporter) }) };
}

/** Participants of the request, at most 50: they receive what the reporter receives. */
export async function readParticipants(issueId: string): Promise<readonly Reader[]> {
  const page = await unlessAbsent(ask('app', 'read the participants', route`/rest/servicedeskapi/request/${issueId}/participant?limit=50`, z.object({ values: z.array(user) })));
  return (page?.values ?? []).map(readerOf);
}

/** Who reads what is public on the ticket: the reporter and the participants. */
export async function readersOf(issueId: string): Promise<readonly Reader[]> {
  const [service, participants] = await Promise.all([readServiceRequest(issueId), readParticipants(issueId)]);
  return [...(service?.reporter ? [service.reporter] : []), ...participants];
}

/** How the field of the organisations is known on every site, whatever its number and name there. */
const organisationsField = 'com.atlassian.servicedesk:sd-customer-organizations';
const sharedSchema = z.object({ schema: z.record(z.string(), z.object({ custom: z.string().optional() })), fields: z.record(z.string(), z.unknown()) });

/** The organisations that the ticket is shared with, by their names. */
export async function organisationsOf(issueId: string): Promise<readonly string[]> {
  const { schema, fields } = await ask('app', 'read whom an issue is shared with', route`/rest/api/3/issue/${issueId}?fields=*all,-comment,-attachment,-worklog,-issuelinks,-description&expand=schema`, sharedSchema);
  const field = Object.keys(schema).find((id) => schema[id]?.custom === organisationsField);
  const read = z.array(z.object({ name: z.string() })).safeParse(field && fields[field]);
  return read.success ? read.data.map(({ name }) => name) : [];
}
