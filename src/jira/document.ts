/** Decides how text goes into and out of Atlassian Document Format. */

const blocks = new Set(['paragraph', 'heading', 'listItem', 'codeBlock', 'blockquote', 'tableRow', 'hardBreak']);

/** The plain text of a document, a line a block; undefined where it is no document. */
export function plainText(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null || !('type' in node)) return undefined;
  const own = 'text' in node && typeof node.text === 'string' ? node.text : '';
  const children = 'content' in node && Array.isArray(node.content) ? node.content.map((child) => plainText(child) ?? '').join('') : '';
  return own + children + (typeof node.type === 'string' && blocks.has(node.type) ? '\n' : '');
}

const paragraphsOf = (text: string): readonly object[] =>
  text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({
      type: 'paragraph',
      content: paragraph.trim().split('\n').flatMap((part, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...(part ? [{ type: 'text', text: part }] : [])]),
    }));

export type Mentions = readonly { readonly accountId: string; readonly name: string }[];

/** People who are told of the comment by being named in its first line. */
const naming = (mentions: Mentions): readonly object[] =>
  mentions.length === 0 ? [] : [{ type: 'paragraph', content: mentions.flatMap(({ accountId, name }, at) => [...(at > 0 ? [{ type: 'text', text: ' ' }] : []), { type: 'mention', attrs: { id: accountId, text: `@${name}` } }]) }];

/**
 * A document of paragraphs: an empty line parts two, a single line break stays one. What stands between two lines of three
 * backticks is kept to the letter in a code block: a sealed message is worth nothing without its empty line.
 */
export function documentOf(text: string, mentions: Mentions = []): object {
  const content = text.split(/^```$/m).flatMap((part, at) => (at % 2 === 0 ? paragraphsOf(part) : [{ type: 'codeBlock', attrs: {}, content: [{ type: 'text', text: part.replace(/^\n|\n$/g, '') }] }]));
  return { version: 1, type: 'doc', content: [...naming(mentions), ...content] };
}
