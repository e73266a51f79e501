/** Decides how a disposal is held, let go on, put off or cancelled: at any time before it is attested. */
import { addDays, holdOf, withDisposal, type DisposalStanding } from '../procedure/disposal';
import { refused, type Outcome, type Refused } from './change';
import { performOnDisposal } from './on-disposal';

const beforeTheEnd: readonly DisposalStanding[] = ['to-decide', 'held', 'waiting', 'due', 'begun'];
const furthest = 366;

type Stop = { readonly disposal: number; readonly reason: string };

/** A legal hold stops everything until it is lifted. It may lie on what nobody has decided yet. */
export function holdDisposal(issueId: string, actor: string, { disposal: number, reason }: Stop): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, beforeTheEnd, ({ request, at, disposal }) => {
    if (holdOf(disposal)) return refused('held-already');
    return {
      request: withDisposal(request, { ...disposal, holds: [...(disposal.holds ?? []), { by: actor, at, reason }] }),
      happening: { type: 'disposal.held', detail: { disposal: number } },
      personal: [reason],
      done: { code: 'done.disposal-held', params: {} },
    };
  });
}

/** What was begun before the hold has to be checked again: the world moved on meanwhile. */
export function liftHold(issueId: string, actor: string, { disposal: number, reason }: Stop): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, beforeTheEnd, ({ request, at, disposal }) => {
    const held = holdOf(disposal);
    if (!held) return refused('not-held');
    const { begun: _begun, ...rest } = disposal;
    const holds = (disposal.holds ?? []).map((hold) => (hold === held ? { ...hold, lifted: { by: actor, at, reason } } : hold));
    return {
      request: withDisposal(request, { ...rest, holds }),
      happening: { type: 'disposal.hold-lifted', detail: { disposal: number } },
      personal: [reason],
      done: { code: 'done.disposal-hold-lifted', params: {} },
    };
  });
}

/** The waiting period gets longer and never shorter. */
export function lengthenDisposal(issueId: string, actor: string, { disposal: number, to, reason }: Stop & { readonly to: string }): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, beforeTheEnd, ({ request, at, disposal, today }) => {
    if (to <= disposal.waitsUntil) return refused('wait-too-short', { earliest: { day: addDays(disposal.waitsUntil, 1) } });
    if (to > addDays(today, furthest)) return refused('wait-too-long', { days: furthest });
    const { begun: _begun, ...rest } = disposal;
    // The second notice named a day that no longer is the day.
    const told = (disposal.told ?? []).filter(({ moment }) => moment !== 'before');
    return {
      request: withDisposal(request, { ...rest, told, waitsUntil: to, lengthened: [...(disposal.lengthened ?? []), { by: actor, at, to, reason }] }),
      happening: { type: 'disposal.lengthened', detail: { disposal: number, to } },
      personal: [reason],
      done: { code: 'done.disposal-lengthened', params: { to: { day: to } } },
    };
  });
}

export function cancelDisposal(issueId: string, actor: string, { disposal: number, reason }: Stop): Promise<Outcome | Refused> {
  return performOnDisposal(issueId, actor, number, beforeTheEnd, ({ request, at, disposal }) => ({
    request: withDisposal(request, { ...disposal, cancelled: { by: actor, at, reason } }),
    happening: { type: 'disposal.cancelled', detail: { disposal: number } },
    personal: [reason],
    done: { code: 'done.disposal-cancelled', params: {} },
  }));
}
