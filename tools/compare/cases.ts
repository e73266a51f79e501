/** Decides what a case of the comparison is, and how the keys that GnuPG makes come about. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faked, run, type Bench } from './programs';

/** `because` explains each disagreement that is known and meant, by the program that disagrees. */
export type Case = { readonly name: string; readonly bytes: Uint8Array; readonly because?: Readonly<Record<string, string>> };

const DAY = 86_400_000;
export const daysFrom = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export type KeyRing = {
  readonly make: (spec: KeySpec) => string;
  readonly gpg: (at: Date, args: readonly string[], input?: Uint8Array | string) => Buffer;
  readonly exported: (fingerprint: string, ...options: string[]) => Buffer;
  readonly subkeyOf: (fingerprint: string) => string;
  readonly end: () => void;
};

export type KeySpec = {
  readonly primary: string;
  readonly usage?: string;
  readonly subkey?: string;
  /** Days from now. */
  readonly made?: number;
  readonly ends?: number;
  readonly subkeyEnds?: number;
  readonly hash?: string;
  readonly subkeyHash?: string;
  readonly userId?: string;
};

export function keyRing({ folder, now }: Bench): KeyRing {
  const home = mkdtempSync(join(folder, 'ring-'));
  let made = 0;
  const gpg = (at: Date, args: readonly string[], input?: Uint8Array | string): Buffer => {
    const output = join(home, 'output');
    const { ok, errors } = run('gpg', ['--homedir', home, '--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', '', '--trust-model', 'always', '--faked-system-time', faked(at), '--status-file', output, ...args], input);
    if (!ok) throw new Error(`gpg ${args.join(' ')}: ${errors}`);
    return readFileSync(output);
  };
  const listed = (fingerprint: string): string => run('gpg', ['--homedir', home, '--batch', '--with-colons', '--list-keys', fingerprint]).out;
  const make = ({ primary, usage = 'sign,cert', subkey, made: days = -100, ends, subkeyEnds = ends, hash, subkeyHash = hash, userId }: KeySpec): string => {
    const at = daysFrom(now, days);
    const digest = (of: string | undefined): string[] => (of ? ['--cert-digest-algo', of] : []);
    const until = (end: number | undefined): string => (end === undefined ? 'never' : dayOf(daysFrom(now, end)));
    const status = gpg(at, [...digest(hash), '--quick-generate-key', userId ?? `Case ${(made += 1)} <case-${made}@customer.example>`, primary, usage, until(ends)]).toString();
    const fingerprint = /KEY_CREATED P ([0-9A-F]+)/.exec(status)?.[1] ?? '';
    if (subkey) gpg(at, [...digest(subkeyHash), '--quick-add-key', fingerprint, subkey, 'encr', until(subkeyEnds)]);
    return fingerprint;
  };
  const exported = (fingerprint: string, ...options: string[]): Buffer => {
    const file = join(home, 'exported');
    gpg(now, ['--output', file, ...options, ...(options.some((option) => option.startsWith('--export')) ? [] : ['--export']), fingerprint]);
    return readFileSync(file);
  };
  return {
    make,
    gpg,
    exported,
    subkeyOf: (fingerprint) => [...listed(fingerprint).matchAll(/^sub:.*\nfpr:{9}([0-9A-F]+):/gm)].map(([, each = '']) => each).at(-1) ?? '',
    end: () => void run('gpgconf', ['--homedir', home, '--kill', 'all']),
  };
}
