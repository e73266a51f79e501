// Judges, reads and makes documents in the Atlassian Document Format.
import { isObject, listOf, objectOf, textOf } from './read-json';

export interface AdfNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: AdfNode[];
}

export interface AdfDocument extends AdfNode {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

const INLINE = ['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status', 'placeholder', 'mediaInline'];
const BLOCK = [
  'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'codeBlock', 'blockquote', 'panel', 'rule', 'table', 'tableRow',
  'tableCell', 'tableHeader', 'mediaSingle', 'mediaGroup', 'media', 'expand', 'nestedExpand', 'taskList', 'taskItem', 'decisionList',
  'decisionItem', 'blockCard', 'embedCard', 'extension', 'caption', 'layoutSection', 'layoutColumn',
];
const MARKS = ['strong', 'em', 'code', 'link', 'strike', 'underline', 'subsup', 'textColor', 'backgroundColor', 'border', 'alignment', 'indentation', 'annotation'];
/** Nodes that the published schema does not allow to stand at the top of a document. */
const NESTED_ONLY = ['listItem', 'tableRow', 'tableCell', 'tableHeader', 'media', 'taskItem', 'decisionItem', 'caption', 'layoutColumn', 'nestedExpand', ...INLINE];

export function isAdfDocument(value: unknown): value is AdfDocument {
  if (!isObject(value) || value['type'] !== 'doc' || value['version'] !== 1 || !Array.isArray(value['content'])) return false;
  return value['content'].every((node) => isNode(node) && !NESTED_ONLY.includes(node.type));
}

function isNode(value: unknown): value is AdfNode {
  if (!isObject(value)) return false;
  const type = textOf(value['type']) ?? '';
  if (!INLINE.includes(type) && !BLOCK.includes(type)) return false;
  const marks = listOf(value['marks']);
  if (!marks.every((mark) => MARKS.includes(textOf(objectOf(mark)['type']) ?? ''))) return false;
  if (type === 'text') return typeof value['text'] === 'string' && value['text'] !== '' && value['content'] === undefined;
  const content = value['content'];
  if (content === undefined) return true;
  if (!Array.isArray(content) || !content.every(isNode)) return false;
  if (type === 'codeBlock') return content.every((node) => node.type === 'text' && node.marks === undefined);
  if (type === 'paragraph' || type === 'heading') return content.every((node) => INLINE.includes(node.type));
  if (type === 'bulletList' || type === 'orderedList') return content.length > 0 && content.every((node) => node.type === 'listItem');
  return true;
}

export function plainText(node: AdfNode | null): string {
  if (!node) return '';
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'mention' || node.type === 'status' || node.type === 'emoji') return textOf(node.attrs?.['text']) ?? '';
  if (node.type === 'inlineCard' || node.type === 'blockCard') return textOf(node.attrs?.['url']) ?? '';
  const parts = (node.content ?? []).map(plainText);
  const isLine = ['paragraph', 'heading', 'codeBlock', 'tableCell', 'tableHeader'].includes(node.type);
  return isLine ? parts.join('') : parts.join('\n');
}

/** Blank lines part paragraphs; single line ends stay as breaks. */
export function adfOf(text: string): AdfDocument {
  const paragraphs = text.replace(/\r\n/g, '\n').split(/\n{2,}/).filter((part) => part.trim() !== '');
  return { type: 'doc', version: 1, content: paragraphs.map((part) => ({ type: 'paragraph', content: lines(part) })) };
}

function lines(part: string): AdfNode[] {
  return part.split('\n').flatMap((line, at): AdfNode[] => [
    ...(at > 0 ? [{ type: 'hardBreak' }] : []),
    ...(line === '' ? [] : [{ type: 'text', text: line }]),
  ]);
}

const TAGS: Record<string, string> = {
  paragraph: 'p', bulletList: 'ul', orderedList: 'ol', listItem: 'li', blockquote: 'blockquote', panel: 'section', table: 'table',
  tableRow: 'tr', tableCell: 'td', tableHeader: 'th', taskList: 'ul', taskItem: 'li', decisionList: 'ul', decisionItem: 'li',
};
const MARK_TAGS: Record<string, string> = { strong: 'strong', em: 'em', code: 'code', strike: 's', underline: 'u' };

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export function htmlOf(node: AdfNode | null): string {
  if (!node) return '';
  const inner = (node.content ?? []).map(htmlOf).join('');
  if (node.type === 'text') return marked(escapeHtml(node.text ?? ''), node);
  if (node.type === 'hardBreak') return '<br>';
  if (node.type === 'rule') return '<hr>';
  if (node.type === 'heading') return `<h${headingLevel(node)}>${inner}</h${headingLevel(node)}>`;
  if (node.type === 'codeBlock') return `<pre><code>${inner}</code></pre>`;
  const tag = TAGS[node.type];
  if (tag) return `<${tag}>${inner}</${tag}>`;
  return inner === '' ? escapeHtml(plainText(node)) : inner;
}

function headingLevel(node: AdfNode): number {
  const level = node.attrs?.['level'];
  return typeof level === 'number' && level >= 1 && level <= 6 ? Math.floor(level) : 2;
}

function marked(html: string, node: AdfNode): string {
  return (node.marks ?? []).reduce((inner, mark) => {
    const href = textOf(mark.attrs?.['href']) ?? '';
    // Any other scheme, javascript: above all, would run in the page of whoever reads the issue.
    if (mark.type === 'link') return /^(https?:|mailto:)/i.test(href) ? `<a href="${escapeHtml(href)}" rel="nofollow noreferrer">${inner}</a>` : inner;
    const tag = MARK_TAGS[mark.type];
    return tag ? `<${tag}>${inner}</${tag}>` : inner;
  }, html);
}
