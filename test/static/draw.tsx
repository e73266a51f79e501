/** Decides how a test draws a part of a screen: as HTML text, in the words that the app ships, with no browser. */
import './bridge';
import { load, type CheerioAPI } from 'cheerio';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { PanelView } from '../../src/contract';
import { messages } from '../../src/procedure/messages';
import { ActingProvider, type Acting } from '../../static/parts/acting';
import { WordingProvider } from '../../static/parts/Says';
import { wordingFor, type Wording } from '../../static/parts/wording';
import words from '../../static/parts/words.en.json';
import { Begin } from '../../static/ticket-panel/Begin';
import { Request } from '../../static/ticket-panel/Request';
import { fixtureCatalogue } from './fixtures';

export const wordingAt = (now: string, timeZone = 'UTC'): Wording => wordingFor({ ...messages, ...words, ...fixtureCatalogue }, { now, timeZone });

const still: Acting = { act: () => undefined, at: () => null };

export function draw(part: ReactNode, now = '2026-11-20T10:00:00Z', acting: Acting = still): CheerioAPI {
  return load(renderToStaticMarkup(<WordingProvider value={wordingAt(now)}><ActingProvider.Provider value={acting}>{part}</ActingProvider.Provider></WordingProvider>));
}

const never = (): Promise<never> => Promise.reject(new Error('A drawing asks nothing'));

export function drawPanel(view: PanelView, acting?: Acting): CheerioAPI {
  const panel = view.request ? (
    <Request request={view.request} heading={null} done={undefined} invoke={never} change={never} onOwn={() => undefined} />
  ) : (
    <Begin view={view} change={never} refusal={null} />
  );
  return draw(panel, view.now, acting);
}
