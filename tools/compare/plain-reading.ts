/** Decides what somebody who only compares what stands after the @ would say of a requester, and why ours is another answer. */
import type { Theirs } from './programs';

const hostOf = (address: string): string => address.trim().toLowerCase().split('@').slice(1).at(-1) ?? '';
const lastTwo = (host: string): string => host.split('.').slice(-2).join('.');

export function readPlainly(address: string, contacts: readonly string[]): Theirs {
  const host = hostOf(address);
  if (host === '') return { accepts: false, says: 'no host' };
  const hosts = contacts.map(hostOf);
  if (contacts.some((contact) => contact.toLowerCase() === address.trim().toLowerCase())) return { accepts: true, says: 'the contact itself' };
  if (hosts.includes(host)) return { accepts: true, says: 'same host' };
  if (hosts.some((other) => lastTwo(other) === lastTwo(host))) return { accepts: true, says: 'same last two labels' };
  return { accepts: false, says: 'another host' };
}

/** Only where we accept what it refuses: it must take the address as we read it. */
export const OTHER_FORM = 'It does not read this form. The address as we read it, it takes.';

/** By the finding for which we refuse what it takes. */
export const whyRefused: Readonly<Record<string, string>> = {
  'lookalike-address': 'At a host that everybody shares, nearly the contact’s name is somebody else’s name.',
  'free-mail': 'Everybody can have an address at this host.',
  'disposable-mail': 'Everybody can have an address at this host, for ten minutes and without a name.',
  'other-domain': 'Strangers register names beneath these last labels, says the public suffix list or our own list of hosts that many companies share.',
  'two-at-signs': 'It takes the last of two hosts; a mail system may take the first.',
  'hidden-characters': 'What cannot be seen makes it another address than the one that is read.',
  'not-an-address': 'It looks at the host alone. This is no plain address, and mail systems differ in whom it reaches.',
};
