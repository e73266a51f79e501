/** Decides whether a text holds a private key of any kind, readable or damaged: one that was attached counts as exposed either way. */

export type PrivateKeyKind = 'openpgp' | 'ssh' | 'putty' | 'pem' | 'gnupg-agent';

const BEGIN = /-{2,}\s*BEGIN\s+([A-Z0-9 ]*?)(PRIVATE|SECRET)\s+KEY(\s+BLOCK)?\s*-{2,}/;

const marks: readonly (readonly [PrivateKeyKind, string])[] = [
  ['putty', 'PuTTY-User-Key-File-'],
  ['gnupg-agent', '(protected-private-key'],
  ['gnupg-agent', 'shadowed-private-key'],
  ['gnupg-agent', ':protected-private-key'],
  ['gnupg-agent', '(private-key'],
  ['gnupg-agent', ':private-key('],
];

/** Looks around each mention of the word only: 20 MB of dashes would make a search by pattern alone quadratic. */
export function privateKeyIn(text: string): PrivateKeyKind | undefined {
  const mark = marks.find(([, words]) => text.includes(words));
  if (mark) return mark[0];
  for (const word of ['PRIVATE', 'SECRET']) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const around = text.slice(Math.max(0, at - 50), at + 40);
      const begin = around.includes('BEGIN') ? BEGIN.exec(around) : null;
      if (!begin) continue;
      const [, before = '', , block] = begin;
      if (before.includes('PGP') || block) return 'openpgp';
      return before.includes('SSH') ? 'ssh' : 'pem';
    }
  }
  return undefined;
}
