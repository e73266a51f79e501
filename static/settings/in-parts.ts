/** Decides how an export is cut for an import: into files of its own form, each small enough for one invocation of 500 KB. */

const most = 300_000;

/** Bytes that a text takes once it travels as a JSON string, where quotes and line breaks grow. */
const travels = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).length;

function packed(pieces: readonly string[], limit: number, wrap: (pieces: readonly string[]) => string): readonly string[] {
  const parts: string[][] = [];
  let size = limit;
  for (const piece of pieces) {
    const own = travels(piece);
    if (size + own > limit) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(piece);
    size += own;
  }
  return parts.map(wrap);
}

/** The entries of an export in JSON and how they are put into a file again; undefined where it is no such export. */
function entriesOf(text: string): { readonly entries: readonly unknown[]; readonly wrap: (pieces: readonly string[]) => string } | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(given)) return { entries: given, wrap: (pieces) => `[${pieces.join(',')}]` };
  if (typeof given !== 'object' || given === null) return undefined;
  const list = Object.entries(given).find((entry): entry is [string, unknown[]] => ['licenses', 'tenants'].includes(entry[0]) && Array.isArray(entry[1]));
  return list && { entries: list[1], wrap: (pieces) => `{"${list[0]}":[${pieces.join(',')}]}` };
}

/** The records of a table, header first. A line break inside quotes belongs to its record. */
function recordsOf(text: string): readonly string[] {
  const records: string[] = [];
  let open = '';
  for (const line of text.split(/\r?\n/)) {
    open = open === '' ? line : `${open}\n${line}`;
    if ((open.match(/"/g)?.length ?? 0) % 2 === 1) continue;
    if (open !== '') records.push(open);
    open = '';
  }
  return open === '' ? records : [...records, open];
}

/** Parts that are exports themselves. What is no export is one part, for the server to say what is wrong with it. */
export function inParts(text: string, limit = most): readonly string[] {
  const json = entriesOf(text.replace(/^\uFEFF/, ''));
  if (json) return json.entries.length === 0 ? [text] : packed(json.entries.map((entry) => JSON.stringify(entry)), limit, json.wrap);
  if (/^\s*[[{]/.test(text)) return [text];
  const [header = '', ...rows] = recordsOf(text);
  return rows.length === 0 ? [text] : packed(rows, limit - travels(header), (pieces) => [header, ...pieces].join('\n'));
}
