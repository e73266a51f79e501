/** Decides what a screen needs before it can be drawn: the answer to its first question, and the words to say it in. */
import type { Answer, Refusal } from '../../src/contract';
import { ask } from './ask';
import { loadCatalogue, type Catalogue } from './catalogue';

/** A refusal needs the words as much as a value does; none are there where they could not be fetched. */
export type Opening<Value> = { readonly words: Catalogue } & ({ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal });

export async function open<Value>(question: () => Promise<Answer<Value>>): Promise<Opening<Value>> {
  const words = loadCatalogue();
  const answer = await ask(async () => {
    const [given] = await Promise.all([question(), words]);
    return given;
  });
  return { ...answer, words: await words.catch(() => ({})) };
}
