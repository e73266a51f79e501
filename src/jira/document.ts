/** Decides how text goes into and out of Atlassian Document Format. */

const blocks = new Set(['paragraph', 'heading', 'listItem', 'codeBlock', 'blockquote', 'tableRow', 'hardBreak']);

/** The plain text of a document, a line a block; undefined where it is no document. */
export function plainText(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('type' in node)) return undefined;
  const own = 'text' in node && typeof node.text === 'string' ? node.text : '';
  const children = 'content' in node && Array.isArray(node.content) ? node.content.map((child) => plainText(child) ?? '').join('') : '';
  return own + children + (typeof node.type === 'string' && blocks.has(node.type) ? '\n' : '');
}

/** A document of paragraphs: an empty line parts two, a single line break stays one. */
export function documentOf(text: string): object {
  const content = text.split(/\n{2,}/).map((paragraph) => ({
    type: 'paragraph',
    content: paragraph.split('\n').flatMap((part, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...(part ? [{ type: 'text', text: part }] : [])]),
  }));
  return { version: 1, type: 'doc', content };
}
