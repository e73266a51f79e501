/** Decides how a whole desk is taken away: on record first, then every row in sealed parts that fit an answer. */
import { z } from 'zod';
import type { Answer, DeskFilePart } from '../contract';
import { myPermissions } from '../jira/permissions';
import { isProjectGone } from '../jira/projects';
import { projectsOfTickets } from '../jira/tickets';
import { unlessAbsent } from '../jira/ask';
import { thisApp } from '../jira/this-app';
import { afterPart, begin, deskSchema, endLine, endOf, headerLine, inDeskParts, partLines, soFarSchema, type DeskFileRow, type DeskHeader } from '../procedure/desk-file';
import { readProgress } from '../storage/checkpoints';
import { firstPlace, placeSchema, stepFrom, type Place } from '../storage/desk-rows';
import { readInForce } from '../storage/rules';
import { exportSecret } from '../storage/secrets';
import { readEvent } from '../storage/trail';
import { isSameDigest, keyedDigest } from '../trail/digest';
import { refused, type Refused } from './change';
import { changeRules, rulesTrailOf } from './change-rules';

/** An answer holds 5 MB; the last step adds a megabyte at most, and a character takes up to three bytes. */
const mostCharacters = 600_000;
/** Of Forge's 25 s, so that the step in hand is finished. */
const budgetMs = 12_000;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The projects that rows are of. What belongs to the site as a whole is of none. */
export function projectsOf(rows: readonly DeskFileRow[]): readonly string[] {
  const named = rows.flatMap(([entity, , value]) => {
    const { project, data } = value as { project?: unknown; data?: { projectId?: unknown } };
    // A request names its project twice: what it is found by, and what it goes by.
    return entity === 'request' || entity === 'rules' || entity === 'purge' ? [textOf(project) ?? [], entity === 'request' ? (textOf(data?.projectId) ?? []) : []].flat() : [];
  });
  return [...new Set(named.map((project) => project.replace(/#.*$/, '')))];
}

/** The projects that Jira says these requests' tickets lie in, whatever their rows say; a ticket that is gone lies in none. */
export async function realProjectsOf(rows: readonly DeskFileRow[]): Promise<readonly string[]> {
  const ids = rows.flatMap(([entity, key, value]) => (entity === 'request' ? [key.slice(key.indexOf('#') + 1), textOf((value as { data?: { issueId?: unknown } }).data?.issueId) ?? ''] : []));
  return [...new Set((await projectsOfTickets(ids.filter((id) => /^\d{1,20}$/.test(id)))).values())];
}

/**
 * The first project of these whose rules this person may not administer: a whole desk is taken and brought by whoever
 * may all of it. Of a project that is gone nobody holds anything any more: a Jira administrator answers for that.
 */
export async function notTheirs(projectIds: readonly string[], known: Set<string>): Promise<string | undefined> {
  for (const projectId of projectIds) {
    if (known.has(projectId)) continue;
    const held = await unlessAbsent(myPermissions({ projectId }, ['administer-rules']));
    if (!held?.includes('administer-rules') && !(held === undefined && (await isProjectGone(projectId)))) return projectId;
    known.add(projectId);
  }
  return undefined;
}

/** Puts it on the trail of the rules that the desk is taken away, and gives that entry's number. */
async function recordTaking(projectId: string, actor: string): Promise<{ readonly through: number } | Refused> {
  const { sealed } = await readProgress();
  const recorded = await changeRules(projectId, actor, () => ({ happening: { type: 'desk.exported', detail: { sealed } } }));
  if ('refusal' in recorded) return recorded;
  return { through: (await readInForce(projectId))?.trail.seq ?? 0 };
}

const goingOn = z.strictObject({ through: z.number().int().positive(), place: placeSchema, soFar: soFarSchema });

/** What an answer gave as `next`, and nothing else: a place of the reader's own choosing would pass by the rows that say whose desk it is. */
export const takingSchema = goingOn.extend({ seal: z.string().regex(/^[0-9a-f]{64}$/) });
type TakingAsked = z.infer<typeof takingSchema>;

const sealOf = async (projectId: string, actor: string, { through, place, soFar }: z.infer<typeof goingOn>): Promise<string> => keyedDigest(await exportSecret(), { projectId, actor, through, place, soFar });

/** The first part records the export; each other part names that entry, and goes on where the one before ended. */
export async function takeDesk(projectId: string, actor: string, asked?: TakingAsked): Promise<Answer<DeskFilePart>> {
  const begun = asked ?? (await recordTaking(projectId, actor));
  if ('refusal' in begun) return { ok: false, ...begun };
  const recorded = await readEvent(rulesTrailOf(projectId), begun.through);
  const isTheirs = recorded?.type === 'desk.exported' && recorded.actor === actor;
  if (!isTheirs || (asked && !isSameDigest(asked.seal, await sealOf(projectId, actor, asked)))) return { ok: false, ...refused('no-such-export') };
  const header: DeskHeader = { schema: deskSchema, ...thisApp(), at: recorded.at, by: actor };
  const deadline = Date.now() + budgetMs;
  const known = new Set<string>();
  const rows: DeskFileRow[] = [];
  let place: Place | undefined = asked?.place ?? firstPlace;
  let size = 0;
  while (place && size < mostCharacters && Date.now() < deadline) {
    const step = await stepFrom(place);
    const foreign = await notTheirs(projectsOf(step.rows), known);
    if (foreign !== undefined) return { ok: false, ...refused('desk-other-project', { project: foreign }) };
    rows.push(...step.rows);
    size += JSON.stringify(step.rows).length;
    place = step.next;
  }
  let soFar = asked?.soFar ?? begin(header);
  let text = asked ? '' : headerLine(header);
  for (const part of inDeskParts(rows)) {
    soFar = afterPart(soFar, part);
    text += partLines(part, soFar);
  }
  const name = `snapshot-desk-${recorded.at.slice(0, 10)}.jsonl`;
  if (place) {
    const next = { through: begun.through, place, soFar };
    return { ok: true, value: { name, text, next: { ...next, seal: await sealOf(projectId, actor, next) } } };
  }
  // A checkpoint that was sealed meanwhile may cover more of a trail than the file has of it.
  if ((await readProgress()).sealed !== recorded.detail.sealed) return { ok: false, ...refused('desk-export-sealed') };
  return { ok: true, value: { name, text: text + endLine(endOf(soFar)) } };
}
