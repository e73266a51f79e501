/** Decides how a reply reaches the customer: a public comment that can be found again by the effect that wrote it. */
import { route } from '@forge/api';
import { z } from 'zod';
import { ask, json, unlessAbsent } from './ask';
import { documentOf, plainText } from './document';

/** Set with the comment, so that an answer that never came can be told from a comment that was never made. */
const effectProperty = 'snapshotDeskEffect';

const commentSchema = z.object({ id: z.string(), properties: z.array(z.object({ key: z.string(), value: z.unknown() })).optional() });

/** Public unless told otherwise: “defaults to true when comments are created in the Jira Cloud Platform” (jira-cloud-v3). */
export async function writePublicComment(issueId: string, text: string, effectId: string): Promise<string> {
  const body = { body: documentOf(text), properties: [{ key: effectProperty, value: { id: effectId } }] };
  return (await ask('app', 'write a comment', route`/rest/api/3/issue/${issueId}/comment`, commentSchema, json('POST', body))).id;
}

/** For the desk's own people, also where the project is a service desk: a customer never reads it. */
export async function writeInternalComment(issueId: string, text: string, effectId: string): Promise<string> {
  const properties = [{ key: effectProperty, value: { id: effectId } }, { key: 'sd.public.comment', value: { internal: true } }];
  return (await ask('app', 'write an internal comment', route`/rest/api/3/issue/${issueId}/comment`, commentSchema, json('POST', { body: documentOf(text), properties }))).id;
}

/** The comment that an effect wrote, among the newest 100. */
export async function findCommentOf(issueId: string, effectId: string): Promise<string | undefined> {
  const { comments } = await ask('app', 'look for a comment', route`/rest/api/3/issue/${issueId}/comment?orderBy=-created&maxResults=100&expand=properties`, z.object({ comments: z.array(commentSchema) }));
  const isOurs = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value && value.id === effectId;
  return comments.find(({ properties }) => properties?.some(({ key, value }) => key === effectProperty && isOurs(value)))?.id;
}

/** The text of a comment as it stands; undefined where it is gone. */
export async function readComment(issueId: string, commentId: string): Promise<string | undefined> {
  const found = await unlessAbsent(ask('app', 'read a comment', route`/rest/api/3/issue/${issueId}/comment/${commentId}`, z.object({ body: z.unknown() })));
  return found && plainText(found.body);
}
