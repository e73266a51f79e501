// Draws the avatars and icons that the REST API's answers point at.
import { escapeHtml } from './adf';
import { get, type Call, type Route } from './routing';
import { personOf } from './people';

const COLOURS = ['#1f845a', '#0c66e4', '#6e5dc6', '#ae4787', '#a54800', '#216e4e', '#5e4db2'];

function picture(text: string): Response {
  const colour = COLOURS[[...text].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS.length] ?? '#0c66e4';
  const letters = escapeHtml(text.split(/\s+/).map((word) => word.charAt(0)).join('').slice(0, 2).toUpperCase());
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="24" fill="${colour}"/><text x="24" y="31" font-family="sans-serif" font-size="20" text-anchor="middle" fill="#fff">${letters}</text></svg>`;
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' } });
}

export const pictureRoutes: Route[] = [
  get('/local/jira/avatar/:id', (call: Call) => picture(personOf(call.site.store, call.part('id'))?.displayName ?? call.part('id'))),
  get('/local/jira/icon/:name', (call: Call) => picture(call.part('name'))),
];
