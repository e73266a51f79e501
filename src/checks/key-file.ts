/** Decides which one certificate of a file is meant, or why none can be. */
import { openArmour, type Opened, type Repair } from './armour';
import { readCertificates, type Certificate, type KeyFile } from './certificate';
import type { Parameters } from './message';
import { fileKind } from './file-kind';
import type { KeyCode } from './openpgp-key-findings';
import { privateKeyIn } from './private-key';

type Refused = { readonly code: KeyCode; readonly params: Parameters; readonly fingerprints?: readonly string[] };

export type OpenedKeyFile = { readonly certificate: Certificate; readonly repaired: readonly Repair[] } | { readonly refused: Refused };

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_SHOWN = 20;

const refuse = (code: KeyCode, params: Parameters = {}): Refused => ({ code, params });

/** What rules the whole file out before any certificate of it is looked at; a private key before all else. */
function refusal(bytes: Uint8Array, opened: Opened, file: KeyFile): Refused | undefined {
  const privateKind = file.secret || opened.blocks.some(({ kind }) => kind === 'private-key') ? 'openpgp' : privateKeyIn(opened.text);
  if (privateKind) return refuse('private-key', { kind: privateKind });
  if (opened.tooMany || file.end === 'too-many') return refuse('too-large');
  const [block] = opened.blocks;
  if (block?.kind === 'binary' && file.end !== 'whole' && file.certificates.length === 0) return refuse('no-key', { looksLike: fileKind(bytes) });
  if (opened.blocks.some(({ cut }) => cut) || file.end === 'cut-short') return refuse('cut-short');
  if (file.end === 'damaged' && block) return refuse('damaged');
  if (file.certificates.length > 0) return undefined;
  if (block && block.kind !== 'binary') return block.kind === 'public-key' ? refuse('damaged') : refuse('no-key', { looksLike: block.kind });
  return refuse('no-key', { looksLike: block ? 'openpgpData' : fileKind(bytes) });
}

export function openKeyFile(bytes: Uint8Array, chosen: string | undefined): OpenedKeyFile {
  if (bytes.length > MOST_BYTES) return { refused: refuse('too-large') };
  const opened = openArmour(bytes);
  const file = readCertificates(opened.blocks.map((block) => block.bytes));
  const refused = refusal(bytes, opened, file);
  if (refused) return { refused };
  const { certificates } = file;
  const fingerprints = certificates.slice(0, MOST_SHOWN).map(({ fingerprint, version }) => fingerprint || `v${version}`);
  const wanted = chosen?.replace(/\s/g, '').toUpperCase();
  const certificate = wanted ? certificates.find(({ fingerprint }) => fingerprint === wanted) : certificates[0];
  if (wanted && !certificate) return { refused: { ...refuse('chosen-key-absent'), fingerprints } };
  if (!certificate || (!wanted && certificates.length > 1)) return { refused: { ...refuse('several-keys', { count: certificates.length, keys: { list: fingerprints, join: 'and' } }), fingerprints } };
  return { certificate, repaired: [...opened.repaired] };
}
