// A customer's text is shown as a document: readable, and never a way to run something in the reader's browser.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { asDocument, RichText, richTextNode } from '../../../local/pages/browser/rich-text';

const drawn = (content: unknown[]): string =>
  renderToStaticMarkup(createElement(RichText, { document: richTextNode.parse({ type: 'doc', version: 1, content }) }));
const text = (words: string, ...marks: unknown[]): object => ({ type: 'text', text: words, marks });

test('a public key keeps its line breaks in a code block', () => {
  expect(drawn([{ type: 'codeBlock', content: [text('-----BEGIN\n\nabc')] }])).toContain('<code>-----BEGIN\n\nabc</code>');
});

test('marks nest', () => {
  expect(drawn([{ type: 'paragraph', content: [text('all', { type: 'strong' }, { type: 'em' })] }])).toContain('<em><strong>all</strong></em>');
});

test('a link that could run a script is shown as its words alone', () => {
  const link = (href: string): string => drawn([{ type: 'paragraph', content: [text('here', { type: 'link', attrs: { href } })] }]);
  expect(link('https://northwind.atlassian.net')).toContain('href="https://northwind.atlassian.net"');
  for (const href of ['javascript:alert(1)', ' JAVASCRIPT:alert(1)', 'data:text/html,x']) expect(link(href)).toBe('<div class="doc"><p>here</p></div>');
});

test('markup in the text stays text', () => {
  expect(drawn([{ type: 'paragraph', content: [text('<img src=x onerror=alert(1)>')] }])).toContain('&lt;img');
});

test('a node that the pages do not know is named, not dropped', () => {
  expect(drawn([{ type: 'mediaSingle' }])).toContain('[mediaSingle]');
});

test('typed text becomes paragraphs at empty lines and breaks at the others', () => {
  expect(asDocument('One\ntwo\n\nthree ')).toEqual({
    type: 'doc',
    version: 1,
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'One' }, { type: 'hardBreak' }, { type: 'text', text: 'two' }] },
      { type: 'paragraph', content: [{ type: 'text', text: 'three' }] },
    ],
  });
});
