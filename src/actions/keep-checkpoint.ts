/** Decides how the heads of changed trails are sealed and posted outside the app's own storage, so that it resumes wherever it stopped. */
import type { Message } from '../checks/message';
import { findPosted, postOnAnchor, postOnTicket } from '../jira/checkpoints';
import { readTicket } from '../jira/tickets';
import { sentence } from '../procedure/sentence';
import { keepCheckpoint, markCovered, moveAnchor, readAnchor, readCheckpoint, readProgress, readSetBack, uncoveredHeads, writeProgress, writeSetBack, type Progress } from '../storage/checkpoints';
import { readHolds } from '../storage/holds';
import { sealHeads, sealOf, type FullCheckpoint } from '../trail/checkpoint';
import { refused, type Refused } from './change';
import { changeRules } from './change-rules';

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
  // An answer that never came left it there.
  if (anchor && (await findPosted(anchor.issueId, checkpoint.no))?.includes(checkpoint.hash)) return;
  if (anchor && (await postOnAnchor(anchor.issueId, checkpoint, sentenceOf(checkpoint)))) return;
  if (anchor) console.error('the issue that checkpoints are posted on is gone or may not be written');
  for (const { requestId } of checkpoint.heads) {
    const seal = sealOf(checkpoint, requestId);
    if (seal) await postOnTicket(seal);
  }
}

/**
 * Whether Jira holds the next checkpoint already, and another than storage does: storage is older than what was posted of it.
 * Releases that were used up and purges that were made would stand there unused and unmade.
 */
async function isSetBack({ posted }: Progress): Promise<boolean> {
  const anchor = await readAnchor();
  const found = anchor && (await findPosted(anchor.issueId, posted + 1));
  if (found === undefined) return false;
  const kept = await readCheckpoint(posted + 1);
  return !kept || !found.includes(kept.hash);
}

/** Seals and posts what waits, until `deadline`. What is left, or what Jira refuses now, is taken up by the next run. */
export async function keepCheckpoints(deadline: number): Promise<void> {
  if ((await readHolds()).isBeingBroughtIn) return;
  const before = await readProgress();
  if (await isSetBack(before)) {
    console.error(`storage is older than checkpoint ${before.posted + 1}, which was posted`);
    return writeSetBack({ no: before.posted + 1, at: new Date().toISOString() });
  }
  let progress = await sealWaiting(before, deadline);
  while (progress.posted < progress.sealed && Date.now() < deadline) {
    const checkpoint = await readCheckpoint(progress.posted + 1);
    if (!checkpoint) throw new Error(`checkpoint ${progress.posted + 1} is missing from storage`);
    await post(checkpoint);
    progress = { ...progress, posted: checkpoint.no };
    await writeProgress(progress);
  }
}

/**
 * Names the issue that checkpoints are posted on from now on, on record where it was asked; the person must be able to see it. Throws JiraFault 404 where they
 * cannot. After storage was set back another issue begins another series, and the old one keeps what was posted.
 */
export async function chooseAnchor(projectId: string, actor: string, issueKey: string): Promise<object | Refused> {
  const { id, key } = await readTicket('user', issueKey);
  const anchor = { issueId: id, issueKey: key };
  return changeRules(projectId, actor, async () => {
    const setBack = await readSetBack();
    if (setBack && (await readAnchor())?.issueId === id) return refused('anchor-keeps-evidence');
    return { happening: { type: 'anchor.chosen', detail: { ...anchor, ...(setBack && { lifted: setBack.no }) } }, alongside: moveAnchor(anchor) };
  });
}
