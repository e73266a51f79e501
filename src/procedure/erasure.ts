/** Decides what of a request names a person, and what is left of it once the person is erased. */
import type { SnapshotRequest } from './request';

export type ErasureReason = 'person-asked' | 'retention' | 'entered-in-error' | 'account-closed' | 'account-changed';

export const erasedText = '[erased]';

/** Shorter names are parts of too many words. */
const shortestName = 5;

/** What a person is written as: the address or account that was given, and what the request knows beside it. */
export function spellingsOf(request: SnapshotRequest, whom: string): readonly string[] {
  const { requester, recipient } = request.facts;
  const people = [requester?.value, recipient?.value, ...Object.values(request.authorisations ?? {}).map(({ contact }) => contact)].flatMap((person) => person ?? []);
  const sought = whom.toLowerCase();
  const known = people.filter((person) => person.address?.toLowerCase() === sought || ('accountId' in person && person.accountId === whom));
  const names = known.flatMap(({ name }) => (name && name.length >= shortestName && name !== erasedText ? [name] : []));
  const addresses = known.flatMap(({ address }) => (address && address !== erasedText ? [address] : []));
  return [...new Set([whom, ...names, ...addresses])];
}

const address = /^[^\s@"\\]+@[^\s@"\\]+\.[^\s@"\\]+$/;
export const isAddress = (whom: string): boolean => address.test(whom);
/** As Atlassian writes them: twenty characters and more, some of them digits, or an id before a colon. */
const account = /^(?=.*\d)(?:[\w-]{20,}|[\w-]+:[\w:-]{8,})$/;

/** An address or account id as a whole: texts are looked through for it anywhere, so that a mere word would take whatever has it. */
export const isWholeSpelling = (whom: string): boolean => isAddress(whom) || account.test(whom);

/** Whether a personal value holds one of these spellings anywhere. */
export function names(value: unknown, spellings: readonly string[]): boolean {
  const text = JSON.stringify(value).toLowerCase();
  return spellings.some((spelling) => text.includes(JSON.stringify(spelling.toLowerCase()).slice(1, -1)));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Codes, digests and ids are written like this; somebody who is called like one of them must not turn a refusal into none. */
const ours = /^[a-z0-9][a-z0-9.:_-]*$/;
/** What people are called and what they wrote, however it is spelled. */
const theirs: readonly string[] = ['name', 'employer', 'how', 'reason', 'note', 'text', 'file'];

function without(value: unknown, gone: RegExp, member = ''): unknown {
  if (typeof value === 'string') return ours.test(value) && !theirs.includes(member) ? value : value.replace(gone, erasedText);
  if (Array.isArray(value)) return value.map((item) => without(item, gone, member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, without(held, gone, key)]));
}

/** Any value with these spellings gone from all of its texts. */
export const withoutSpellings = (value: unknown, spellings: readonly string[]): unknown => without(value, new RegExp(spellings.map(escaped).join('|'), 'giu'));

/** What people did stays under their account; everything else that spells them is gone. */
export function forget(request: SnapshotRequest, spellings: readonly string[], account: string | undefined): SnapshotRequest {
  const texts = spellings.filter((spelling) => spelling !== account);
  if (texts.length === 0) return request;
  // The recipient's name elsewhere goes with the recipient, however it is spelled.
  const { keybase, ...rest } = request;
  const isRecipient = spellings.includes(request.facts.recipient?.value.address ?? '') || keybase?.by === account;
  const left = without(keybase && !isRecipient ? request : rest, new RegExp(texts.map(escaped).join('|'), 'giu')) as SnapshotRequest;
  if (left.ended) return left;
  // A request that still runs must not go on with what is gone: the fact has to be found and confirmed anew.
  const facts = Object.entries(left.facts).map(([name, fact]) => {
    const { confirmed, ...unconfirmed } = fact;
    return [name, names(fact.value, [erasedText]) || !confirmed ? unconfirmed : fact];
  });
  return { ...left, facts: Object.fromEntries(facts) as SnapshotRequest['facts'] };
}
