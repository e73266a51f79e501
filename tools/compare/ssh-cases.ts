/** Decides which SSH files the comparison tries. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases';
import { closeModulus, plainModulus, rocaModulus } from './crafted-keys';
import { type Bench, run } from './programs';

const field = (bytes: Uint8Array | string): Buffer => {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};

function integer(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return field((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

const written = (type: string, ...fields: Uint8Array[]): string => `${type} ${Buffer.concat([field(type), ...fields]).toString('base64')} crafted\n`;

export function sshCases({ folder }: Bench): readonly Case[] {
  let made = 0;
  const keygen = (...args: string[]): string => {
    const file = join(folder, `ssh-${(made += 1)}`);
    const { ok, errors } = run('ssh-keygen', ['-q', '-N', '', '-C', 'somebody', '-f', file, ...args]);
    if (!ok) throw new Error(errors);
    return file;
  };
  const made25519 = keygen('-t', 'ed25519');
  const read = (file: string): string => readFileSync(file, 'utf8');
  const text = (...args: string[]): string => read(`${keygen(...args)}.pub`);
  const ed25519 = read(`${made25519}.pub`);
  const rsaFile = keygen('-t', 'rsa', '-b', '3072');
  const rsa = read(`${rsaFile}.pub`);
  const bare = ed25519.split(' ').slice(0, 2).join(' ');
  run('ssh-keygen', ['-q', '-s', made25519, '-I', 'id', '-n', 'user', `${rsaFile}.pub`]);
  const certificate = read(`${rsaFile}-cert.pub`);
  const exported = (form: string): string => run('ssh-keygen', ['-e', '-m', form, '-f', `${rsaFile}.pub`]).out;
  const dsa = run('ssh-keygen', ['-q', '-t', 'dsa', '-N', '', '-C', 'somebody', '-f', join(folder, 'dsa')]).ok ? read(join(folder, 'dsa.pub')) : written('ssh-dss', integer(plainModulus()), integer(7n), integer(5n), integer(3n));
  rmSync(`${rsaFile}-cert.pub`);
  const point = Buffer.from(bare.split(' ')[1] ?? '', 'base64').subarray(-32);
  const MODULI = { 'ssh-keygen': 'It does not look for weak numbers.' };
  const FORM = { 'ssh-keygen': 'It does not read this form, and prints the same fingerprint for the key as we read it.' };
  const cases: readonly (readonly [string, string | Uint8Array, Case['because']?])[] = [
    ['Ed25519', ed25519],
    ['RSA 4096', text('-t', 'rsa', '-b', '4096')],
    ['RSA 3072', rsa],
    ['RSA 2048', text('-t', 'rsa', '-b', '2048')],
    ['RSA 1024', text('-t', 'rsa', '-b', '1024'), { 'ssh-keygen': 'The rules ask for 2,048 bits.' }],
    ['ECDSA 256', text('-t', 'ecdsa', '-b', '256')],
    ['ECDSA 384', text('-t', 'ecdsa', '-b', '384')],
    ['ECDSA 521', text('-t', 'ecdsa', '-b', '521')],
    ['Ed25519 in a token', written('sk-ssh-ed25519@openssh.com', field(point), field('ssh:'))],
    ['DSA', dsa, { 'ssh-keygen': 'OpenSSH has switched DSA off, but still prints it here.' }],
    ['a certificate', certificate, { 'ssh-keygen': 'It prints what a certificate holds. We would trust whoever signed it.' }],
    ['no comment', `${bare}\n`],
    ['a comment in another script', `${bare} Луис 北風\n`],
    ['Windows line ends', `${bare} x\r\n`],
    ['a byte order mark', `\ufeff${ed25519}`, FORM],
    ['UTF-16', Buffer.from(ed25519, 'utf16le'), FORM],
    ['a quoted mail', `> ${ed25519}`, FORM],
    ['words around it', `Hello,\n\n${ed25519}\nRegards\n`],
    ['options', `restrict,from="10.0.0.0/8" ${ed25519}`],
    ['cert-authority', `cert-authority ${ed25519}`, { 'ssh-keygen': 'It prints the key whatever the options say. This one would trust every key that another signs.' }],
    ['a known host', `host.customer.example ${ed25519}`, { 'ssh-keygen': 'It takes what stands before the key for a host’s name.' }],
    ['wrapped lines', rsa.replace(/(AAAA\S{70})(\S{70})/, '$1\n$2\n'), FORM],
    ['RFC 4716', exported('RFC4716'), FORM],
    ['PKCS #8', exported('PKCS8')],
    ['two keys', `${ed25519}${rsa}`, { 'ssh-keygen': 'It prints both. Which one is the customer’s is not ours to guess.' }],
    ['a private key', read(made25519), { 'ssh-keygen': 'It prints the fingerprint of a private key without a word.' }],
    ['PuTTY’s private form', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n'],
    ['another type outside than inside', ed25519.replace('ssh-ed25519', 'ssh-rsa'), MODULI],
    ['half a key', ed25519.slice(0, 40)],
    ['bytes behind the key', written('ssh-ed25519', field(point), field('more'))],
    ['Ed25519’s point of everybody', written('ssh-ed25519', field(Buffer.alloc(32))), MODULI],
    ['a point off its curve', written('ecdsa-sha2-nistp256', field('nistp256'), field(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)])))],
    ['ROCA', written('ssh-rsa', integer(65537n), integer(rocaModulus())), MODULI],
    ['close primes', written('ssh-rsa', integer(65537n), integer(closeModulus())), MODULI],
    ['exponent one', written('ssh-rsa', integer(1n), integer(plainModulus())), MODULI],
    ['an OpenPGP key', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n'],
    ['nothing', ''],
  ];
  return cases.map(([name, bytes, because]) => ({ name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, ...(because && { because }) }));
}
