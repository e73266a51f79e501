/** Decides which mailbox a written address names, and refuses whatever could name two. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';

export type Mailbox = {
  /** Before the @, in lower case: providers that tell `Dana@` from `dana@` are not met in practice. */
  readonly local: string;
  /** After the @, in lower-case ASCII (punycode). */
  readonly host: string;
  /** What one owner registered, by the public suffix list with its private section; absent for a bare public suffix. */
  readonly domain?: string;
  /** Both parts as a person reads them. */
  readonly readable: string;
  /** The words before `<…>`, where there were any. */
  readonly displayName?: string;
};

type Unreadable = 'empty' | 'hidden-characters' | 'two-at-signs' | 'not-an-address';
export type Reading = { readonly mailbox: Mailbox } | { readonly problem: Unreadable };

/** Hosts whose customers each get a subdomain, missing from the public suffix list. */
const sharedHosts = [
  'atlassian.net', 'atlassian.com', 'jira.com', 'jira-dev.com', 'onmicrosoft.com', 'sharepoint.com', 'zendesk.com', 'freshdesk.com',
  'salesforce.com', 'force.com', 'okta.com', 'slack.com', 'google.com', 'workspace.google.com', 'hubspot.com', 'intercom-mail.com',
];

/** The domain that one owner registered, or, on a shared host, the subdomain that one customer was given. */
export function registrableDomain(host: string): string | undefined {
  const parsed = parse(host, { allowPrivateDomains: true });
  if (parsed.isIp === true || parsed.domain === null) return undefined;
  if (!sharedHosts.includes(parsed.domain)) return parsed.domain;
  const own = host.slice(0, -(parsed.domain.length + 1)).split('.').at(-1);
  return own ? `${own}.${parsed.domain}` : undefined;
}

/** The name a person recognises in a domain: `northwind` of `northwind.co.uk`, in Unicode. */
export function nameOfDomain(domain: string): string {
  return domainToUnicode(domain).split('.')[0] ?? '';
}

/** The host in lower-case ASCII, or nothing where it could not be one. */
export function asciiHost(written: string): string | undefined {
  // domainToASCII stops at a slash and decodes %xx, so only letters, digits, marks, dots and hyphens get that far.
  if (!/^[\p{L}\p{N}\p{M}.\-。．｡·]+$/u.test(written)) return undefined;
  const host = domainToASCII(written).replace(/\.$/, '');
  const labels = host.split('.');
  const sound = (label: string): boolean => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label);
  if (labels.length < 2 || host.length > 253 || !labels.every(sound)) return undefined;
  return parse(host).isIp === true ? undefined : host;
}

// A quoted local part may hold an @ or a whole second address. Only one that needs no quotes is taken.
const unquoted = (local: string): string => /^"([^"\\]*)"$/.exec(local)?.[1] ?? local;

export function readMailbox(written: string): Reading {
  const text = written.trim();
  if (text === '') return { problem: 'empty' };
  if (text.length > 1000) return { problem: 'not-an-address' };
  // Zero-width, bidirectional and control characters make two addresses look like one.
  if (/[\p{C}\p{Zl}\p{Zp}]|[^\S ]/u.test(text)) return { problem: 'hidden-characters' };

  const bracketed = /^([^<>]*)<([^<>]*)>$/.exec(text);
  const bare = (bracketed?.[2] ?? text).trim();
  const at = bare.lastIndexOf('@');
  if (at < 0) return { problem: 'not-an-address' };
  const local = unquoted(bare.slice(0, at)).normalize('NFC').toLowerCase();
  if (local.includes('@')) return { problem: 'two-at-signs' };
  if (local.length > 64 || !/^[^\s"(),:;<>[\]\\.]+(\.[^\s"(),:;<>[\]\\.]+)*$/u.test(local)) return { problem: 'not-an-address' };
  const host = asciiHost(bare.slice(at + 1));
  if (host === undefined) return { problem: 'not-an-address' };

  const domain = registrableDomain(host);
  const displayName = (bracketed?.[1] ?? '').trim().replace(/^"|"$/g, '');
  return {
    mailbox: {
      local,
      host,
      readable: `${local}@${domainToUnicode(host) || host}`,
      ...(domain === undefined ? {} : { domain }),
      ...(displayName === '' ? {} : { displayName }),
    },
  };
}

export const sameMailbox = (one: Mailbox, other: Mailbox): boolean => one.local === other.local && one.host === other.host;

/** The registrable domains of these addresses, each once; what cannot be read as an address has none. */
export function domainsIn(addresses: readonly string[]): readonly string[] {
  const domains = addresses.flatMap((address) => {
    const reading = readMailbox(address);
    return 'mailbox' in reading ? (reading.mailbox.domain ?? []) : [];
  });
  return [...new Set(domains)];
}
