/** Decides what is read of a ticket: its place, status, reporter, attachments, and the text that intake looks through. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, json, type As } from './ask';
import { plainText } from './document';

const person = z.object({ accountId: z.string(), displayName: z.string().optional(), emailAddress: z.string().optional(), accountType: z.string().optional() });

const attachment = z.object({ id: z.string(), filename: z.string(), size: z.number(), created: z.string(), author: person.optional() });

const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    created: z.string(),
    project: z.object({ id: z.string(), key: z.string() }),
    issuetype: z.object({ name: z.string() }),
    status: z.object({ id: z.string(), name: z.string() }),
    reporter: person.nullish(),
    assignee: person.nullish(),
    attachment: z.array(attachment).nullish(),
  }),
});

export type Attachment = { readonly id: string; readonly name: string; readonly size: number; readonly createdAt: string; readonly by: string };

export type Ticket = {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly projectKey: string;
  readonly issueType: string;
  readonly summary: string;
  readonly createdAt: string;
  readonly status: string;
  readonly reporter?: { readonly accountId: string; readonly name?: string; readonly address?: string };
  readonly assignee?: string;
  readonly attachments: readonly Attachment[];
};

const readFields = 'summary,created,project,issuetype,status,reporter,assignee,attachment';

const isoOf = (jiraTime: string): string => new Date(jiraTime.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString();

function ticketOf({ id, key, fields }: z.infer<typeof issueSchema>): Ticket {
  const { project, reporter, assignee } = fields;
  return {
    id,
    key,
    projectId: project.id,
    projectKey: project.key,
    issueType: fields.issuetype.name,
    summary: fields.summary,
    createdAt: isoOf(fields.created),
    status: fields.status.name,
    ...(reporter && { reporter: { accountId: reporter.accountId, ...(reporter.displayName && { name: reporter.displayName }), ...(reporter.emailAddress && { address: reporter.emailAddress }) } }),
    ...(assignee && { assignee: assignee.accountId }),
    attachments: (fields.attachment ?? []).map((one) => ({ id: one.id, name: one.filename, size: one.size, createdAt: isoOf(one.created), by: one.author?.accountId ?? '' })),
  };
}

/** A ticket by id or key. As the user this is also the proof that they may see it. Throws JiraFault 404 where they may not. */
export async function readTicket(as: As, issue: string): Promise<Ticket> {
  return ticketOf(await ask(as, 'read an issue', route`/rest/api/3/issue/${issue}?fields=${readFields}`, issueSchema));
}

const placesSchema = z.object({ issues: z.array(z.object({ id: z.string(), fields: z.object({ project: z.object({ id: z.string() }) }) })) });

/** The project in which each of these tickets lies now; one that the app does not find is absent. One call for a hundred. */
export async function projectsOfTickets(issueIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(issueIds)];
  const found = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 100) {
    const asked = { issueIdsOrKeys: ids.slice(at, at + 100), fields: ['project'] };
    const { issues } = await ask('app', 'read the projects of issues', route`/rest/api/3/issue/bulkfetch`, placesSchema, json('POST', asked));
    for (const { id, fields } of issues) found.set(id, fields.project.id);
  }
  return found;
}

const fieldsSchema = z.object({ names: z.record(z.string(), z.string()), fields: z.record(z.string(), z.unknown()) });

/** A custom field's value as people would read it; undefined for shapes that hold no text. */
function fieldText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('value' in value && typeof value.value === 'string') return value.value;
  if ('type' in value && value.type === 'doc') return plainText(value);
  return undefined;
}

export type TicketText = { readonly fields: Readonly<Record<string, string>>; readonly text: string; readonly description: unknown };

/** Every text of the ticket, the fields by their names in Jira. */
export async function readTicketText(issueId: string): Promise<TicketText> {
  const { names, fields } = await ask('app', 'read the text of an issue', route`/rest/api/3/issue/${issueId}?fields=*all&expand=names`, fieldsSchema);
  const byName: Record<string, string> = {};
  for (const [id, value] of Object.entries(fields)) {
    const text = id.startsWith('customfield_') ? fieldText(value) : undefined;
    const name = names[id];
    if (name && text) byName[name] = text;
  }
  return { fields: byName, description: fields['description'], text: [fields['summary'], plainText(fields['description'])].filter((part) => typeof part === 'string').join('\n') };
}
