/** Decides what a prepared reply says: the rules' text with its placeholders filled from the request. */
import type { FileRole } from './request';
import type { Placeholder, Rules } from './rules';

export type Filling = { readonly [Name in Placeholder]?: string };

/** The reply that asks for another file of each role, and the one that proposes to talk instead. */
export const asksAgain: Readonly<Record<FileRole, string>> = { 'signed-form': 'form-again', 'encryption-key': 'key-again', 'ssh-key': 'key-again' };
export const proposesCall = 'propose-call';

export const replyIn = (rules: Rules, id: string): Rules['replies'][number] | undefined => rules.replies.find((reply) => reply.id === id);

/** The checks of each role whose words are the customer's to read: the others compare the file with other requests. */
const toldChecks: Readonly<Record<FileRole, readonly string[]>> = { 'signed-form': ['signed-agreement'], 'encryption-key': ['openpgp-key', 'key-owner'], 'ssh-key': ['ssh-key'] };

/** The checks whose findings a reply repeats: about the file that it asks for again, and otherwise about every file. */
export function checksToldIn(reply: string): readonly string[] {
  const roles = (['signed-form', 'encryption-key', 'ssh-key'] as const).filter((role) => asksAgain[role] === reply);
  return Object.entries(toldChecks).flatMap(([role, checks]) => (roles.length === 0 || roles.some((one) => one === role) ? checks : []));
}

/** The filled text, or the placeholders that nothing is known for yet. */
export function fillReply(rules: Rules, id: string, filling: Filling): { readonly title: string; readonly text: string; readonly empty: readonly string[] } | undefined {
  const reply = replyIn(rules, id);
  if (!reply) return undefined;
  const empty: string[] = [];
  const text = reply.text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(filling, name) ? filling[name as Placeholder] : undefined;
    if (value === undefined) empty.push(name);
    return value ?? whole;
  });
  return { title: reply.title, text, empty };
}
