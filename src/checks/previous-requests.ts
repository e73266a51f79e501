/** Decides what earlier requests from the same domain, site or licence say about this one. */
import { z } from 'zod';
import { type Finding, type Judged, type Weight, defineCheck } from './check';
import type { PreviousRequest } from './evidence';

const settings = z.strictObject({
  openForSameSite: z.enum(['warn', 'fail']).default('warn').describe('What an open request for the same site or licence gets; approvals are bound to their own terms, so a warning is the ordinary choice'),
  recentDays: z.int().min(0).max(3650).default(365).describe('Days during which a delivered request is worth a warning; an older one is only mentioned'),
});

const lookAtIt = 'An agent reads {issue} and asks the customer why the data is needed again.';

const findings = {
  'open-for-this-site': { says: '{issue} is open for the same {shared}, since {asked}.', remedy: 'An agent makes sure that the two are different requests, or closes one as a duplicate.' },
  'open-for-this-domain': { says: '{issue} is open from the same domain, since {asked}.', remedy: 'An agent makes sure that the two are different requests.' },
  'refused-before': { says: '{issue} was refused. It was asked on {asked} for the same {shared}.', remedy: 'An agent reads why, and flags the ticket if the reason still stands.' },
  'delivered-lately': { says: '{issue}, asked on {asked} for the same {shared}, was delivered.', remedy: lookAtIt },
  'delivered-before': { says: '{issue}, asked on {asked} for the same {shared}, was delivered.', remedy: 'Nothing to do.' },
  'disposed-before': { says: '{issue}, asked on {asked} for the same {shared}, ended with a disposal and no delivery.', remedy: lookAtIt },
  'withdrawn-before': { says: '{issue}, asked on {asked} for the same {shared}, was withdrawn.', remedy: lookAtIt },
  'expired-before': { says: '{issue}, asked on {asked} for the same {shared}, expired.', remedy: lookAtIt },
  'duplicate-before': { says: '{issue}, asked on {asked} for the same {shared}, was a duplicate.', remedy: 'Nothing to do.' },
  'ending-unknown': { says: '{issue}, asked on {asked} for the same {shared}, ended in a way that is not recorded.', remedy: 'An agent reads {issue} and records how it ended.' },
  more: { says: '{count, plural, one {One more earlier request is} other {# more earlier requests are}} not listed here.', remedy: 'An agent reads them on the desk.' },
} as const;

type Code = keyof typeof findings;

function judge(previous: PreviousRequest, recentFrom: string, openForSameSite: 'warn' | 'fail'): { readonly code: Code; readonly weight: Weight } {
  switch (previous.ending) {
    case 'open':
      // Two open requests for one tenant are how the second gets mistaken for the first.
      return previous.sharedBy.some((shared) => shared !== 'domain') ? { code: 'open-for-this-site', weight: openForSameSite } : { code: 'open-for-this-domain', weight: 'warn' };
    case 'refused':
      return { code: 'refused-before', weight: 'warn' };
    case 'delivered':
      return previous.askedOn >= recentFrom ? { code: 'delivered-lately', weight: 'warn' } : { code: 'delivered-before', weight: 'note' };
    case 'disposed':
      // What it was about may be gone: data that is asked for again is a question to the customer first.
      return { code: 'disposed-before', weight: 'warn' };
    case 'withdrawn':
      return { code: 'withdrawn-before', weight: 'warn' };
    case 'expired':
      return { code: 'expired-before', weight: 'warn' };
    case 'duplicate':
      return { code: 'duplicate-before', weight: 'note' };
    case 'unknown':
      return { code: 'ending-unknown', weight: 'warn' };
  }
}

const heaviestFirst: readonly Weight[] = ['fail', 'unknown', 'warn', 'note'];
const most = 20;

export const previousRequests = defineCheck({
  id: 'previous-requests',
  title: 'Earlier requests are known',
  why: 'A request that was refused is often tried again from another address, and a second request beside an open one can travel on its approval. What came before, and how it ended, is part of judging what comes now.',
  needs: ['previousRequests'],
  settings,
  findings,
  verify({ previousRequests: all }, { recentDays, openForSameSite }, now): Judged<Code> {
    const recentFrom = new Date(now.getTime() - recentDays * 86_400_000).toISOString().slice(0, 10);
    const judged = all
      .map((previous) => ({ previous, ...judge(previous, recentFrom, openForSameSite) }))
      .sort((one, other) => heaviestFirst.indexOf(one.weight) - heaviestFirst.indexOf(other.weight) || Number(other.previous.ending === 'open') - Number(one.previous.ending === 'open') || other.previous.askedOn.localeCompare(one.previous.askedOn) || one.previous.issueKey.localeCompare(other.previous.issueKey));
    const said: Finding<Code>[] = judged.slice(0, most).map(({ previous, code, weight }) => ({
      code,
      weight,
      params: { issue: previous.issueKey, asked: { day: previous.askedOn }, shared: { list: previous.sharedBy, join: 'and' } },
    }));
    if (judged.length > most) said.push({ code: 'more', weight: 'note', params: { count: judged.length - most } });
    return { findings: said, shows: { requests: judged.slice(0, most).map(({ previous }) => previous), count: all.length } };
  },
});
