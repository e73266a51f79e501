/** Decides which values may stand in a shell command, and how: a value that could mean something else to a shell never does. */

/** A value as one word of a POSIX shell. Throws for control characters, which no value of ours has and a paste would run. */
export function quoted(value: string): string {
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) throw new Error('a value with control characters cannot stand in a command');
  return /^[A-Za-z0-9_/.][A-Za-z0-9_./:@%+,-]*$/.test(value) ? value : `'${value.replace(/'/g, `'\\''`)}'`;
}

/** Throws for what is no issue key: it becomes part of file names and patterns, where quoting is not enough. */
export function stem(ticket: string): string {
  if (!/^[A-Z][A-Z0-9_]{1,30}-[0-9]{1,12}$/.test(ticket)) throw new Error('the ticket has no key that a file can be named by');
  return ticket;
}
