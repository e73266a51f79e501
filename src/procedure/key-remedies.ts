/** Decides what a customer is told to do about a key that does not pass, and the exact commands for it. */
import type { KeyCode } from '../checks/openpgp-key-findings';
import { type sshKey } from '../checks/ssh-key';
import { quoted } from './shell-words';

export type KeyRole = 'encryption-key' | 'ssh-key';

/** Each is an entry of the catalogue, `portal.remedy.…`. */
export const remedies = ['extend', 'new-key', 'export-again', 'public-only', 'one-key', 'new-ssh-key', 'ssh-export-again', 'ssh-public-only', 'nothing'] as const;
export type Remedy = (typeof remedies)[number];

const openpgp: Readonly<Record<KeyCode, Remedy>> = {
  'private-key': 'public-only',
  'no-key': 'export-again',
  'several-keys': 'one-key',
  'chosen-key-absent': 'one-key',
  'cut-short': 'export-again',
  damaged: 'export-again',
  'too-large': 'one-key',
  flooded: 'one-key',
  'unsupported-version': 'new-key',
  'unsupported-algorithm': 'new-key',
  'dsa-or-elgamal': 'new-key',
  'rsa-too-short': 'new-key',
  'rsa-too-long': 'new-key',
  'weak-modulus': 'new-key',
  'unsound-point': 'new-key',
  'no-self-signature': 'export-again',
  'weak-hash': 'new-key',
  revoked: 'new-key',
  'revocation-unread': 'new-key',
  'not-yet-valid': 'new-key',
  expired: 'extend',
  'expires-too-early': 'extend',
  'no-encryption-subkey': 'new-key',
  'no-key-flags': 'new-key',
  'no-back-signature': 'new-key',
  'rsa-short': 'nothing',
  'old-sha1': 'nothing',
  'expires-soon': 'extend',
  'no-user-id': 'nothing',
  'newer-format': 'new-key',
  'several-encryption-keys': 'nothing',
  'unsigned-parts': 'nothing',
  'left-out': 'nothing',
  repaired: 'nothing',
};

const ssh: Readonly<Record<keyof typeof sshKey.findings, Remedy>> = {
  'private-key': 'ssh-public-only',
  'no-key': 'ssh-export-again',
  'several-keys': 'ssh-export-again',
  'chosen-key-absent': 'ssh-export-again',
  'too-large': 'ssh-export-again',
  damaged: 'ssh-export-again',
  'type-mismatch': 'ssh-export-again',
  'certificate-authority': 'new-ssh-key',
  'unknown-prefix': 'ssh-export-again',
  certificate: 'ssh-export-again',
  dsa: 'new-ssh-key',
  'unsupported-type': 'new-ssh-key',
  'rsa-too-short': 'new-ssh-key',
  'weak-modulus': 'new-ssh-key',
  'unsound-point': 'new-ssh-key',
  'rsa-short': 'nothing',
  repaired: 'nothing',
};

/** What the shared frame of checks says has no remedy of its own: the customer tries again. */
export function remedyOf(role: KeyRole, code: string): Remedy | undefined {
  const table: Readonly<Record<string, Remedy>> = role === 'ssh-key' ? ssh : openpgp;
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** An address that can stand in a command of any system; with another the customer fills it in. */
const plainAddress = (address: string): string => (/^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/.test(address) ? address : 'YOU@EXAMPLE.COM');

const exported = (which: string): string => `gpg --armor --output public-key.asc --export ${which}`;

/** The commands of a remedy; the same on every system. `fingerprint` is upper-case hex as the check read it. */
export function commandsOf(remedy: Remedy, address: string, fingerprint: string | undefined): readonly string[] {
  const key = fingerprint !== undefined && /^[0-9A-F]{32,64}$/.test(fingerprint) ? fingerprint : plainAddress(address);
  switch (remedy) {
    case 'extend':
      return [`gpg --quick-set-expire ${quoted(key)} 1y`, `gpg --quick-set-expire ${quoted(key)} 1y '*'`, exported(quoted(key))];
    case 'new-key':
    case 'public-only':
      return [`gpg --quick-generate-key ${quoted(plainAddress(address))} default default 1y`, exported(quoted(plainAddress(address)))];
    case 'export-again':
    case 'one-key':
      return [exported(quoted(key))];
    case 'new-ssh-key':
    case 'ssh-public-only':
      return ['ssh-keygen -t ed25519 -f snapshot-key'];
    case 'ssh-export-again':
      return ['ssh-keygen -y -f ~/.ssh/id_ed25519 > public-key.pub'];
    case 'nothing':
      return [];
  }
}
