/** Decides the shell commands for exactly one request: this key alone, no key server, this account alone, every value quoted. */
import { openAccess, prepareHost } from './delivery-host';
import { recordBegins, recordLimits } from './delivery-record';
import { quoted, stem } from './shell-words';

/** Fingerprints in upper-case hex. `sshKey` is type and key without a comment, and absent where the customer gave none. */
export type CommandFacts = {
  readonly ticket: string;
  readonly fingerprint: string;
  readonly encryptionKeys: readonly string[];
  readonly sshKey?: string;
  /** `YYYY-MM-DD`, the last day on which the account lets anybody in. */
  readonly accessEnds: string;
};

export type CommandName = 'import' | 'pack' | 'seal' | 'record' | 'host' | 'account' | 'compare';
export type Command = { readonly command: CommandName; readonly shell: string };

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

export function commandsFor(facts: CommandFacts): readonly Command[] {
  const folder = stem(facts.ticket);
  const ssh: readonly Command[] =
    facts.sshKey === undefined
      ? []
      : [
          { command: 'host', shell: prepareHost },
          { command: 'account', shell: openAccess(facts.ticket, facts.sshKey, facts.accessEnds) },
        ];
  return [
    { command: 'import', shell: importKey(facts) },
    { command: 'pack', shell: `7z a -bd -- ${folder}.7z ./${folder}/` },
    { command: 'seal', shell: seal(facts) },
    { command: 'record', shell: record(facts) },
    ...ssh,
    { command: 'compare', shell: `sha256sum -- ${folder}[.-]*.gpg` },
  ];
}
