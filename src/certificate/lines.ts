/** Decides how a text is spelled with the letters at hand, and where its lines end. */

const bracket = (char: string): string => `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

export type Spelled = { readonly text: string; readonly lacks: readonly string[] };

/** A letter that the typeface lacks is written as its code point: a box or a wrong letter would change a name unseen. */
export function spell(text: string, has: (char: string) => boolean): Spelled {
  const lacks: string[] = [];
  const spelled = Array.from(text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[\t\u00a0\u202f]/g, ' '), (char) => {
    if (char === '\n' || has(char)) return char;
    lacks.push(char);
    return bracket(char);
  });
  return { text: spelled.join(''), lacks };
}

type Width = (text: string) => number;

/** The pieces of a word, each of which fits a line of its own. */
function piecesOf(word: string, width: Width, most: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const char of word) {
    if (piece !== '' && width(piece + char) > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...pieces, piece];
}

/** Lines none of which is wider than `most`; a word that is wider than a line is cut where the line ends. */
export function linesOf(text: string, width: Width, most: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ').filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (width(longer) <= most) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      const pieces = piecesOf(word, width, most);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
    }
    return [...lines, line];
  });
}
