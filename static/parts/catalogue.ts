/** Decides where the words come from, the server's messages and the screens' own: files beside the page, so that they are no JavaScript. */
import messages from './catalogue.en.json?url';
import words from './words.en.json?url';

export type Catalogue = Readonly<Record<string, string>>;

let held: Promise<Catalogue> | undefined;

async function fetched(address: string): Promise<Catalogue> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${String(response.status)}`);
  return (await response.json()) as Catalogue;
}

/** Fetched once; a fetch that failed is tried again by the next call. */
export function loadCatalogue(): Promise<Catalogue> {
  held ??= Promise.all([fetched(messages), fetched(words)]).then(([theirs, own]) => ({ ...theirs, ...own })).catch((cause: unknown) => {
    held = undefined;
    throw cause;
  });
  return held;
}
