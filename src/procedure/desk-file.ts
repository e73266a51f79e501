/** Decides how a whole desk travels as one file: rows in sealed parts, each sealed after the one before, and what such a file must be to be read. */
import { z } from 'zod';
import { digest } from '../trail/digest';

/** The schema that this version of the app writes. It changes whenever the shape of any stored row does. */
export const deskSchema = 1;

/** A row of storage; one without an entity lies under a plain key. */
export type DeskFileRow = readonly [entity: string | null, key: string, value: unknown];

/** From each earlier schema to the next, row by row; undefined leaves a row out. Schema 1 is the first. */
export type Migrations = Readonly<Record<number, (row: DeskFileRow) => DeskFileRow | undefined>>;
const migrations: Migrations = {};

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const counts = z.record(z.string().max(40), z.number().int().nonnegative());

const headerSchema = z.strictObject({
  schema: z.literal(deskSchema),
  app: z.string().max(100),
  /** The site that it is of: issue ids mean nothing on another. */
  site: z.string().max(200),
  at: z.iso.datetime(),
  by: z.string().max(128),
});
export type DeskHeader = Omit<z.infer<typeof headerSchema>, 'schema'> & { readonly schema: number };

/** What a part is sealed after: how many rows of each kind came before, and the hash of the part before. */
export const soFarSchema = z.strictObject({ no: z.number().int().nonnegative(), hash, counts });
export type SoFar = z.infer<typeof soFarSchema>;

export const endSchema = z.strictObject({ parts: z.number().int().nonnegative(), counts, hash });
export type DeskEnd = z.infer<typeof endSchema>;

export const rowSchema: z.ZodType<DeskFileRow> = z.tuple([z.string().max(40).nullable(), z.string().regex(/^(?!\s+$)[a-zA-Z0-9:._\s\-#]{1,500}$/), z.record(z.string(), z.unknown())]);

/** An invocation takes 500 KB; more rows than this are not written within one. */
const mostBytes = 350_000;
export const mostRows = 500;

export const begin = (header: DeskHeader): SoFar => ({ no: 0, hash: digest(header), counts: {} });

/** The digest chain: each part names its number, its rows and the hash before it. */
export function afterPart(before: SoFar, rows: readonly DeskFileRow[]): SoFar {
  const sums = { ...before.counts };
  for (const [entity] of rows) sums[entity ?? 'plain'] = (sums[entity ?? 'plain'] ?? 0) + 1;
  const no = before.no + 1;
  return { no, hash: digest({ no, prev: before.hash, rows }), counts: sums };
}

export const endOf = ({ no, hash: prev, counts: sums }: SoFar): DeskEnd => ({ parts: no, counts: sums, hash: digest({ counts: sums, parts: no, prev }) });

/** Rows in the order given, cut into parts that an invocation takes. One row is at most 240 KiB. */
export function inDeskParts(rows: readonly DeskFileRow[]): readonly (readonly DeskFileRow[])[] {
  const parts: DeskFileRow[][] = [];
  let size = mostBytes;
  for (const row of rows) {
    const own = new TextEncoder().encode(JSON.stringify(row)).length + 1;
    const last = parts.at(-1);
    if (!last || size + own > mostBytes || last.length >= mostRows) {
      parts.push([row]);
      size = own;
    } else {
      last.push(row);
      size += own;
    }
  }
  return parts;
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export const headerLine = (header: DeskHeader): string => line({ desk: header });
export const partLines = (rows: readonly DeskFileRow[], { no, hash: sealed }: SoFar): string => rows.map((row) => line({ row })).join('') + line({ seal: { no, rows: rows.length, hash: sealed } });
export const endLine = (end: DeskEnd): string => line({ end });

export type HeaderRead = { readonly header: DeskHeader } | { readonly because: 'desk-file-unreadable' | 'desk-file-later' };

/** A header of an earlier schema has the same members; its rows are migrated one by one. */
export function readHeader(given: unknown): HeaderRead {
  const schema = z.looseObject({ schema: z.number().int().positive() }).safeParse(given).data?.schema;
  if (schema === undefined) return { because: 'desk-file-unreadable' };
  if (schema > deskSchema) return { because: 'desk-file-later' };
  const parsed = headerSchema.safeParse({ ...(given as object), schema: deskSchema });
  return parsed.success ? { header: { ...parsed.data, schema } } : { because: 'desk-file-unreadable' };
}

/** A row as this version of the app keeps it. */
export function migrated(row: DeskFileRow, from: number, table: Migrations = migrations, to = deskSchema): DeskFileRow | undefined {
  let now: DeskFileRow | undefined = row;
  for (let schema = from; schema < to && now; schema += 1) {
    const next: Migrations[number] | undefined = table[schema];
    if (!next) throw new Error(`nothing migrates a desk from schema ${schema}`);
    now = next(now);
  }
  return now;
}
