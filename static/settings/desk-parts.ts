/** Decides how the file of a whole desk is cut for an import: at its seals, read as it goes, so that no more than a part of it is held. */

type Part = { readonly no: number; readonly rows: readonly unknown[]; readonly hash: string };

type Line = { readonly desk?: unknown; readonly row?: unknown; readonly seal?: { readonly no: number; readonly hash: string }; readonly end?: unknown };

function lineOf(text: string): Line | undefined {
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === 'object' && given !== null ? given : undefined;
  } catch {
    return undefined;
  }
}

/** A line is a row of storage; what goes on for longer than this is no such file, and is not read to its end. */
const longestLine = 2_000_000;
/** What is read at once; a letter that lies across two pieces waits for its rest. */
const piece = 1_000_000;

async function* linesOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let open = '';
  for (let at = 0; at < file.size; at += piece) {
    const lines = (open + decoder.decode(await file.slice(at, at + piece).arrayBuffer(), { stream: true })).split('\n');
    open = lines.pop() ?? '';
    yield* lines;
    if (open.length > longestLine) break;
  }
  open += decoder.decode();
  if (open.trim() !== '') yield open;
}

/** The parts in their order; only of a file that was read to its end before. */
export async function* deskParts(file: Blob): AsyncGenerator<Part> {
  let rows: unknown[] = [];
  for await (const text of linesOf(file)) {
    const line = lineOf(text);
    if (line?.row !== undefined) rows.push(line.row);
    if (!line?.seal) continue;
    yield { no: line.seal.no, rows, hash: line.seal.hash };
    rows = [];
  }
}

/** Undefined where it is no such file or its end is cut off; whether it is as it was exported only the server can say. */
export async function readDesk(file: Blob): Promise<{ readonly header: unknown; readonly count: number; readonly end: unknown } | undefined> {
  let [header, end]: unknown[] = [];
  let count = 0;
  let isOpen = false;
  for await (const text of linesOf(file)) {
    const line = lineOf(text);
    if (end !== undefined) return undefined;
    if (header === undefined) {
      if (line?.desk === undefined) return undefined;
      header = line.desk;
    } else if (line?.row !== undefined) isOpen = true;
    else if (line?.seal) {
      isOpen = false;
      count += 1;
    } else if (line?.end !== undefined && !isOpen) end = line.end;
    else return undefined;
  }
  return end === undefined ? undefined : { header, count, end };
}
