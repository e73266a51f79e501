/** Decides how the file of a whole desk is cut for an import: at its seals, each part small enough for one invocation. */

type Part = { readonly no: number; readonly rows: readonly unknown[]; readonly hash: string };
export type DeskFile = { readonly header: unknown; readonly parts: readonly Part[]; readonly end: unknown };

type Line = { readonly desk?: unknown; readonly row?: unknown; readonly seal?: { readonly no: number; readonly hash: string }; readonly end?: unknown };

function lineOf(text: string): Line | undefined {
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === 'object' && given !== null ? given : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where it is no such file or its end is cut off; whether it is as it was exported only the server can say. */
export function deskParts(text: string): DeskFile | undefined {
  const [first, ...lines] = text.trimEnd().split('\n').map(lineOf);
  if (first?.desk === undefined) return undefined;
  const parts: Part[] = [];
  let rows: unknown[] = [];
  for (const line of lines) {
    if (line?.row !== undefined) rows.push(line.row);
    else if (line?.seal) {
      parts.push({ no: line.seal.no, rows, hash: line.seal.hash });
      rows = [];
    } else return line?.end !== undefined && line === lines.at(-1) && rows.length === 0 ? { header: first.desk, parts, end: line.end } : undefined;
  }
  return undefined;
}
