/** Decides how the heads of changed trails are sealed and posted outside the app's own storage, so that it resumes wherever it stopped. */
import type { Message } from '../checks/message';
import { postOnAnchor, postOnTicket } from '../jira/checkpoints';
import { readTicket } from '../jira/tickets';
import { sentence } from '../procedure/sentence';
import { keepCheckpoint, markCovered, readAnchor, readCheckpoint, readProgress, uncoveredHeads, writeAnchor, writeProgress, type Progress } from '../storage/checkpoints';
import { sealHeads, sealOf, type FullCheckpoint } from '../trail/checkpoint';

/** Marks what a kept checkpoint covers. Repeating it changes nothing. */
async function completeCheckpoint({ no, heads }: FullCheckpoint): Promise<void> {
  for (const head of heads) await markCovered(head, no);
}

/** Seals waiting heads, checkpoint after checkpoint, until none waits. One that was kept and not completed is completed first. */
async function sealWaiting(progress: Progress, deadline: number): Promise<Progress> {
  let { sealed } = progress;
  let newest = sealed > 0 ? await readCheckpoint(sealed) : undefined;
  // A query may still give a head that was covered a moment ago.
  const seen = new Set<string>();
  while (Date.now() < deadline) {
    const unfinished = await readCheckpoint(sealed + 1);
    const waiting = unfinished ? [] : (await uncoveredHeads()).filter(({ requestId, seq }) => !seen.has(`${requestId}#${seq}`));
    if (!unfinished && waiting.length === 0) break;
    const checkpoint = unfinished ?? sealHeads(newest, waiting, new Date().toISOString());
    // Where another run was faster, its checkpoint is the one to complete.
    if (!unfinished && !(await keepCheckpoint(checkpoint))) continue;
    await completeCheckpoint(checkpoint);
    for (const { requestId, seq } of checkpoint.heads) seen.add(`${requestId}#${seq}`);
    newest = checkpoint;
    sealed = checkpoint.no;
    await writeProgress({ ...progress, sealed });
  }
  return { ...progress, sealed };
}

const sentenceOf = ({ no, count, hash }: FullCheckpoint): string => {
  const says: Message = { code: 'checkpoint.comment', params: { no, count, hash } };
  return sentence(says, { locale: 'en', timeZone: 'UTC', now: new Date() });
};

async function post(checkpoint: FullCheckpoint): Promise<void> {
  const anchor = await readAnchor();
  if (anchor && (await postOnAnchor(anchor.issueId, checkpoint, sentenceOf(checkpoint)))) return;
  if (anchor) console.error('the issue that checkpoints are posted on is gone or may not be written');
  for (const { requestId } of checkpoint.heads) {
    const seal = sealOf(checkpoint, requestId);
    if (seal) await postOnTicket(seal);
  }
}

/** Seals and posts what waits, until `deadline`. What is left, or what Jira refuses now, is taken up by the next run. */
export async function keepCheckpoints(deadline: number): Promise<void> {
  let progress = await sealWaiting(await readProgress(), deadline);
  while (progress.posted < progress.sealed && Date.now() < deadline) {
    const checkpoint = await readCheckpoint(progress.posted + 1);
    if (!checkpoint) throw new Error(`checkpoint ${progress.posted + 1} is missing from storage`);
    await post(checkpoint);
    progress = { ...progress, posted: checkpoint.no };
    await writeProgress(progress);
  }
}

/** Names the issue that checkpoints are posted on from now on; the person must be able to see it. Throws JiraFault 404 where they cannot. */
export async function chooseAnchor(issueKey: string): Promise<{ readonly issueKey: string }> {
  const { id, key } = await readTicket('user', issueKey);
  await writeAnchor({ issueId: id, issueKey: key });
  return { issueKey: key };
}
