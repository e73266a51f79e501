// Does in the portal what a customer does there: raises a request, attaches a file, writes a comment.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { z } from 'zod';
import type { Client } from '../client';

const PORTAL = '/rest/servicedeskapi';
const DESK = 'SUP';

export interface PortalFile {
  name: string;
  content: Uint8Array;
}

export interface PortalRequest {
  requestType: string;
  summary: string;
  description: string;
  fields: Record<string, string>;
  /** Account ids. */
  participants: string[];
}

const TYPES: Record<string, string> = { '.asc': 'application/pgp-keys', '.pdf': 'application/pdf', '.png': 'image/png', '.pub': 'text/plain' };

export const fileNamed = (name: string): PortalFile => ({ name, content: readFileSync(join(__dirname, 'files', name)) });

const named = z.object({ values: z.array(z.object({ id: z.string(), name: z.string() })) });
const desk = z.object({ id: z.string() });
const form = z.object({
  requestTypeFields: z.array(z.object({ fieldId: z.string(), name: z.string(), validValues: z.array(z.object({ value: z.string(), label: z.string() })) })),
});
const comments = z.object({ values: z.array(z.object({ body: z.string() })) });
const raised = z.object({ issueKey: z.string() });
const temporary = z.object({ temporaryAttachments: z.array(z.object({ temporaryAttachmentId: z.string() })) });

async function ask<T>(customer: Client, answer: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
  const { status, body: given } = await customer.send(method, `${PORTAL}${path}`, body);
  if (status >= 300) throw new Error(`${customer.email}, ${method} ${path}: the portal answered ${status}, ${JSON.stringify(given)}`);
  return answer.parse(given);
}

async function upload(customer: Client, { name, content }: PortalFile): Promise<string[]> {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(content)], { type: TYPES[extname(name)] ?? 'application/octet-stream' }), name);
  const response = await customer.fetch(`${PORTAL}/servicedesk/${DESK}/attachTemporaryFile`, { method: 'POST', headers: { 'x-atlassian-token': 'no-check' }, body });
  if (!response.ok) throw new Error(`${customer.email}: the portal refused a file with ${response.status}`);
  return temporary.parse(await response.json()).temporaryAttachments.map((one) => one.temporaryAttachmentId);
}

/** The values by the ids of the form's fields; a choice by the id of what is chosen. */
async function filledIn(customer: Client, typeId: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const { requestTypeFields } = await ask(customer, form, 'GET', `/servicedesk/${DESK}/requesttype/${typeId}/field`);
  return Object.fromEntries(Object.entries(fields).map(([label, value]) => {
    const field = requestTypeFields.find(({ name }) => name === label);
    if (!field) throw new Error(`The portal does not ask for “${label}”.`);
    const choice = field.validValues.find((one) => one.label === value);
    return [field.fieldId, choice ? { id: choice.value } : value];
  }));
}

export async function raiseRequest(customer: Client, { requestType, summary, description, fields, participants }: PortalRequest): Promise<string> {
  const { id: serviceDeskId } = await ask(customer, desk, 'GET', `/servicedesk/${DESK}`);
  const { values } = await ask(customer, named, 'GET', `/servicedesk/${DESK}/requesttype?limit=100`);
  const type = values.find(({ name }) => name === requestType);
  if (!type) throw new Error(`The portal has no “${requestType}”.`);
  const requestFieldValues = {
    summary,
    description,
    ...(await filledIn(customer, type.id, fields)),
  };
  const { issueKey } = await ask(customer, raised, 'POST', '/request', { serviceDeskId, requestTypeId: type.id, requestFieldValues, requestParticipants: participants });
  return issueKey;
}

export async function attachFile(customer: Client, issueKey: string, file: PortalFile): Promise<void> {
  const temporaryAttachmentIds = await upload(customer, file);
  await ask(customer, z.unknown(), 'POST', `/request/${issueKey}/attachment`, { temporaryAttachmentIds, public: true });
}

export async function writeComment(customer: Client, issueKey: string, text: string): Promise<void> {
  await ask(customer, z.unknown(), 'POST', `/request/${issueKey}/comment`, { body: text, public: true });
}

/** The oldest first. */
export async function readComments(customer: Client, issueKey: string): Promise<string[]> {
  const { values } = await ask(customer, comments, 'GET', `/request/${issueKey}/comment?limit=100`);
  return values.map(({ body }) => body);
}
