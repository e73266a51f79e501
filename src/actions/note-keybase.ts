/** Decides how a Keybase name is kept where the customer gives one: for the instructions alone, nothing depends on it. */
import { isTheirs } from '../procedure/relation';
import { refused, type Outcome, type Refused } from './change';
import { perform } from './perform';
import { relationTo } from './relate';

/** An empty name takes the earlier one back. */
export function noteKeybase(issueId: string, accountId: string, username: string): Promise<Outcome | Refused> {
  return perform(issueId, accountId, async ({ request, at }) => {
    if (!isTheirs(await relationTo(request, accountId))) return refused('not-your-request');
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const done = { code: 'done.keybase', params: { emptied: username === '' ? 'yes' : 'no' } };
    const { keybase, ...rest } = request;
    if ((keybase?.username ?? '') === username) return { unchanged: true, done };
    return {
      request: { ...rest, ...(username !== '' && { keybase: { by: accountId, at, username } }) },
      happening: { type: 'keybase.noted', detail: { emptied: username === '' } },
      // Beside the address, so that erasing the recipient finds it.
      personal: [{ username, of: request.facts.recipient?.value.address ?? '' }],
      done,
    };
  });
}
