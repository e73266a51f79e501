/** Decides how the desk is taken away as a table: the lines that were asked for, a part at a time. */
import type { DeskAsked, DeskPart } from '../contract';
import type { Permission } from '../procedure/request';
import { sentence } from '../procedure/sentence';
import { csvRow } from '../trail/csv';
import { deskRules, openDesk } from './open-desk';

const header = csvRow(['Request', 'Customer', 'Site', 'Kind', 'Stage', 'Turn', 'Business days of this turn', 'Next step', 'Business days', 'Estimate at most', 'State of the clock', 'Due', 'Flags', 'Ended', 'Ending']);

type Place = { readonly projectId: string; readonly projectKey: string; readonly accountId: string; readonly may: readonly Permission[] };

export async function exportDesk({ projectId, projectKey, ...viewer }: Place, asked: DeskAsked, now = new Date()): Promise<DeskPart> {
  const [{ calendar }, page] = await Promise.all([deskRules(projectId), openDesk({ projectId, projectKey }, viewer, asked, now)]);
  const reader = { locale: 'en', timeZone: calendar.timeZone, now };
  const words = (code: string): string => sentence({ code, params: {} }, reader);
  const rows = page.lines.map(({ issueKey, customer = '', site = '', kind, stage, turn, heldFor, next, age, due = '', odd, ended }) =>
    csvRow([issueKey, customer, site, kind === undefined ? '' : words(`kind.${kind}.title`), words(`stage.${stage}`), turn, heldFor === undefined ? '' : String(heldFor), sentence(next, reader), String(age.day), String(age.of), age.state.replace('-', ' '), due, odd.map(({ says }) => sentence(says, reader)).join('; '), ended?.on ?? '', ended?.ending ?? '']),
  );
  // Nothing is known of it but where it is.
  const unreadable = (page.unreadable ?? []).map((id) => csvRow([`Issue ID ${id}: cannot be read`, ...Array.from({ length: 14 }, () => '')]));
  return { name: `snapshot-requests-${projectKey}-${page.today}.csv`, text: (asked.cursor ? '' : header) + rows.join('') + unreadable.join(''), ...(page.cursor && { cursor: page.cursor }) };
}
