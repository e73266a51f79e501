/** Decides how the questions about disposals are asked: the same on every panel, `Then` being what that panel shows afterwards. */
import type { makeInvoke } from '@forge/bridge';
import type { Answer, DisposalApi, Message } from '../../../src/contract';

export type DisposalInvoke<Then> = ReturnType<typeof makeInvoke<DisposalApi<Then>>>;

/** Every panel says at least what was done. */
export type After = { readonly done?: Message };

/** How a form hands in what was filled in; the panel shows what comes of it. */
export type Send<Then> = (how: (invoke: DisposalInvoke<Then>) => Promise<Answer<Then>>) => void;
