/** Decides what the recipient is told to do: fetch, compare, decrypt and extract exactly these files, on each system. */
import { quoted } from './commands';
import type { DeliveredFile, Place } from './request';
import { sentence } from './sentence';
import type { Reader } from './wording';

export type ForRecipient = { readonly recipient: string; readonly ticket: string; readonly fingerprint: string; readonly files: readonly Pick<DeliveredFile, 'name' | 'size' | 'sha256'>[]; readonly place: Place };

/** The name without what sealing added to it. */
const opened = (name: string): string => name.replace(/\.(gpg|pgp)$/i, '');
/** Two names must differ, or decrypting would overwrite what was downloaded. */
const target = (name: string): string => (opened(name) === name ? `${name}.opened` : opened(name));

const lines = (each: readonly string[]): string => each.map((line) => `  ${line}`).join('\n');

/** For PowerShell: names are plain, and what is left to quote has no dollar sign or backtick in it. */
const shellBlock = ({ files, place }: ForRecipient, digest: string, extract: string): string =>
  lines([
    ...files.map(({ name }) => `sftp -i YOUR-SSH-KEY ${quoted(`${place.username}@${place.host}:${place.path}/${name}`)} .`),
    ...files.map(({ name }) => `${digest} ${quoted(name)}`),
    ...files.map(({ name }) => `gpg --output ${quoted(target(name))} --decrypt ${quoted(name)}`),
    ...files.map(({ name }) => `${extract} ${quoted(target(name))}`),
  ]);

/** Goes to the recipient by hand. It names the place, so it is never a comment; it holds no password and no private key. */
export function instructionsFor(given: ForRecipient, reader: Reader): string {
  const { recipient, ticket, fingerprint, files, place } = given;
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
        linux: shellBlock(given, 'sha256sum', '7z x'),
        macos: shellBlock(given, 'shasum -a 256', '7zz x'),
        windows: shellBlock(given, 'certutil -hashfile', '7z x').replace(/(certutil -hashfile \S+)/g, '$1 SHA256'),
        keybase: lines(files.map(({ name }) => `keybase pgp decrypt -i ${quoted(name)} -o ${quoted(target(name))}`)),
      },
    },
    reader,
  );
}
