// Opens the one embedded database in which the local host keeps everything that must survive being killed.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';

export type Value = string | number | null | Uint8Array;

export interface Database {
  /** Several statements without parameters, for creating tables. */
  script(sql: string): void;
  /** Answers how many rows changed. */
  run(sql: string, ...values: Value[]): number;
  one<R extends object>(sql: string, ...values: Value[]): R | undefined;
  all<R extends object>(sql: string, ...values: Value[]): R[];
  /** All or nothing; may be nested. The work must not await, since one connection serves everybody. */
  transaction<T>(work: () => T): T;
  close(): void;
}

const MEMORY = ':memory:';

export function openDatabase(directory: string): Database {
  if (directory !== MEMORY) mkdirSync(directory, { recursive: true });
  const connection = new Libsql(directory === MEMORY ? MEMORY : join(directory, 'host.db'));
  connection.pragma('journal_mode = WAL');
  // NORMAL loses nothing when the process is killed; only a power cut could take the last commits.
  connection.pragma('synchronous = NORMAL');
  connection.pragma('foreign_keys = ON');

  const prepared = new Map<string, Libsql.Statement>();
  const statement = (sql: string): Libsql.Statement => {
    const known = prepared.get(sql);
    if (known) return known;
    const fresh = connection.prepare(sql);
    prepared.set(sql, fresh);
    return fresh;
  };
  const all = <R extends object>(sql: string, values: Value[]): R[] =>
    // libsql takes a lone null or buffer for named parameters, so the values always go as one array.
    statement(sql).all(values).map((row) => withBuffers(row) as R);

  let depth = 0;
  const nested = <T>(begin: string, commit: string, rollback: string, work: () => T): T => {
    connection.exec(begin);
    depth += 1;
    try {
      const result = work();
      connection.exec(commit);
      return result;
    } catch (failure) {
      connection.exec(rollback);
      throw failure;
    } finally {
      depth -= 1;
    }
  };

  return {
    script: (sql) => void connection.exec(sql),
    run: (sql, ...values) => statement(sql).run(values).changes,
    one: <R extends object>(sql: string, ...values: Value[]): R | undefined => all<R>(sql, values)[0],
    all: <R extends object>(sql: string, ...values: Value[]): R[] => all<R>(sql, values),
    transaction: (work) =>
      depth === 0
        ? nested('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', work)
        : nested(`SAVEPOINT s${depth}`, `RELEASE s${depth}`, `ROLLBACK TO s${depth}; RELEASE s${depth}`, work),
    close: () => {
      prepared.clear();
      connection.close();
    },
  };
}

// Blobs come back as a bare ArrayBuffer from libsql's iterator.
function withBuffers(row: unknown): object {
  const plain: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row as object)) {
    plain[column] = value instanceof ArrayBuffer ? Buffer.from(value) : value;
  }
  return plain;
}
