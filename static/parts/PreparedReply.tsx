/** Shows a message to the customer as it will read, with its paragraphs and numbered questions. */
import type { ReactNode } from 'react';

type Block = { readonly list: 'ol' | 'ul' | undefined; readonly lines: readonly string[] };

/** Cuts plain text at blank lines, and into lists where every line of a stretch begins with a number or a dash. */
export function blocksOf(text: string): readonly Block[] {
  const item = (line: string): 'ol' | 'ul' | undefined => (/^\d+[.)]\s/.test(line) ? 'ol' : /^[-*•]\s/.test(line) ? 'ul' : undefined);
  const blocks: { list: Block['list']; lines: string[] }[] = [];
  for (const paragraph of text.trim().split(/\n\s*\n/)) {
    let open: { list: Block['list']; lines: string[] } | undefined;
    for (const line of paragraph.split('\n')) {
      const list = item(line);
      const bare = list ? line.replace(/^(\d+[.)]|[-*•])\s+/, '') : line;
      if (open?.list === list && open) open.lines.push(bare);
      else blocks.push((open = { list, lines: [bare] }));
    }
  }
  return blocks;
}

export function PreparedReply({ text }: { text: string }): ReactNode {
  return (
    <blockquote className="quote">
      {blocksOf(text).map(({ list: List, lines }, at) => (
        List ? <List key={at}>{lines.map((line) => <li key={line}>{line}</li>)}</List> : <p key={at}>{lines.join('\n')}</p>
      ))}
    </blockquote>
  );
}
