// Keeps what Jira keeps, and holds the only SQL that reads and writes it.
import type { Database } from '../database';
import type { Attachment, Change, Comment, Issue, IssueLink, RemoteLink } from './issue';

const TABLES = `
  CREATE TABLE IF NOT EXISTS jira_document (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id));
  CREATE TABLE IF NOT EXISTS jira_sequence (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_issue (id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_former_key (key TEXT PRIMARY KEY, issue_id INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_property (issue_id INTEGER, key TEXT, value TEXT NOT NULL, PRIMARY KEY (issue_id, key));
  CREATE TABLE IF NOT EXISTS jira_comment (id INTEGER PRIMARY KEY, issue_id INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS jira_comment_of ON jira_comment (issue_id);
  CREATE TABLE IF NOT EXISTS jira_attachment (id INTEGER PRIMARY KEY, issue_id INTEGER NOT NULL, body TEXT NOT NULL, content BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS jira_attachment_of ON jira_attachment (issue_id);
  CREATE TABLE IF NOT EXISTS jira_temporary_file (id TEXT PRIMARY KEY, body TEXT NOT NULL, content BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_link (id INTEGER PRIMARY KEY, type_id TEXT NOT NULL, inward_id INTEGER NOT NULL, outward_id INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_remote_link (id INTEGER PRIMARY KEY, issue_id INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_change (id INTEGER PRIMARY KEY, issue_id INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS jira_change_of ON jira_change (issue_id);
  CREATE TABLE IF NOT EXISTS jira_indexed (issue_id INTEGER PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS jira_unindexed (seq INTEGER PRIMARY KEY AUTOINCREMENT, issue_id INTEGER NOT NULL, since INTEGER NOT NULL, body TEXT);
`;

export interface TemporaryFile {
  id: string;
  fileName: string;
  mimeType: string;
  author: string;
}

interface Row {
  id: number;
  body: string;
}

export type Store = ReturnType<typeof openStore>;

export function openStore(database: Database) {
  database.script(TABLES);
  const parsed = <T>(row: { body: string } | undefined): T | undefined => (row ? (JSON.parse(row.body) as T) : undefined);
  const rows = <T>(sql: string, ...values: (string | number)[]): T[] =>
    database.all<Row>(sql, ...values).map((row) => JSON.parse(row.body) as T);

  return {
    transaction: <T>(work: () => T): T => database.transaction(work),

    nextNumber(name: string, first: number): number {
      const known = database.one<{ value: number }>('SELECT value FROM jira_sequence WHERE name = ?', name);
      const value = known ? known.value + 1 : first;
      database.run('INSERT INTO jira_sequence VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
      return value;
    },

    document: <T>(kind: string, id: string): T | undefined =>
      parsed<T>(database.one<Row>('SELECT body FROM jira_document WHERE kind = ? AND id = ?', kind, id)),
    documents: <T>(kind: string): T[] => rows<T>('SELECT body FROM jira_document WHERE kind = ? ORDER BY rowid', kind),
    saveDocument: (kind: string, id: string, body: unknown): void =>
      void database.run(
        'INSERT INTO jira_document VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body',
        kind,
        id,
        JSON.stringify(body),
      ),

    issue: (id: number): Issue | undefined =>
      parsed<Issue>(database.one<Row>('SELECT body FROM jira_issue WHERE id = ?', id)),
    issueByKey: (key: string): Issue | undefined =>
      parsed<Issue>(
        database.one<Row>('SELECT body FROM jira_issue WHERE key = ?', key) ??
          database.one<Row>(
            'SELECT body FROM jira_issue WHERE id = (SELECT issue_id FROM jira_former_key WHERE key = ?)',
            key,
          ),
      ),
    issues: (): Issue[] => rows<Issue>('SELECT body FROM jira_issue ORDER BY id'),
    saveIssue: (issue: Issue): void =>
      void database.run(
        'INSERT INTO jira_issue VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET key = excluded.key, body = excluded.body',
        issue.id,
        issue.key,
        JSON.stringify(issue),
      ),
    keepFormerKey: (key: string, issueId: number): void =>
      void database.run('INSERT OR REPLACE INTO jira_former_key VALUES (?, ?)', key, issueId),
    deleteIssue(id: number): void {
      for (const table of ['property', 'comment', 'attachment', 'remote_link', 'change', 'former_key'])
        database.run(`DELETE FROM jira_${table} WHERE issue_id = ?`, id);
      database.run('DELETE FROM jira_link WHERE inward_id = ? OR outward_id = ?', id, id);
      database.run('DELETE FROM jira_issue WHERE id = ?', id);
    },

    property: (issueId: number, key: string): { value: unknown } | undefined => {
      const row = database.one<{ value: string }>('SELECT value FROM jira_property WHERE issue_id = ? AND key = ?', issueId, key);
      return row ? { value: JSON.parse(row.value) as unknown } : undefined;
    },
    properties: (issueId: number): Record<string, unknown> =>
      Object.fromEntries(
        database
          .all<{ key: string; value: string }>('SELECT key, value FROM jira_property WHERE issue_id = ? ORDER BY key', issueId)
          .map((row) => [row.key, JSON.parse(row.value) as unknown]),
      ),
    saveProperty: (issueId: number, key: string, value: unknown): void =>
      void database.run(
        'INSERT INTO jira_property VALUES (?, ?, ?) ON CONFLICT (issue_id, key) DO UPDATE SET value = excluded.value',
        issueId,
        key,
        JSON.stringify(value),
      ),
    deleteProperty: (issueId: number, key: string): void =>
      void database.run('DELETE FROM jira_property WHERE issue_id = ? AND key = ?', issueId, key),

    comments: (issueId: number): Comment[] => rows<Comment>('SELECT body FROM jira_comment WHERE issue_id = ? ORDER BY id', issueId),
    comment: (id: number): Comment | undefined => parsed<Comment>(database.one<Row>('SELECT body FROM jira_comment WHERE id = ?', id)),
    saveComment: (comment: Comment): void =>
      void database.run(
        'INSERT INTO jira_comment VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
        comment.id,
        comment.issueId,
        JSON.stringify(comment),
      ),
    deleteComment: (id: number): void => void database.run('DELETE FROM jira_comment WHERE id = ?', id),

    attachments: (issueId: number): Attachment[] =>
      rows<Attachment>('SELECT body FROM jira_attachment WHERE issue_id = ? ORDER BY id', issueId),
    attachment: (id: number): Attachment | undefined =>
      parsed<Attachment>(database.one<Row>('SELECT body FROM jira_attachment WHERE id = ?', id)),
    attachmentContent: (id: number): Uint8Array =>
      database.one<{ content: Uint8Array }>('SELECT content FROM jira_attachment WHERE id = ?', id)?.content ?? new Uint8Array(),
    addAttachment: (attachment: Attachment, content: Uint8Array): void =>
      void database.run(
        'INSERT INTO jira_attachment VALUES (?, ?, ?, ?)',
        attachment.id,
        attachment.issueId,
        JSON.stringify(attachment),
        content,
      ),
    deleteAttachment: (id: number): void => void database.run('DELETE FROM jira_attachment WHERE id = ?', id),

    addTemporaryFile: (file: TemporaryFile, content: Uint8Array): void =>
      void database.run('INSERT INTO jira_temporary_file VALUES (?, ?, ?)', file.id, JSON.stringify(file), content),
    temporaryFile: (id: string): { file: TemporaryFile; content: Uint8Array } | undefined => {
      const row = database.one<{ body: string; content: Uint8Array }>('SELECT body, content FROM jira_temporary_file WHERE id = ?', id);
      return row ? { file: JSON.parse(row.body) as TemporaryFile, content: row.content } : undefined;
    },
    dropTemporaryFile: (id: string): void => void database.run('DELETE FROM jira_temporary_file WHERE id = ?', id),

    linksOf: (issueId: number): IssueLink[] =>
      database.all<IssueLink>(
        'SELECT id, type_id AS typeId, inward_id AS inwardId, outward_id AS outwardId FROM jira_link WHERE inward_id = ? OR outward_id = ? ORDER BY id',
        issueId,
        issueId,
      ),
    link: (id: number): IssueLink | undefined =>
      database.one<IssueLink>('SELECT id, type_id AS typeId, inward_id AS inwardId, outward_id AS outwardId FROM jira_link WHERE id = ?', id),
    addLink: (link: IssueLink): void =>
      void database.run('INSERT INTO jira_link VALUES (?, ?, ?, ?)', link.id, link.typeId, link.inwardId, link.outwardId),
    deleteLink: (id: number): void => void database.run('DELETE FROM jira_link WHERE id = ?', id),

    remoteLinks: (issueId: number): RemoteLink[] => rows<RemoteLink>('SELECT body FROM jira_remote_link WHERE issue_id = ? ORDER BY id', issueId),
    saveRemoteLink: (link: RemoteLink): void =>
      void database.run(
        'INSERT INTO jira_remote_link VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
        link.id,
        link.issueId,
        JSON.stringify(link),
      ),
    deleteRemoteLink: (id: number): void => void database.run('DELETE FROM jira_remote_link WHERE id = ?', id),

    changes: (issueId: number): Change[] => rows<Change>('SELECT body FROM jira_change WHERE issue_id = ? ORDER BY id', issueId),
    addChange: (change: Change): void =>
      void database.run('INSERT INTO jira_change VALUES (?, ?, ?)', change.id, change.issueId, JSON.stringify(change)),

    /** A body of undefined says that the issue is gone. */
    awaitIndexing: (issueId: number, since: number, body: unknown): void =>
      void database.run(
        'INSERT INTO jira_unindexed (issue_id, since, body) VALUES (?, ?, ?)',
        issueId,
        since,
        body === undefined ? null : JSON.stringify(body),
      ),
    /** Takes into the index what was written until then, and the issues that the search wants reconciled. */
    indexUpTo(until: number, now: number, reconciled: number[]): void {
      // A row from the future was written before the clock was set back, and has waited long enough.
      const due = database
        .all<{ seq: number; issue_id: number; since: number; body: string | null }>('SELECT seq, issue_id, since, body FROM jira_unindexed ORDER BY seq')
        .filter((row) => row.since <= until || row.since > now || reconciled.includes(row.issue_id));
      database.transaction(() => {
        for (const row of due) {
          if (row.body === null) database.run('DELETE FROM jira_indexed WHERE issue_id = ?', row.issue_id);
          else database.run('INSERT INTO jira_indexed VALUES (?, ?) ON CONFLICT (issue_id) DO UPDATE SET body = excluded.body', row.issue_id, row.body);
          database.run('DELETE FROM jira_unindexed WHERE seq = ?', row.seq);
        }
      });
    },
    indexed: <T>(): T[] => rows<T>('SELECT body FROM jira_indexed ORDER BY issue_id'),
  };
}
