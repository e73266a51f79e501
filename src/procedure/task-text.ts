/** Decides where the text of an SRE task differs from the text that was written into it. */

export type TaskText = { readonly summary: string; readonly description: unknown };
export type TextDifference = { readonly label: string; readonly was: string; readonly now: string };

type Line = readonly [label: string, text: string];

const childrenOf = (node: unknown): readonly unknown[] => (typeof node === 'object' && node !== null && 'content' in node && Array.isArray(node.content) ? (node.content as readonly unknown[]) : []);
const typeOf = (node: unknown): string => (typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string' ? node.type : '');

function textOf(node: unknown): string {
  const own = typeof node === 'object' && node !== null && 'text' in node && typeof node.text === 'string' ? node.text : '';
  return own + childrenOf(node).map(textOf).join(typeOf(node) === 'tableRow' ? ' ' : '');
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The lines that people read: each row of a table under its own label, and all else in the order in which it stands. */
function linesOf(node: unknown): readonly Line[] {
  const type = typeOf(node);
  if (type === 'tableRow') {
    const [label = '', ...values] = childrenOf(node).map((cell) => tidy(textOf(cell)));
    return [[label, values.join(' ')]];
  }
  if (type === 'doc' || type === 'table') return childrenOf(node).flatMap(linesOf);
  const text = tidy(textOf(node));
  return text ? [['', text]] : [];
}

/** What `made` says and `now` does not, or says otherwise; what stands in `now` alone has nothing beside it. */
export function textDifferences(made: TaskText, now: TaskText): readonly TextDifference[] {
  const [then, today] = [made, now].map(({ summary, description }): readonly Line[] => [['Summary', tidy(summary)], ...linesOf(description)]) as [readonly Line[], readonly Line[]];
  const isIn = (lines: readonly Line[], [label, text]: Line): boolean => lines.some((line) => line[0] === label && line[1] === text);
  const gone = then.filter((line) => !isIn(today, line));
  const come = today.filter((line) => !isIn(then, line));
  const differences: TextDifference[] = [];
  for (const [label, was] of gone) {
    const at = come.findIndex((line) => line[0] === label);
    const [line] = at < 0 ? [] : come.splice(at, 1);
    differences.push({ label, was, now: line?.[1] ?? '' });
  }
  return [...differences, ...come.map(([label, text]) => ({ label, was: '', now: text }))];
}
