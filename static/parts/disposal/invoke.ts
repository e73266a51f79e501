/** Decides how the questions about disposals are asked: the same on every panel, `Then` being what that panel shows afterwards. */
import type { makeInvoke } from '@forge/bridge';
import type { Answer, DisposalApi, DisposalProfile, Message } from '../../../src/contract';

export type DisposalInvoke<Then> = ReturnType<typeof makeInvoke<DisposalApi<Then>>>;

/** Every panel says at least what was done. */
export type After = { readonly done?: Message };

/** How a form hands in what was filled in; the panel shows what comes of it. */
export type Send<Then> = (how: (invoke: DisposalInvoke<Then>) => Promise<Answer<Then>>) => void;

/** Whether a copy goes or a tenant's own data, as the words of the screens tell them apart. */
export const whatOf = (profile: DisposalProfile): 'dump' | 'tenant' => (profile === 'delivered-dump' ? 'dump' : 'tenant');
