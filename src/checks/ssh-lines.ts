/** Decides which SSH public keys a file holds, in whatever form people paste them. */
import { readArmouredBlock } from './ssh-rfc4716';
import { isTypeWord, isWhole, readSshKey, type SshKey } from './ssh-public-key';

type SshRepair = 'quoted' | 'options' | 'wrapped' | 'rfc4716' | 'textAround';

/** `odd` lines hold something before the key that no `authorized_keys` file knows: a known host, or a trick. */
export type SshFile = { readonly keys: readonly SshKey[]; readonly repaired: ReadonlySet<SshRepair>; readonly certificateAuthority: boolean; readonly odd: boolean; readonly tooMany: boolean };

const MOST_LINES = 10_000;
const MOST_KEYS = 200;

/** sshd(8), AUTHORIZED_KEYS FILE FORMAT. */
const options: readonly string[] = [
  'agent-forwarding', 'cert-authority', 'command', 'environment', 'expiry-time', 'from', 'no-agent-forwarding', 'no-port-forwarding', 'no-pty', 'no-touch-required', 'no-user-rc',
  'no-x11-forwarding', 'permitlisten', 'permitopen', 'port-forwarding', 'principals', 'pty', 'restrict', 'tunnel', 'user-rc', 'verify-required', 'x11-forwarding',
];

/** Splits at the first blank outside quotes; a quote is escaped by a backslash. */
function splitOptions(line: string): readonly [string, string] {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '\\' && line.charAt(at + 1) === '"') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && /[ \t]/.test(letter)) return [line.slice(0, at), line.slice(at).trimStart()];
  }
  return [line, ''];
}

const optionNames = (prefix: string): readonly string[] => prefix.replace(/"(?:[^"\\]|\\.)*"/g, '').split(',').map((each) => each.replace(/=.*$/, '').toLowerCase());

type Line = { readonly type: string; readonly rest: string; readonly prefix: string };

function readLine(line: string): Line | undefined {
  const [first, rest] = splitOptions(line);
  if (isTypeWord(first)) return rest === '' ? undefined : { type: first, rest, prefix: '' };
  const [second, more] = splitOptions(rest);
  return isTypeWord(second) && more !== '' ? { type: second, rest: more, prefix: first } : undefined;
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Mail wraps a long line: what follows is taken in until the key's own lengths say that it is whole. */
function wholeKey(first: string, following: readonly string[]): { readonly base64: string; readonly lines: number } {
  let base64 = first;
  for (let lines = 0; lines <= following.length && lines <= 200; lines += 1) {
    if (isWhole(Buffer.from(base64, 'base64'))) return { base64, lines };
    const next = following[lines]?.split(/[ \t]/)[0] ?? '';
    if (!BASE64.test(next)) break;
    base64 += next;
  }
  return { base64: first, lines: 0 };
}

const unquoted = (line: string): string => line.replace(/^[\s>|]+/, '').trimEnd();

export function readSshFile(text: string): SshFile {
  const repaired = new Set<SshRepair>();
  const armoured = readArmouredBlock(text);
  if (armoured) {
    repaired.add('rfc4716');
    return { keys: armoured.map(({ type, base64 }) => readSshKey(type, base64)), repaired, certificateAuthority: false, odd: false, tooMany: false };
  }
  const written = text.split(/\r\n|\r|\n/, MOST_LINES + 1);
  const lines = written.map(unquoted);
  const keys = new Map<string, SshKey>();
  let certificateAuthority = false;
  let odd = false;
  let skip = 0;
  lines.forEach((line, index) => {
    if (index < skip || line === '' || line.startsWith('#')) return;
    // The markers of a known_hosts file.
    if (line.startsWith('@cert-authority')) certificateAuthority = true;
    else if (line.startsWith('@revoked')) odd = true;
    const read = readLine(line);
    if (!read) {
      repaired.add('textAround');
      return;
    }
    if (/^\s*[>|]/.test(written[index] ?? '')) repaired.add('quoted');
    const names = read.prefix === '' ? [] : optionNames(read.prefix);
    if (names.includes('cert-authority')) certificateAuthority = true;
    else if (names.some((name) => !options.includes(name))) odd = true;
    else if (names.length > 0) repaired.add('options');
    const [first = ''] = read.rest.split(/[ \t]/);
    const { base64, lines: taken } = wholeKey(first, lines.slice(index + 1, index + 202));
    if (taken > 0) repaired.add('wrapped');
    skip = index + 1 + taken;
    if (keys.size < MOST_KEYS) keys.set(`${read.type} ${base64}`, readSshKey(read.type, BASE64.test(base64) ? base64 : ''));
  });
  return { keys: [...keys.values()], repaired, certificateAuthority, odd, tooMany: written.length > MOST_LINES || keys.size >= MOST_KEYS };
}
