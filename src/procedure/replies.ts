/** Decides what a prepared reply says: the rules' text with its placeholders filled from the request. */
import type { Placeholder, Rules } from './rules';

export type Filling = { readonly [Name in Placeholder]?: string };

/** The filled text, or the placeholders that nothing is known for yet. */
export function fillReply(rules: Rules, id: string, filling: Filling): { readonly title: string; readonly text: string; readonly empty: readonly string[] } | undefined {
  const reply = rules.replies.find((one) => one.id === id);
  if (!reply) return undefined;
  const empty: string[] = [];
  const text = reply.text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(filling, name) ? filling[name as Placeholder] : undefined;
    if (value === undefined) empty.push(name);
    return value ?? whole;
  });
  return { title: reply.title, text, empty };
}
