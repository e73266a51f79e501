/** Reads logs as platforms write them, and takes none of which a line could be lost. */
import { parsePurgeLog } from '../../src/licences/purge-log';

const read = (written: string): readonly object[] => {
  const parsed = parsePurgeLog(written);
  if (!parsed.ok) throw new Error(parsed.because);
  return parsed.purges.map(({ line: _line, ...rest }) => rest);
};

test('a table, whatever its columns are called and how it is cut', () => {
  expect(read('Tenant ID,Purged at,Purged by\nt-1,2026-06-09T23:00:00Z,kim\n')).toEqual([{ tenantId: 't-1', at: '2026-06-09T23:00:00.000Z', by: 'kim' }]);
  expect(read('\uFEFFuser;timestamp;account_id\n"Kim; ops";2026-06-09 17:00:00 -06:00;t-2')).toEqual([{ tenantId: 't-2', at: '2026-06-09T23:00:00.000Z', by: 'Kim; ops' }]);
  expect(read('tenant\tdate\nt-3\t2026-06-09')).toEqual([{ tenantId: 't-3', day: '2026-06-09', by: '' }]);
});

test('a list of JSON, alone or in an object, with people and tenants by what names them', () => {
  const entry = { tenant: { id: 't-1', name: 'Northwind' }, created_at: 1_781_046_000, actor: { email: 'kim@example.com' } };
  expect(read(JSON.stringify({ events: [entry] }))).toEqual([{ tenantId: 't-1', at: '2026-06-09T23:00:00.000Z', by: 'kim@example.com' }]);
  expect(read(JSON.stringify([{ ...entry, created_at: 1_781_046_000_000 }]))).toHaveLength(1);
});

test('a time without a zone is known by its day alone', () => {
  expect(read('tenant,at\nt-1,2026-06-09 17:00:00')).toEqual([{ tenantId: 't-1', day: '2026-06-09', by: '' }]);
});

test('the same line twice is one purge; another person or moment is another', () => {
  expect(read('tenant,at,by\nt-1,2026-06-09,kim\nT-1,2026-06-09,kim\nt-1,2026-06-09,lou\nt-1,2026-06-10,kim')).toHaveLength(3);
});

test.each([
  ['prose', 'we purged three tenants', { because: 'not-a-purge-log' }],
  ['a table of something else', 'name,colour\na,b', { because: 'not-a-purge-log' }],
  ['broken JSON', '{"events": [', { because: 'not-a-purge-log' }],
  ['two lists, of which either may be meant', '{"a":[],"b":[]}', { because: 'not-a-purge-log' }],
  ['nothing', ' \n', { because: 'purge-log-empty' }],
  ['a header alone', 'tenant,at\n', { because: 'purge-log-empty' }],
  ['a line without its tenant', 'tenant,at\nt-1,2026-06-09\n,2026-06-09', { because: 'purge-log-line', row: 3, lacks: 'tenant' }],
  ['a day that can be read two ways', 'tenant,at\nt-1,06/09/2026', { because: 'purge-log-line', row: 2, lacks: 'time' }],
  ['a day that is none', 'tenant,at\nt-1,2026-02-30', { because: 'purge-log-line', row: 2, lacks: 'time' }],
  ['an entry that is no object', '[{"tenant":"t-1","at":"2026-06-09"}, 7]', { because: 'purge-log-line', row: 2, lacks: 'tenant' }],
])('takes nothing of %s', (_, written, expected) => {
  expect(parsePurgeLog(written)).toEqual({ ok: false, ...expected });
});
