/** Decides how the parts of a whole desk become one file: each is handed to the browser as it comes, so that none of it is held as text. */
import type { DeskFilePart, Refusal } from '../../src/contract';
import { ask } from '../parts/ask';
import type { Invoke } from './Directory';

const deskFileType = 'application/x-ndjson';

export async function deskFile(invoke: Invoke, onPart: (parts: number) => void): Promise<{ readonly name: string; readonly file: Blob } | { readonly refusal: Refusal }> {
  const parts: Blob[] = [];
  let asked: { next?: NonNullable<DeskFilePart['next']> } = {};
  for (;;) {
    const answer = await ask(() => invoke('desk.export', asked));
    if (!answer.ok) return { refusal: answer.refusal };
    const { name, text, next } = answer.value;
    parts.push(new Blob([text]));
    onPart(parts.length);
    if (!next) return { name, file: new Blob(parts, { type: deskFileType }) };
    asked = { next };
  }
}
