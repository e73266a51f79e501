/** Decides where in Jira a checkpoint is posted: as a comment on one issue that people watch, or on each ticket that it covers. */
import { route } from '@forge/api';
import { z } from 'zod';
import type { FullCheckpoint, Seal } from '../trail/checkpoint';
import { ask, call, json, unlessAbsent } from './ask';
import { findCommentOf } from './comments';

/** Set with the comment, so that it is found again after an answer that never came. */
const effectProperty = 'snapshotDeskEffect';
const sealProperty = 'snapshotDeskTrail';

const effectOf = ({ no }: Pick<FullCheckpoint, 'no'>): string => `checkpoint#${no}`;

/** A sentence, and the checkpoint in one line that can be copied into a file for verify-trail. */
function bodyOf(checkpoint: FullCheckpoint, sentence: string): object {
  const content = [
    { type: 'paragraph', content: [{ type: 'text', text: sentence }] },
    { type: 'codeBlock', attrs: { language: 'json' }, content: [{ type: 'text', text: JSON.stringify(checkpoint) }] },
  ];
  return { version: 1, type: 'doc', content };
}

/** What the app itself posted as the checkpoint of that number, or undefined. */
export const findPosted = async (issueId: string, no: number): Promise<string | undefined> => (await unlessAbsent(findCommentOf(issueId, effectOf({ no }))))?.text;

/** Posts a checkpoint once as an internal comment; false where the issue is gone or may not be written. */
export async function postOnAnchor(issueId: string, checkpoint: FullCheckpoint, sentence: string): Promise<boolean> {
  const properties = [{ key: effectProperty, value: { id: effectOf(checkpoint) } }, { key: 'sd.public.comment', value: { internal: true } }];
  const posted = await unlessAbsent(ask('app', 'post a checkpoint', route`/rest/api/3/issue/${issueId}/comment`, z.object({ id: z.string() }), json('POST', { body: bodyOf(checkpoint, sentence), properties })));
  return posted !== undefined;
}

/** Leaves the seal of one request on its ticket; a ticket that is gone keeps none. */
export async function postOnTicket({ checkpoint, head, proof }: Seal): Promise<void> {
  await unlessAbsent(call('app', 'leave a seal on a ticket', route`/rest/api/3/issue/${head.requestId}/properties/${sealProperty}`, json('PUT', { checkpoint, head, proof })));
}
