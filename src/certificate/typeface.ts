/** Decides which letters a certificate is set in: a subset of Noto Sans (see noto-sans-licence.txt), packed by tools/make-typeface.sh. */
import { inflateRawSync } from 'node:zlib';
import packed from './noto-sans.json';

const unpack = (text: string): Uint8Array => inflateRawSync(Buffer.from(text, 'base64'));

export const regular = (): Uint8Array => unpack(packed.regular);
export const semibold = (): Uint8Array => unpack(packed.semibold);
