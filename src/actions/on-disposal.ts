/** Decides which disposal an act is about, and how what became of it is written onto it. */
import type { Disposal } from '../procedure/request';
import { disposalStanding, todayIn, type DisposalStanding } from '../procedure/disposal';
import { refused, type Decided, type Outcome, type Refused, type Scene, type Unchanged } from './change';
import { perform } from './perform';

export type OnDisposal = Scene & { readonly disposal: Disposal; readonly standing: DisposalStanding; readonly today: string };

type Decide = (on: OnDisposal) => Decided | Refused | Unchanged | Promise<Decided | Refused | Unchanged>;

/** Refuses where the disposal is not there or stands elsewhere than the act needs it, and says where it stands. */
export function performOnDisposal(issueId: string, actor: string, number: number, standings: readonly DisposalStanding[], decide: Decide): Promise<Outcome | Refused> {
  return perform(issueId, actor, (scene) => {
    const disposal = scene.request.disposals?.find((one) => one.number === number);
    if (!disposal) return refused('no-disposal');
    const today = todayIn(scene.rules, scene.now);
    const standing = disposalStanding(disposal, scene.rules, today);
    return standings.includes(standing) ? decide({ ...scene, disposal, standing, today }) : refused('disposal-stands', { standing: `disposal.standing.${standing}` });
  });
}
