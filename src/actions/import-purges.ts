/** Decides how the platform's own log of purges is taken in: on record first, and each of its lines once. */
import { createHash } from 'node:crypto';
import type { Answer } from '../contract';
import type { Message } from '../checks/message';
import { parsePurgeLog } from '../licences/purge-log';
import { dayIn } from '../procedure/business-days';
import type { Purge } from '../procedure/purges';
import { keepPurges, lastImport, noteImport, unkeptPurges } from '../storage/purges';
import { refused } from './change';
import { changeRules } from './change-rules';
import { loadRules, versionInForce } from './load-rules';

/** So many are read and written well within one invocation; purges are rare. */
const mostLines = 1000;

export async function importPurges(projectId: string, actor: string, text: string): Promise<Answer<Message>> {
  const parsed = parsePurgeLog(text);
  if (!parsed.ok) return { ok: false, ...(parsed.because === 'purge-log-line' ? refused(`purge-log-no-${parsed.lacks}`, { row: parsed.row }) : refused(parsed.because)) };
  if (parsed.purges.length > mostLines) return { ok: false, ...refused('purge-log-too-long', { most: mostLines }) };
  const { calendar } = await loadRules(projectId, (await versionInForce(projectId)).version);
  const purges = parsed.purges.map(({ line, tenantId, by, ...time }): Purge => ({
    id: `log:${projectId}:${line}`,
    source: 'platform',
    tenantId,
    by,
    ...('at' in time ? { at: time.at, day: dayIn(calendar.timeZone, new Date(time.at)) } : { day: time.day }),
  }));
  const added = await unkeptPurges(purges);
  const days = purges.map(({ day }) => day).sort();
  const [from = '', until = ''] = [days[0], days.at(-1)];
  const recorded = await changeRules(projectId, actor, () => ({
    happening: { type: 'purges.imported', detail: { lines: purges.length, added: added.length, sha256: createHash('sha256').update(text).digest('hex'), from, until } },
  }));
  if ('refusal' in recorded) return { ok: false, ...recorded };
  await keepPurges(projectId, added);
  const before = await lastImport(projectId);
  await noteImport(projectId, { by: actor, at: new Date().toISOString(), lines: purges.length, until: before && before.until > until ? before.until : until });
  return { ok: true, value: { code: 'done.purges-imported', params: { lines: purges.length, added: added.length } } };
}
