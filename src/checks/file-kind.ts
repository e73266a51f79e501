/** Decides what a file is by its first bytes; its name is whatever the sender typed. */

export type FileKind = 'zip' | 'pdf' | 'image' | 'office' | 'rtf' | 'keybox' | 'ssh' | 'certificate' | 'text' | 'empty' | 'other';

const magic: readonly (readonly [FileKind, readonly number[], number])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04], 0],
  ['pdf', [0x25, 0x50, 0x44, 0x46], 0],
  ['image', [0x89, 0x50, 0x4e, 0x47], 0],
  ['image', [0xff, 0xd8, 0xff], 0],
  ['image', [0x47, 0x49, 0x46, 0x38], 0],
  ['office', [0xd0, 0xcf, 0x11, 0xe0], 0],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66], 0],
  ['keybox', [0x4b, 0x42, 0x58, 0x66], 8],
];

const SSH_PUBLIC_KEY = /(?:^|\s)(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) AAAA|BEGIN SSH2 PUBLIC KEY/;

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const found = magic.find(([, signature, at]) => signature.every((byte, index) => bytes[at + index] === byte));
  if (found) return found[0];
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  if (SSH_PUBLIC_KEY.test(head)) return 'ssh';
  if (head.includes('-----BEGIN CERTIFICATE-----') || head.includes('-----BEGIN PUBLIC KEY-----')) return 'certificate';
  return head.includes('\0') ? 'other' : 'text';
}
