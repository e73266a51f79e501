// Shows that the database keeps all or nothing, and gives back what was put in.
import { openDatabase } from '../../local/database';

const opened = () => {
  const database = openDatabase(':memory:');
  database.script('CREATE TABLE t (a TEXT PRIMARY KEY, b)');
  return database;
};

it('gives back texts, numbers, nothing and bytes, alone or among others', () => {
  const database = opened();
  database.run('INSERT INTO t VALUES (?, ?), (?, ?), (?, ?)', 'n', 1.5, 'nothing', null, 'bytes', Buffer.from([1, 2]));
  expect(database.all('SELECT a, b FROM t ORDER BY a')).toEqual([{ a: 'bytes', b: Buffer.from([1, 2]) }, { a: 'n', b: 1.5 }, { a: 'nothing', b: null }]);
  expect(database.one('SELECT a FROM t WHERE b IS ?', null)).toEqual({ a: 'nothing' });
  expect(database.one('SELECT a FROM t WHERE b = ?', Buffer.from([1, 2]))).toEqual({ a: 'bytes' });
  expect(database.one('SELECT a FROM t WHERE a = ?', 'none')).toBeUndefined();
});

it('takes back a failed transaction, and of a nested one only that', () => {
  const database = opened();
  const fail = (): never => { throw new Error('no'); };
  expect(() => database.transaction(() => { database.run('INSERT INTO t VALUES (1, 1)'); fail(); })).toThrow('no');
  database.transaction(() => {
    database.run('INSERT INTO t VALUES (2, 2)');
    expect(() => database.transaction(() => { database.run('INSERT INTO t VALUES (3, 3)'); fail(); })).toThrow('no');
  });
  expect(database.all('SELECT a FROM t')).toEqual([{ a: '2' }]);
});

it('says how many rows changed', () => {
  const database = opened();
  database.run('INSERT INTO t VALUES (1, 1), (2, 1)');
  expect([database.run('UPDATE t SET b = 2'), database.run('DELETE FROM t WHERE a = ?', 'none')]).toEqual([2, 0]);
});
