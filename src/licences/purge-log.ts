/** Decides what the platform's own log of purges says: which tenant, when and by whom, from JSON or CSV. */
import { createHash } from 'node:crypto';
import { readTable } from './table';

/** `at` is there where the log gives a moment with its zone; `day` is what it gives otherwise. */
export type LoggedPurge = { readonly line: string; readonly tenantId: string; readonly by: string } & ({ readonly at: string } | { readonly day: string });

export type ParsedPurgeLog =
  | { readonly ok: true; readonly purges: readonly LoggedPurge[] }
  | { readonly ok: false; readonly because: 'not-a-purge-log' | 'purge-log-empty' }
  | { readonly ok: false; readonly because: 'purge-log-line'; readonly row: number; readonly lacks: 'tenant' | 'time' };

// As exports of platforms and of their audit logs call them.
const names = {
  tenant: ['tenantId', 'tenant', 'tenantUuid', 'accountId', 'account', 'instanceId', 'instance', 'workspaceId', 'target', 'targetId'],
  time: ['purgedAt', 'at', 'time', 'timestamp', 'datetime', 'date', 'day', 'when', 'deletedAt', 'createdAt', 'created', 'occurredAt', 'eventTime'],
  who: ['purgedBy', 'by', 'who', 'user', 'userName', 'actor', 'email', 'operator', 'deletedBy', 'performedBy', 'person'],
} as const;

type Cell = (name: string) => string | undefined;

const found = (cell: Cell, wanted: readonly string[]): string | undefined => wanted.map(cell).find((value) => value !== undefined && value !== '');

const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})$/;
const dayed = /^\d{4}-\d{2}-\d{2}(?=$|[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$)/;

/** A time without a zone may be any of a day and a half, so that only its day is kept; a day written otherwise may be another day. */
function timeOf(written: string): { readonly at: string } | { readonly day: string } | undefined {
  const text = written.trim();
  if (/^\d{10}(\d{3})?$/.test(text)) return { at: new Date(Number(text) * (text.length === 10 ? 1000 : 1)).toISOString() };
  if (zoned.test(text)) {
    const time = new Date(text.replace(' ', 'T').replace(/\s*UTC$/, 'Z').replace(/\s+(?=[+-])/, ''));
    return Number.isNaN(time.getTime()) ? undefined : { at: time.toISOString() };
  }
  const [day] = dayed.exec(text) ?? [];
  if (day === undefined) return undefined;
  const time = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day) ? { day } : undefined;
}

function read(rows: readonly { readonly row: number; readonly cell: Cell }[]): ParsedPurgeLog {
  const purges: LoggedPurge[] = [];
  for (const { row, cell } of rows) {
    // A line that cannot be read may be the one that nobody approved: nothing is left out in silence.
    const tenantId = found(cell, names.tenant)?.trim().slice(0, 300);
    if (!tenantId) return { ok: false, because: 'purge-log-line', row, lacks: 'tenant' };
    const time = timeOf(found(cell, names.time) ?? '');
    if (!time) return { ok: false, because: 'purge-log-line', row, lacks: 'time' };
    const by = (found(cell, names.who) ?? '').trim().slice(0, 300);
    const line = createHash('sha256').update(JSON.stringify([tenantId.toLowerCase(), 'at' in time ? time.at : time.day, by])).digest('hex').slice(0, 32);
    purges.push({ line, tenantId, by, ...time });
  }
  return purges.length === 0 ? { ok: false, because: 'purge-log-empty' } : { ok: true, purges: [...new Map(purges.map((one) => [one.line, one])).values()] };
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A value of JSON as a cell: nested people and tenants by what names them. */
function cellText(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  return cellText(['id', 'email', 'name'].map((name) => fields.get(name)).find((one) => typeof one === 'string' || typeof one === 'number'));
}

function listIn(given: unknown): readonly unknown[] | undefined {
  if (Array.isArray(given)) return given as readonly unknown[];
  if (typeof given !== 'object' || given === null) return undefined;
  const lists = Object.values(given).filter((value): value is unknown[] => Array.isArray(value));
  return lists.length === 1 ? lists[0] : undefined;
}

/** Rows of a table count as a spreadsheet does, entries of JSON from 1. */
export function parsePurgeLog(written: string): ParsedPurgeLog {
  const body = written.replace(/^\uFEFF/, '').trim();
  if (body === '') return { ok: false, because: 'purge-log-empty' };
  if (/^[[{]/.test(body)) {
    let list: readonly unknown[] | undefined;
    try {
      list = listIn(JSON.parse(body));
    } catch {
      list = undefined;
    }
    if (!list) return { ok: false, because: 'not-a-purge-log' };
    return read(
      list.map((entry, index) => {
        const fields = new Map(Object.entries(typeof entry === 'object' && entry !== null ? entry : {}).map(([name, value]) => [plain(name), value]));
        return { row: index + 1, cell: (name: string) => cellText(fields.get(plain(name))) };
      }),
    );
  }
  const table = readTable(body);
  if (!table || !names.tenant.some(table.hasColumn) || !names.time.some(table.hasColumn)) return { ok: false, because: 'not-a-purge-log' };
  return read(table.rows);
}
