/** Decides how something odd is put before the team lead, and how the lead settles it with a reason. */
import { refused, type Decided, type Outcome, type Refused, type Scene } from './change';
import { unlessFull } from '../procedure/flags';
import { isSecondPerson } from './identify';
import { perform } from './perform';

/** Raises a flag by hand. Every flag shuts the gates, so whoever may run checks may raise one. */
export function raiseFlag(issueId: string, actor: string, reason: string): Promise<Outcome | Refused> {
  return perform(issueId, actor, ({ request, at }: Scene): Decided | Refused => {
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    const full = unlessFull(request, actor, reason);
    if (full) return refused(full.code, full.params);
    return {
      request,
      alarms: [{ code: 'raised-by-hand', subject: at, params: { reason, by: actor } }],
      happening: { type: 'flag.raised', detail: { flag: at, code: 'raised-by-hand' } },
      personal: [reason],
      done: { code: 'done.flag-raised', params: {} },
    };
  });
}

/** Settles a flag. Whoever raised it by hand does not settle it, and a private key is settled only once its file is gone. */
export function settleFlag(issueId: string, actor: string, input: { readonly flag: string; readonly reason: string }): Promise<Outcome | Refused> {
  return perform(issueId, actor, async ({ request, at }: Scene): Promise<Decided | Refused> => {
    const flag = request.flags.find(({ id }) => id === input.flag);
    if (!flag) return refused('unknown-flag');
    if (flag.settled) return refused('already-settled');
    if (flag.code === 'private-key' && flag.params['removed'] === undefined) return refused('remove-the-file-first');
    if (flag.code === 'raised-by-hand') {
      const other = await isSecondPerson(actor, flag.raised.by);
      if (other !== true) return other;
    }
    return {
      request: { ...request, flags: request.flags.map((one) => (one === flag ? { ...one, settled: { by: actor, at, reason: input.reason } } : one)) },
      happening: { type: 'flag.settled', detail: { flag: flag.id, code: flag.code } },
      personal: [input.reason],
      done: { code: 'done.flag-settled', params: {} },
    };
  });
}
