/** Draws a certificate of disposal on A4 pages: the same facts give the same bytes. */
import type { Color, EmbeddedFont, PDF, PDFPage } from '@libpdf/core';
import type { CertificateFacts } from '../procedure/request';
import { digest } from '../trail/digest';
import { linesOf, spell } from './lines';
import { whatItSays, type Part, type Says } from './what-it-says';

const sheet = { width: 595, height: 842, left: 64, top: 72, bottom: 84 } as const;
const wide = sheet.width - 2 * sheet.left;
const firstColumn = 132;
const secondColumn = wide - firstColumn;
const above = 20;
const padding = 4;

type Style = { readonly font: EmbeddedFont; readonly size: number; readonly line: number; readonly color: Color };

/** Writes from the top down, and begins another page where a row does not fit. */
type Pen = {
  readonly room: () => number;
  readonly down: (by: number) => void;
  readonly write: (lines: readonly string[], style: Style, x: number) => void;
  readonly rule: () => void;
  readonly turn: () => void;
};

function makePen(pdf: PDF, grey: Color): Pen {
  let page: PDFPage;
  let y: number;
  const turn = (): void => {
    page = pdf.addPage({ width: sheet.width, height: sheet.height });
    y = sheet.height - sheet.top;
  };
  turn();
  return {
    turn,
    room: () => y - sheet.bottom,
    down: (by) => {
      y -= by;
    },
    write: (lines, { font, size, line, color }, x) => {
      for (const [at, text] of lines.entries()) if (text !== '') page.drawText(text, { x, y: y - size - at * line, font, size, color });
    },
    rule: () => {
      page.drawLine({ start: { x: sheet.left, y }, end: { x: sheet.left + wide, y }, thickness: 0.5, color: grey });
    },
  };
}

/** libpdf names each subset of a typeface by six letters at random, before the typeface's own name. */
function withFixedNames(pdf: Uint8Array): Uint8Array {
  const fixed = Buffer.from(pdf).toString('latin1').replace(/[A-Z]{6}(?=\+NotoSans-(Regular|SemiBold))/g, (_, weight: string) => (weight === 'Regular' ? 'SDREGU' : 'SDSEMI'));
  return new Uint8Array(Buffer.from(fixed, 'latin1'));
}

export async function certificatePdf(facts: CertificateFacts): Promise<Uint8Array> {
  const [{ PDF, PdfArray, PdfString, rgb }, typeface] = await Promise.all([import('@libpdf/core'), import('./typeface')]);
  const pdf = PDF.create();
  const [regular, semibold] = [pdf.embedFont(typeface.regular()), pdf.embedFont(typeface.semibold())];
  const [ink, grey, pale] = [rgb(0.09, 0.1, 0.13), rgb(0.36, 0.39, 0.45), rgb(0.78, 0.8, 0.83)];
  const body: Style = { font: regular, size: 9.5, line: 14, color: ink };
  const strong: Style = { ...body, font: semibold };
  const quiet: Style = { ...body, color: grey };
  const small: Style = { ...body, size: 8.5, line: 13 };
  const title: Style = { font: semibold, size: 20, line: 26, color: ink };
  const heading: Style = { font: semibold, size: 11.5, line: 16, color: ink };

  const lacking = new Set<string>();
  const set = (text: string, { font, size }: Style, most: number): readonly string[] => {
    const spelled = spell(text, (char) => font.canEncode(char));
    for (const char of spelled.lacks) lacking.add(char);
    return linesOf(spelled.text, (part) => font.getTextWidth(part, size), most);
  };

  const pen = makePen(pdf, pale);

  /** Lines in both columns side by side, on as many pages as they need. */
  const row = (term: readonly string[], said: readonly string[], [left, right]: readonly [Style, Style]): void => {
    const count = Math.max(term.length, said.length);
    const fits = (lines: number): boolean => lines * right.line + 2 * padding <= pen.room();
    // A short row is kept together; a long one is cut where the page ends.
    if (!fits(Math.min(count, 8))) pen.turn();
    for (let from = 0; from < count; ) {
      let many = count - from;
      while (many > 1 && !fits(many)) many -= 1;
      pen.down(padding);
      pen.write(term.slice(from, from + many), left, sheet.left);
      pen.write(said.slice(from, from + many), right, sheet.left + firstColumn);
      pen.down(many * right.line + padding);
      from += many;
      if (from < count) pen.turn();
    }
    pen.rule();
  };

  const block = (lines: readonly string[], style: Style): void => {
    for (const line of lines) {
      if (style.line > pen.room()) pen.turn();
      pen.write([line], style, sheet.left);
      pen.down(style.line);
    }
  };

  /** A heading at the foot of a page would stand alone: what follows is at least `needs` high. */
  const section = (text: string, needs: number): void => {
    if (pen.room() < above + heading.line + needs) pen.turn();
    else pen.down(above);
    block(set(text, heading, wide), heading);
    pen.down(4);
  };

  const draw = (part: Part): void => {
    if (part.as === 'heading') section(part.text, 70);
    else if (part.as === 'note') {
      const [lines, code] = [set(part.text, body, wide), set(part.code, small, wide)];
      section(part.heading, lines.length * body.line + code.length * small.line + 8);
      block(lines, body);
      pen.down(2);
      block(code, small);
    } else {
      if (part.head) row(set(part.head[0], quiet, firstColumn), set(part.head[1], quiet, secondColumn), [quiet, quiet]);
      else pen.rule();
      const first = part.head ? strong : quiet;
      for (const [term, said] of part.rows) row(set(term, first, firstColumn - 12), set(said, body, secondColumn), [first, body]);
    }
  };

  const says: Says = whatItSays(facts);
  block(set(says.title, title, wide), title);
  block(set(says.subtitle, quiet, wide), quiet);
  pen.down(14);
  for (const part of says.parts) draw(part);
  if (lacking.size > 0) {
    pen.down(8);
    const faint = { ...small, color: grey };
    block(set('A letter that the typeface of this document does not have is written as its Unicode code point in square brackets.', faint, wide), faint);
  }

  const pages = pdf.getPages();
  for (const [at, page] of pages.entries()) {
    const foot = { ...small, color: grey };
    const number = `Page ${String(at + 1)} of ${String(pages.length)}`;
    const y = 44;
    const [line = ''] = set(says.footer, foot, wide - 90);
    page.drawText(line, { x: sheet.left, y, font: regular, size: foot.size, color: grey });
    page.drawText(number, { x: sheet.left + wide - regular.getTextWidth(number, foot.size), y, font: regular, size: foot.size, color: grey });
  }

  // No moment but the day of issue, and no identifier but the digest of the facts: the file can be made again.
  const issued = new Date(`${facts.issuedOn}T00:00:00Z`);
  pdf.setMetadata({ title: says.footer, author: facts.issuedBy, creator: 'Snapshot Desk', producer: 'Snapshot Desk', creationDate: issued, modificationDate: issued, language: 'en' });
  const id = PdfString.fromHex(digest(facts).slice(0, 32));
  pdf.context.info.trailer.set('ID', new PdfArray([id, id]));
  return withFixedNames(await pdf.save({ subsetFonts: true, useXRefStream: false }));
}
