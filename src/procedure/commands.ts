/** Decides the shell commands for exactly one request: this key alone, no key server, every value quoted. */
import { recordBegins, recordLimits } from './delivery-record';

/** A value as one word of a POSIX shell. Throws for control characters, which no value of ours has and a paste would run. */
export function quoted(value: string): string {
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) throw new Error('a value with control characters cannot stand in a command');
  return /^[A-Za-z0-9_/.][A-Za-z0-9_./:@%+,-]*$/.test(value) ? value : `'${value.replace(/'/g, `'\\''`)}'`;
}

/** Fingerprints in upper-case hex. `sshKey` is type and key without a comment, and absent where the customer gave none. */
export type CommandFacts = {
  readonly ticket: string;
  readonly fingerprint: string;
  readonly encryptionKeys: readonly string[];
  readonly sshKey?: string;
  /** `YYYY-MM-DD`, the last day on which the account lets anybody in. */
  readonly accessEnds: string;
};

export type CommandName = 'import' | 'pack' | 'seal' | 'record' | 'account' | 'compare';
export type Command = { readonly command: CommandName; readonly shell: string };

/** Throws for what is no issue key: it becomes part of file names and patterns, where quoting is not enough. */
function stem(ticket: string): string {
  if (!/^[A-Z][A-Z0-9_]{1,30}-[0-9]{1,12}$/.test(ticket)) throw new Error('the ticket has no key that a file can be named by');
  return ticket;
}

export const accountName = (ticket: string): string => `sd-${stem(ticket).toLowerCase()}`;
export const accountPath = (ticket: string): string => `/home/${accountName(ticket)}`;
export const keyFileName = (ticket: string): string => `${stem(ticket)}-key.asc`;

/** A new key ring holds nothing but this key, so no default key and no option of somebody's own can add a reader. */
function importKey({ ticket, fingerprint }: CommandFacts): string {
  return [
    'export GNUPGHOME="$(mktemp -d)"',
    `gpg --batch --no-options --disable-dirmngr --import ${keyFileName(ticket)}`,
    `gpg --batch --no-options --with-colons --fingerprint ${quoted(fingerprint)} | grep -qx ${quoted(`fpr:::::::::${fingerprint}:`)} && echo 'The approved key is here' || echo 'STOP: this is another key'`,
  ].join('\n');
}

/** The exclamation mark makes gpg take this very key and not another one of the certificate (GnuPG manual, “How to Specify a User Id”). */
function seal({ ticket, encryptionKeys }: CommandFacts): string {
  const recipients = encryptionKeys.map((fingerprint) => `    --recipient ${quoted(`${fingerprint}!`)} \\`);
  return [
    `for f in ${stem(ticket)}[.-]*7z; do`,
    '  gpg --batch --no-options --disable-dirmngr --no-auto-key-locate --no-auto-key-retrieve \\',
    '    --no-encrypt-to --trust-model always --compress-algo none \\',
    ...recipients,
    '    --output "$f.gpg" --encrypt -- "$f" || break',
    'done',
  ].join('\n');
}

/** One line of POSIX shell. A name that could act on a terminal is printed in hexadecimal, and refused where it is pasted. */
function record({ ticket }: CommandFacts): string {
  const hex = "od -An -v -tx1 | tr -d ' \\n'";
  return [
    `( LC_ALL=C; export LC_ALL; n=0; echo '${recordBegins} ${stem(ticket)}'`,
    `for f in ${stem(ticket)}[.-]*.gpg; do [ -f "$f" ] || continue; n=$((n+1))`,
    `case "$f" in (*[!A-Za-z0-9._-]*) printf 'odd %s\\n' "$(printf %s "$f" | ${hex})"; continue;; esac`,
    `printf 'file %s %s %s %s\\n' "$(wc -c <"$f" | tr -d ' ')" "$(sha256sum <"$f" | cut -d ' ' -f 1)" "$(head -c ${recordLimits.headBytes} <"$f" | ${hex})" "$f"; done`,
    'echo "end $n" )',
  ].join('; ');
}

/** The account lets the customer's key fetch files and nothing else, and ends by itself (sshd(8), authorized_keys). */
function account({ ticket, accessEnds }: CommandFacts, sshKey: string): string {
  const name = accountName(ticket);
  const home = accountPath(ticket);
  const line = `restrict,command="internal-sftp -R",expiry-time="${accessEnds.replace(/-/g, '')}" ${sshKey} ${stem(ticket)}`;
  return [
    `sudo useradd --create-home --shell /usr/sbin/nologin --expiredate ${quoted(accessEnds)} ${name}`,
    `sudo install -d -m 755 -o root -g root ${home}/.ssh`,
    `printf '%s\\n' ${quoted(line)} | sudo tee ${home}/.ssh/authorized_keys >/dev/null`,
    `sudo install -m 444 -o root -g root ${stem(ticket)}[.-]*.gpg ${home}/`,
    'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  ].join('\n');
}

export function commandsFor(facts: CommandFacts): readonly Command[] {
  const folder = stem(facts.ticket);
  const ssh = facts.sshKey === undefined ? [] : [{ command: 'account', shell: account(facts, facts.sshKey) } as const];
  return [
    { command: 'import', shell: importKey(facts) },
    { command: 'pack', shell: `7z a -bd -- ${folder}.7z ./${folder}/` },
    { command: 'seal', shell: seal(facts) },
    { command: 'record', shell: record(facts) },
    ...ssh,
    { command: 'compare', shell: `sha256sum -- ${folder}[.-]*.gpg` },
  ];
}

/** Shuts an account at once and keeps it, so that its logs and files can still be looked at. */
export function closeAccess(username: string): string {
  const name = quoted(username);
  return [`sudo usermod --lock --expiredate 1 -- ${name}`, `sudo pkill -KILL -u ${name}`, `sudo mv /home/${name}/.ssh/authorized_keys /root/${name}-authorized_keys`].join('\n');
}
