/** Decides what a screen needs before it can be drawn: the answer to its first question, and the words to say it in. */
import type { Answer } from '../../src/contract';
import { ask, type Answered } from './ask';
import { loadCatalogue, type Catalogue } from './catalogue';

export type Opening<Value> = { readonly value: Value; readonly words: Catalogue };

export function open<Value>(question: () => Promise<Answer<Value>>): Promise<Answered<Opening<Value>>> {
  return ask(async () => {
    const [answer, words] = await Promise.all([question(), loadCatalogue()]);
    return answer.ok ? { ok: true, value: { value: answer.value, words } } : answer;
  });
}
