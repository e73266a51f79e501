// Decides how an Atlassian Document Format document looks on a page.
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Icon, type IconName } from './icon';

const mark = z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });

export type RichTextNode = {
  type: string;
  text?: string | undefined;
  attrs?: Record<string, unknown> | undefined;
  marks?: z.infer<typeof mark>[] | undefined;
  content?: RichTextNode[] | undefined;
};

export const richTextNode: z.ZodType<RichTextNode> = z.object({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  marks: z.array(mark).optional(),
  get content() {
    return z.array(richTextNode).optional();
  },
});

const attribute = (node: RichTextNode, name: string): string => {
  const value = node.attrs?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Only links that a reader can safely follow: a document may come from a customer. */
const safeLink = (href: unknown): string | undefined =>
  typeof href === 'string' && /^(https?:|mailto:|\/)/i.test(href) ? href : undefined;

function marked(node: RichTextNode): ReactNode {
  return (node.marks ?? []).reduce<ReactNode>((inner, { type, attrs }) => {
    switch (type) {
      case 'strong': return <strong>{inner}</strong>;
      case 'em': return <em>{inner}</em>;
      case 'code': return <code>{inner}</code>;
      case 'strike': return <s>{inner}</s>;
      case 'underline': return <u>{inner}</u>;
      case 'subsup': return attrs?.['type'] === 'sub' ? <sub>{inner}</sub> : <sup>{inner}</sup>;
      case 'link': {
        const href = safeLink(attrs?.['href']);
        return href ? <a href={href} rel="noreferrer">{inner}</a> : inner;
      }
      default: return inner;
    }
  }, node.text ?? '');
}

const panelIcons: Record<string, IconName> = { info: 'information', note: 'information', success: 'success', warning: 'warning', error: 'error' };

function heading(level: string, children: ReactNode): ReactNode {
  // The page has its own first and second level, so a document's headings start at the third.
  return level === '1' || level === '2' ? <h3>{children}</h3> : level === '3' ? <h4>{children}</h4> : <h5>{children}</h5>;
}

function Node({ node }: { node: RichTextNode }): ReactNode {
  const children = (node.content ?? []).map((child, index) => <Node key={index} node={child} />);
  switch (node.type) {
    case 'doc': return <>{children}</>;
    case 'text': return marked(node);
    case 'paragraph': return <p>{children}</p>;
    case 'hardBreak': return <br />;
    case 'rule': return <hr />;
    case 'heading': return heading(attribute(node, 'level'), children);
    case 'bulletList': return <ul>{children}</ul>;
    case 'orderedList': return <ol start={Number(attribute(node, 'order')) || 1}>{children}</ol>;
    case 'listItem': return <li>{children}</li>;
    case 'blockquote': return <blockquote>{children}</blockquote>;
    case 'codeBlock': return <pre tabIndex={0} role="region" aria-label="Code"><code>{children}</code></pre>;
    case 'panel': {
      const kind = attribute(node, 'panelType');
      return <div className={`doc-panel doc-panel--${kind}`}><Icon name={panelIcons[kind] ?? 'information'} /><div>{children}</div></div>;
    }
    case 'table': return <div className="scroll" tabIndex={0} role="region" aria-label="Table"><table className="table"><tbody>{children}</tbody></table></div>;
    case 'tableRow': return <tr>{children}</tr>;
    case 'tableHeader': return <th>{children}</th>;
    case 'tableCell': return <td>{children}</td>;
    case 'mention': case 'status': case 'emoji': return <span className={node.type === 'status' ? 'loz' : 'mention'}>{attribute(node, 'text')}</span>;
    case 'date': return <time>{new Date(Number(attribute(node, 'timestamp'))).toISOString().slice(0, 10)}</time>;
    case 'inlineCard': case 'blockCard': {
      const href = safeLink(node.attrs?.['url']);
      return href ? <a href={href}>{href}</a> : null;
    }
    case 'expand': return <details><summary>{attribute(node, 'title') || 'Details'}</summary>{children}</details>;
    case 'taskList': return <ul>{children}</ul>;
    case 'taskItem': return <li>{attribute(node, 'state') === 'DONE' ? '☑ ' : '☐ '}{children}</li>;
    default: return children.length > 0 ? <>{children}</> : <span className="subtle">[{node.type}]</span>;
  }
}

export const RichText = ({ document }: { document: RichTextNode }): ReactNode => <div className="doc"><Node node={document} /></div>;

/** What somebody typed as plain text, as a document: an empty line starts a paragraph. */
export const asDocument = (text: string): object => ({
  type: 'doc',
  version: 1,
  content: text.trim().split(/\n{2,}/).map((paragraph) => ({
    type: 'paragraph',
    content: paragraph.split('\n').flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line }]),
    ]),
  })),
});

/** JSM's own endpoints answer plain text; it is shown with its line breaks and nothing more. */
export const PlainText = ({ text }: { text: string }): ReactNode => <p className="plain">{text}</p>;
