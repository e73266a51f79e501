/** Decides how files become one ZIP that carries the digest of each, in a form that `sha256sum -c` reads. */
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';

const sumsName = 'SHA256SUMS';

/** `at` is what the files are dated with, so that the same content makes the same pack. */
export function packOf(files: ReadonlyMap<string, Uint8Array>, at: Date): Uint8Array {
  const sums = [...files].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`).join('');
  return zipSync({ ...Object.fromEntries(files), [sumsName]: new TextEncoder().encode(sums) }, { level: 6, mtime: at });
}
