// Shows that the file of a desk is cut where an invocation can take it, finds every edit, and is migrated schema by schema.
import { afterPart, begin, deskSchema, endOf, inDeskParts, migrated, mostRows, readHeader, rowSchema, type DeskFileRow, type DeskHeader } from '../../src/procedure/desk-file';

const header: DeskHeader = { schema: deskSchema, app: '1.0.0', site: 'cloud', at: '2026-11-21T09:00:00.000Z', by: 'admin' };
const row = (nth: number, size = 10): DeskFileRow => ['event', `1#${nth}`, { v: 1, data: 'x'.repeat(size) }];

describe('the parts', () => {
  it('fit an invocation, hold every row once and in order', () => {
    const rows = [...Array.from({ length: mostRows + 7 }, (_, nth) => row(nth)), ...Array.from({ length: 4 }, (_, nth) => row(1000 + nth, 240_000))];
    const parts = inDeskParts(rows);
    expect(parts.flat()).toEqual(rows);
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(mostRows);
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(400_000);
    }
  });

  it('are each sealed after the one before', () => {
    const [one, two] = [afterPart(begin(header), [row(1)]), afterPart(begin(header), [row(2)])];
    expect(one.hash).not.toBe(two.hash);
    expect(afterPart(one, [row(3)]).hash).not.toBe(afterPart(two, [row(3)]).hash);
    expect(afterPart(begin({ ...header, by: 'other' }), [row(1)]).hash).not.toBe(one.hash);
    expect(afterPart(begin(header), [row(1), row(2)]).hash).not.toBe(afterPart(begin(header), [row(2), row(1)]).hash);
  });

  it('are counted by kind, and the end commits to the count', () => {
    const soFar = afterPart(begin(header), [row(1), row(2), [null, 'task#1', { v: 1 }]]);
    expect(soFar.counts).toEqual({ event: 2, plain: 1 });
    expect(endOf(soFar).hash).not.toBe(endOf({ ...soFar, counts: { event: 3, plain: 1 } }).hash);
  });
});

describe('a header', () => {
  it('of a later schema is refused, and one of no schema is no desk', () => {
    expect(readHeader({ ...header, schema: deskSchema + 1, new: true })).toEqual({ because: 'desk-file-later' });
    expect(readHeader({ ...header, schema: 0 })).toEqual({ because: 'desk-file-unreadable' });
    expect(readHeader({ ...header, more: 1 })).toEqual({ because: 'desk-file-unreadable' });
    expect(readHeader('desk')).toEqual({ because: 'desk-file-unreadable' });
    expect(readHeader(header)).toEqual({ header });
  });
});

it('is migrated from each schema to the next, and a row may be left out on the way', () => {
  const table = { 1: ([entity, key, value]: DeskFileRow): DeskFileRow | undefined => (entity === 'outbox' ? undefined : [entity, key, { old: value }]), 2: ([entity, key, value]: DeskFileRow): DeskFileRow => [entity, `${key}!`, value] };
  expect(migrated(['event', 'a', 1], 1, table, 3)).toEqual(['event', 'a!', { old: 1 }]);
  expect(migrated(['event', 'a', 1], 2, table, 3)).toEqual(['event', 'a!', 1]);
  expect(migrated(['outbox', 'a', 1], 1, table, 3)).toBeUndefined();
  expect(() => migrated(row(1), 1, {}, 2)).toThrow('schema 1');
});

it('takes no row that storage would not', () => {
  expect(rowSchema.safeParse(['event', '1#00000001', { v: 1 }]).success).toBe(true);
  for (const key of ['', ' ', 'a/b', 'x'.repeat(501)]) expect(rowSchema.safeParse([null, key, { v: 1 }]).success).toBe(false);
  expect(rowSchema.safeParse([null, 'a', null]).success).toBe(false);
});
