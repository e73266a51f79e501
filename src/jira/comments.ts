/** Decides how a reply reaches the customer: a public comment that can be found again by the effect that wrote it. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, json, unlessAbsent } from './ask';
import { documentOf, plainText, type Mentions } from './document';
import { appAccount } from './people';

/** Set with the comment, so that an answer that never came can be told from a comment that was never made. */
const effectProperty = 'snapshotDeskEffect';

const commentSchema = z.object({ id: z.string(), author: z.object({ accountId: z.string() }).optional(), body: z.unknown().optional(), properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional() });

/** Public unless told otherwise: “defaults to true when comments are created in the Jira Cloud Platform” (jira-cloud-v3). */
export async function writePublicComment(issueId: string, text: string, effectId: string): Promise<string> {
  const body = { body: documentOf(text), properties: [{ key: effectProperty, value: { id: effectId } }] };
  return (await ask('app', 'write a comment', route`/rest/api/3/issue/${issueId}/comment`, commentSchema, json('POST', body))).id;
}

/** For the desk's own people, also where the project is a service desk: a customer never reads it. */
export async function writeInternalComment(issueId: string, text: string, effectId: string, mentions: Mentions = []): Promise<string> {
  const properties = [{ key: effectProperty, value: { id: effectId } }, { key: 'sd.public.comment', value: { internal: true } }];
  return (await ask('app', 'write an internal comment', route`/rest/api/3/issue/${issueId}/comment`, commentSchema, json('POST', { body: documentOf(text, mentions), properties }))).id;
}

/**
 * The comment that an effect of the app wrote, among the newest 100, with its text. Anybody may set such a property on a comment
 * of their own: only the app's count.
 */
export async function findCommentOf(issueId: string, effectId: string): Promise<{ readonly id: string; readonly text: string } | undefined> {
  const { comments } = await ask('app', 'look for a comment', route`/rest/api/3/issue/${issueId}/comment?orderBy=-created&maxResults=100&expand=properties`, z.object({ comments: z.array(commentSchema) }));
  const isOurs = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value && value.id === effectId;
  const claimed = comments.filter(({ properties }) => properties?.some(({ key, value }) => key === effectProperty && isOurs(value)));
  const app = claimed.length > 0 ? await appAccount() : undefined;
  const found = claimed.find(({ author }) => author?.accountId === app);
  return found && { id: found.id, text: plainText(found.body) ?? '' };
}

/** The text of a comment as it stands; undefined where it is gone. */
export async function readComment(issueId: string, commentId: string): Promise<string | undefined> {
  const found = await unlessAbsent(ask('app', 'read a comment', route`/rest/api/3/issue/${issueId}/comment/${commentId}`, z.object({ body: z.unknown() })));
  return found && plainText(found.body);
}
