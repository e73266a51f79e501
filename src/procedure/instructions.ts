/** Decides what the recipient is told to do: fetch, compare, decrypt and extract exactly these files, on each system. */
import { quoted } from './shell-words';
import type { DeliveredFile, Place } from './request';
import { sentence } from './sentence';
import type { Reader } from './wording';

export type ToFetch = { readonly files: readonly Pick<DeliveredFile, 'name' | 'size' | 'sha256'>[]; readonly place: Place };
export type ForRecipient = ToFetch & { readonly recipient: string; readonly ticket: string; readonly fingerprint: string };

export const systems = ['macos', 'linux', 'windows'] as const;
export type System = (typeof systems)[number];

export const howToSteps = ['fetch', 'compare', 'decrypt', 'extract'] as const;
export type HowToStep = { readonly step: (typeof howToSteps)[number]; readonly commands: readonly string[] };

/** The name without what sealing added to it. */
const opened = (name: string): string => name.replace(/\.(gpg|pgp)$/i, '');
/** Two names must differ, or decrypting would overwrite what was downloaded. */
const target = (name: string): string => (opened(name) === name ? `${name}.opened` : opened(name));

const digest: Readonly<Record<System, (name: string) => string>> = {
  macos: (name) => `shasum -a 256 ${name}`,
  linux: (name) => `sha256sum ${name}`,
  windows: (name) => `certutil -hashfile ${name} SHA256`,
};
const extract: Readonly<Record<System, string>> = { macos: '7zz x', linux: '7z x', windows: '7z x' };

/** The commands for every file, step by step. In PowerShell too: names are plain, and what is left to quote has no dollar sign or backtick in it. */
export function howTo({ files, place }: ToFetch, system: System): readonly HowToStep[] {
  const each = (command: (name: string) => string): readonly string[] => files.map(({ name }) => command(name));
  return [
    { step: 'fetch', commands: each((name) => `sftp -i YOUR-SSH-KEY ${quoted(`${place.username}@${place.host}:${place.path}/${name}`)} .`) },
    { step: 'compare', commands: each((name) => digest[system](quoted(name))) },
    { step: 'decrypt', commands: each((name) => `gpg --output ${quoted(target(name))} --decrypt ${quoted(name)}`) },
    { step: 'extract', commands: each((name) => `${extract[system]} ${quoted(target(name))}`) },
  ];
}

/** What takes the place of the step “decrypt” for a key that lives in Keybase. */
export const keybaseCommands = ({ files }: ToFetch): readonly string[] => files.map(({ name }) => `keybase pgp decrypt -i ${quoted(name)} -o ${quoted(target(name))}`);

const lines = (each: readonly string[]): string => each.map((line) => `  ${line}`).join('\n');

/** Goes to the recipient by hand. It names the place, so it is never a comment; it holds no password and no private key. */
export function instructionsFor(given: ForRecipient, reader: Reader): string {
  const { recipient, ticket, fingerprint, files, place } = given;
  const block = (system: System): string => lines(howTo(given, system).flatMap(({ commands }) => commands));
  return sentence(
    {
      code: 'delivery.message',
      params: {
        recipient,
        ticket,
        host: place.host,
        hostKey: place.hostKey,
        username: place.username,
        path: place.path,
        until: { day: place.expiresOn },
        fingerprint,
        files: lines(files.map(({ name, size, sha256 }) => `${sha256}  ${name}  (${size})`)),
        linux: block('linux'),
        macos: block('macos'),
        windows: block('windows'),
        keybase: lines(keybaseCommands(given)),
      },
    },
    reader,
  );
}
