/** Decides whether strangers share a mail domain, so that having it in common proves nothing. */
import { registrableDomain } from './mail-address';

export type SharedMail = 'free' | 'disposable';
export type SharedMailOf = (host: string) => SharedMail | undefined;

/** Providers and forwarding relays that the free-mail list lacks. */
const alsoFree = [
  'addy.io', 'anonaddy.com', 'anonaddy.me', 'cock.li', 'disroot.org', 'firemail.cc', 'hey.com', 'icloud.com.cn', 'kolabnow.com', 'mailbox.org',
  'mozmail.com', 'passinbox.com', 'passmail.net', 'privaterelay.appleid.com', 'riseup.net', 'runbox.com', 'simplelogin.com', 'simplelogin.fr',
  'skiff.com', 'slmail.me', 'startmail.com', 'tuta.com', 'tuta.io', 'tutamail.com', 'tutanota.com', 'tutanota.de', 'vivaldi.net', 'zohomail.com',
  'zohomail.eu',
];

let lists: Promise<{ free: ReadonlySet<string>; disposable: ReadonlySet<string> }> | undefined;

async function load(): Promise<{ free: ReadonlySet<string>; disposable: ReadonlySet<string> }> {
  const [free, disposable] = await Promise.all([import('free-email-domains'), import('disposable-email-domains-js')]);
  return { free: new Set([...free.default, ...alsoFree]), disposable: disposable.disposableEmailBlocklistSet() };
}

/** The lists are a third of a megabyte, so they load with the first address and not with the app. */
export async function sharedMailLists(alsoFreeMail: readonly string[]): Promise<SharedMailOf> {
  lists ??= load();
  const { free, disposable } = await lists;
  const added = new Set(alsoFreeMail.map((domain) => domain.toLowerCase()));
  return (host) => {
    const names = [host, registrableDomain(host) ?? host];
    if (names.some((name) => disposable.has(name))) return 'disposable';
    return names.some((name) => free.has(name) || added.has(name)) ? 'free' : undefined;
  };
}
