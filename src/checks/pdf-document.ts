/** Decides what a PDF shows and which signatures it holds, at its end and as it stood when each of them was made. */
import { createHash, type Hash } from 'node:crypto';
import type { PDF, PdfArray, PdfDict, PdfObject } from '@libpdf/core';
import { isBounded } from './pdf-bounds';

export type SignatureField = { readonly byteRange: readonly number[]; readonly contents: Uint8Array; readonly subFilter: string; readonly claimedAt?: string };

export type Document = {
  readonly signatures: readonly SignatureField[];
  /** What pages show, apart from form fields and from signatures that `signedBefore` does not name. */
  readonly pagesDigest: (signedBefore: ReadonlySet<string>) => string;
  readonly fieldsDigest: (signedBefore: ReadonlySet<string>) => string;
  readonly signedWidgets: ReadonlySet<string>;
  /** Pages that show a picture and not one letter: paper that went through a scanner. */
  readonly isScan: boolean;
};

export type Reading = { readonly document: Document } | { readonly problem: 'damaged' | 'encrypted' };

type Resolved = { readonly object: PdfObject | undefined; readonly ref: string | undefined };

// A hostile file may be a maze. No agreement form comes near these.
const mostObjects = 200_000;
const mostFields = 2_000;

// What leads back up, or describes the file and shows nothing.
const notShown = new Set(['Parent', 'P', 'Popup', 'StructParent', 'StructParents', 'Metadata', 'PieceInfo', 'LastModified', 'Thumb', 'M', 'NM']);
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

const isDict = (object: PdfObject | undefined): object is PdfDict => object?.type === 'dict' || object?.type === 'stream';
const isArray = (object: PdfObject | undefined): object is PdfArray => object?.type === 'array';

function reader(pdf: PDF): (object: PdfObject | undefined) => Resolved {
  return (object) => {
    let ref: string | undefined;
    let value: PdfObject | undefined = object;
    for (let hops = 0; value?.type === 'ref' && hops < 20; hops += 1) {
      ref = `${String(value.objectNumber)} ${String(value.generation)}`;
      value = pdf.getObject(value) ?? undefined;
    }
    return { object: value?.type === 'ref' ? undefined : value, ref };
  };
}

type Resolve = ReturnType<typeof reader>;

const entry = (dict: PdfDict, key: string, resolve: Resolve): PdfObject | undefined => resolve(dict.get(key)).object;

function nameOf(dict: PdfDict, key: string, resolve: Resolve): string {
  const value = entry(dict, key, resolve);
  return value?.type === 'name' ? value.value : '';
}

/** Writes what an object is, with everything it leads to, so that two that show the same are written the same. */
function write(object: PdfObject | undefined, hash: Hash, resolve: Resolve, seen: Map<string, number>): void {
  const { object: value, ref } = resolve(object);
  if (ref !== undefined) {
    const before = seen.get(ref);
    if (before !== undefined) {
      hash.update(`again ${String(before)};`);
      return;
    }
    seen.set(ref, seen.size);
  }
  if (seen.size > mostObjects) throw new Error('More objects than any form has');
  if (isDict(value)) {
    hash.update('{');
    for (const key of Array.from(value.keys(), ({ value: name }) => name).sort()) {
      if (notShown.has(key)) continue;
      hash.update(`/${key} `);
      write(value.get(key), hash, resolve, seen);
    }
    if ('data' in value && value.data instanceof Uint8Array) hash.update(createHash('sha256').update(value.data).digest());
    hash.update('}');
  } else if (isArray(value)) {
    hash.update('[');
    for (const item of value) write(item, hash, resolve, seen);
    hash.update(']');
  } else if (value?.type === 'string') hash.update(`(${Buffer.from(value.bytes).toString('hex')})`);
  else if (value?.type === 'name') hash.update(`/${value.value};`);
  else if (value?.type === 'number' || value?.type === 'bool') hash.update(`${String(value.value)};`);
  else hash.update('null;');
}

type Field = { readonly id: string; readonly dict: PdfDict; readonly type: string; readonly value: PdfObject | undefined };

/** Every field and widget of the form, each with the type and value that it has or inherits. */
function fieldsOf(form: PdfDict | undefined, resolve: Resolve): readonly Field[] {
  const found: Field[] = [];
  const walk = (object: PdfObject | undefined, type: string, value: PdfObject | undefined, seen: ReadonlySet<string>): void => {
    const { object: dict, ref } = resolve(object);
    if (!isDict(dict) || found.length >= mostFields || (ref !== undefined && seen.has(ref))) return;
    const own = nameOf(dict, 'FT', resolve) || type;
    const held = entry(dict, 'V', resolve) ?? value;
    found.push({ id: ref ?? `direct ${String(found.length)}`, dict, type: own, value: held });
    const kids = entry(dict, 'Kids', resolve);
    const path = ref === undefined ? seen : new Set([...seen, ref]);
    if (isArray(kids)) for (const kid of kids) walk(kid, own, held, path);
  };
  const roots = form === undefined ? undefined : entry(form, 'Fields', resolve);
  if (isArray(roots)) for (const root of roots) walk(root, '', undefined, new Set());
  return found;
}

function signatureOf(value: PdfObject | undefined, resolve: Resolve): SignatureField | undefined {
  if (!isDict(value)) return undefined;
  const range = entry(value, 'ByteRange', resolve);
  const contents = entry(value, 'Contents', resolve);
  const claimed = entry(value, 'M', resolve);
  const byteRange = isArray(range) ? Array.from(range, (item) => (item.type === 'number' ? item.value : Number.NaN)) : [];
  const at = claimed?.type === 'string' ? pdfTime(claimed.asString()) : undefined;
  return {
    byteRange,
    contents: contents?.type === 'string' ? contents.bytes : new Uint8Array(),
    subFilter: nameOf(value, 'SubFilter', resolve),
    ...(at === undefined ? {} : { claimedAt: at }),
  };
}

function pdfTime(written: string): string | undefined {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone = 'Z', zoneHour = '00', zoneMinute = '00'] =
    /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?([Z+-])?(\d\d)?'?(\d\d)?'?/.exec(written) ?? [];
  if (year === undefined) return undefined;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone === 'Z' ? 'Z' : `${zone}${zoneHour}:${zoneMinute}`}`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function pageEntry(page: PdfDict, key: string, resolve: Resolve): PdfObject | undefined {
  let node: PdfDict | undefined = page;
  for (let up = 0; node !== undefined && up < 50; up += 1) {
    if (node.has(key)) return node.get(key);
    if (!inherited.includes(key)) return undefined;
    const parent = entry(node, 'Parent', resolve);
    node = isDict(parent) ? parent : undefined;
  }
  return undefined;
}

/** Whether letters or pictures can be drawn from these resources, or from those of what they draw. */
function hasType(resources: PdfObject | undefined, resolve: Resolve, wanted: 'Font' | 'Image', seen: Set<PdfObject>): boolean {
  if (!isDict(resources) || seen.has(resources)) return false;
  seen.add(resources);
  const fonts = entry(resources, 'Font', resolve);
  if (wanted === 'Font' && isDict(fonts) && fonts.size > 0) return true;
  const objects = entry(resources, 'XObject', resolve);
  if (!isDict(objects)) return false;
  return Array.from(objects).some(([, object]) => {
    const { object: drawn } = resolve(object);
    if (!isDict(drawn)) return false;
    return (wanted === 'Image' && nameOf(drawn, 'Subtype', resolve) === 'Image') || hasType(entry(drawn, 'Resources', resolve), resolve, wanted, seen);
  });
}

function inspect(pdf: PDF): Document {
  const resolve = reader(pdf);
  const catalog = pdf.getCatalog();
  const form = entry(catalog, 'AcroForm', resolve);
  const fields = fieldsOf(isDict(form) ? form : undefined, resolve);
  const signed = fields.filter(({ type, value }) => type === 'Sig' && isDict(value));
  const signatures = new Map<PdfObject | undefined, SignatureField>();
  for (const { value } of signed) {
    const signature = signatureOf(value, resolve);
    if (signature !== undefined) signatures.set(value, signature);
  }
  const pages = pdf.context.pages.getPages().map((ref) => resolve(ref).object).filter(isDict);
  const signatureIds = new Set(fields.filter(({ type }) => type === 'Sig').map(({ id }) => id));
  const fieldIds = new Set(fields.map(({ id }) => id));
  const resources = pages.map((page) => resolve(pageEntry(page, 'Resources', resolve)).object);

  const shows = (wanted: 'Font' | 'Image'): boolean => {
    const seen = new Set<PdfObject>();
    return resources.some((one) => hasType(one, resolve, wanted, seen));
  };

  const pagesDigest = (signedBefore: ReadonlySet<string>): string => {
    const hash = createHash('sha256');
    // A page is reached from links on other pages too, and is written where it stands.
    const seen = new Map<string, number>(pdf.context.pages.getPages().map((ref, index) => [`${String(ref.objectNumber)} ${String(ref.generation)}`, index]));
    for (const key of ['OpenAction', 'AA', 'OCProperties', 'Names']) write(catalog.get(key), hash.update(key), resolve, seen);
    for (const page of pages) {
      hash.update('page');
      for (const key of ['Contents', 'UserUnit', 'AA', ...inherited]) write(pageEntry(page, key, resolve), hash.update(key), resolve, seen);
      const annotations = entry(page, 'Annots', resolve);
      for (const annotation of isArray(annotations) ? annotations : []) {
        const { ref = '' } = resolve(annotation);
        if (signatureIds.has(ref) ? signedBefore.has(ref) : !fieldIds.has(ref)) write(annotation, hash.update('annotation'), resolve, seen);
      }
    }
    return hash.digest('hex');
  };
  const fieldsDigest = (signedBefore: ReadonlySet<string>): string => {
    const hash = createHash('sha256');
    const seen = new Map<string, number>();
    const redrawn = isDict(form) ? entry(form, 'NeedAppearances', resolve) : undefined;
    hash.update(redrawn?.type === 'bool' && redrawn.value ? 'redrawn' : '');
    write(isDict(form) ? form.get('XFA') : undefined, hash, resolve, seen);
    for (const { id, dict, type } of fields) {
      if (type === 'Sig' && !signedBefore.has(id)) continue;
      for (const key of ['T', 'V', 'AS', 'AP', 'Rect', 'F', 'Ff', 'A', 'AA', 'Opt']) write(dict.get(key), hash.update(key), resolve, seen);
    }
    return hash.digest('hex');
  };
  return {
    signatures: [...signatures.values()],
    pagesDigest,
    fieldsDigest,
    signedWidgets: new Set(signed.map(({ id }) => id)),
    isScan: shows('Image') && !shows('Font'),
  };
}

export async function readDocument(bytes: Uint8Array): Promise<Reading> {
  if (!isBounded(bytes)) return { problem: 'damaged' };
  const library = await import('@libpdf/core');
  try {
    // A file that is broken is mended by each reader in its own way, and shows each something else. Mending is also where
    // the library never comes to an end: of a bracket out of place it makes warnings until no memory is left.
    const pdf = await library.PDF.load(bytes, { lenient: false });
    if (pdf.isEncrypted) return { problem: 'encrypted' };
    if (pdf.getPageCount() === 0) return { problem: 'damaged' };
    return { document: inspect(pdf) };
  } catch {
    return { problem: 'damaged' };
  }
}
