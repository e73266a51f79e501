/** Decides what a screen makes of a question that got no answer: offline, or a fault of ours, never a bare exception. */
import type { Answer, Refusal } from '../../src/contract';

export type Answered<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal; readonly fault: boolean };

/** `fault` tells a question that failed from one that was heard and refused. */
export async function ask<Value>(question: () => Promise<Answer<Value>>): Promise<Answered<Value>> {
  if (!navigator.onLine) return { ok: false, fault: true, refusal: { code: 'ui.offline', params: {} } };
  try {
    const answer = await question();
    return answer.ok ? answer : { ...answer, fault: answer.refusal.reference !== undefined };
  } catch {
    // No answer is no news: what was asked for may have been done.
    return { ok: false, fault: true, refusal: { code: 'ui.no-answer', params: {} } };
  }
}
