/** Answers an action of Jira Automation or of a Rovo agent: for whoever invokes it, with what they may, and as text to read. */
import { z } from 'zod';
import { reach, type Reached, type Reaching } from '../actions/reach-request';

/** The ticket is an input of the rule or of the conversation; who invokes is Forge's word, and never an input. */
const inputs = z.object({ issueKey: z.string().trim().regex(/^[A-Z][A-Z0-9_]{1,20}-\d{1,10}$/i) });
const invoked = z.object({ principal: z.object({ accountId: z.string().min(1) }) });

type Answered = { readonly ok: boolean; readonly code: string; readonly text: string };

export const action = <Input>(more: z.ZodType<Input>, handle: (reaching: Reaching, input: Input) => Promise<Reached>) =>
  async (payload: unknown, context: unknown): Promise<Answered> => {
    const who = invoked.safeParse(context);
    const where = inputs.safeParse(payload);
    const input = more.safeParse(payload);
    const code = who.success ? 'bad-input' : 'not-signed-in';
    if (!who.success || !where.success || !input.success) return reach.refuse({ code, params: { field: where.success ? 'reply' : 'issueKey' } });
    return reach.answer(where.data.issueKey.toUpperCase(), who.data.principal.accountId, (reaching) => handle(reaching, input.data));
  };
