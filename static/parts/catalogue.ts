/** Decides where the words come from, in the reader's language: files beside the page, so that they are no JavaScript. */
import { view } from '@forge/bridge';
import ownGerman from './words.de.json?url';
import german from './catalogue.de.json?url';
import firstGerman from './first-words.de.json?url';
import messages from './catalogue.en.json?url';
import words from './words.en.json?url';

export type Catalogue = Readonly<Record<string, string>>;

/** English comes first, so that a key without a text of its own language is still said. */
const english = [messages, words];
const others: Readonly<Record<string, readonly string[]>> = { de: [german, ownGerman, firstGerman] };

let held: Promise<Catalogue> | undefined;

async function fetched(address: string): Promise<Catalogue> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${String(response.status)}`);
  return (await response.json()) as Catalogue;
}

async function load(): Promise<Catalogue> {
  const { locale } = await view.getContext();
  const parts = await Promise.all([...english, ...(others[locale.slice(0, 2)] ?? [])].map(fetched));
  const all: Catalogue = Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
  // A screen reader chooses its voice by this.
  document.documentElement.lang = all['ui.language'] ?? 'en';
  return all;
}

/** Fetched once; a fetch that failed is tried again by the next call. */
export function loadCatalogue(): Promise<Catalogue> {
  held ??= load().catch((cause: unknown) => {
    held = undefined;
    throw cause;
  });
  return held;
}
