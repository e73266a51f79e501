/** Decides the acts that carry the first seeded ticket from the request to work on the linked SRE task, and who does each. */
import { z } from 'zod';
import type { Host } from '../local/host';

const panel = z.object({
  request: z.object({
    rev: z.number(),
    decisions: z.array(z.object({ decision: z.string(), termsDigest: z.string() })),
    attachments: z.array(z.object({ id: z.string(), name: z.string() })),
    task: z.object({ issueKey: z.string() }).optional(),
  }),
});
const answered = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) })]);
const stories = z.array(z.object({ issueKey: z.string() }));
const transitions = z.object({ transitions: z.array(z.object({ id: z.string(), name: z.string() })) });
const reply = z.object({ text: z.string() });

type Panel = z.infer<typeof panel>['request'];

/** One thing that a person does with one click. What it needs is looked up before `run`, so that `run` is the click alone. */
export type Act = { readonly what: string; readonly prepare: (desk: Desk) => Promise<() => Promise<unknown>> };

export interface Desk {
  readonly ticket: string;
  ask(who: string, question: string, payload: object): Promise<unknown>;
  look(who: string): Promise<Panel>;
  play(act: string): Promise<void>;
  move(who: string, issueKey: string, transition: string): Promise<() => Promise<void>>;
  openTask(who: string, issueKey: string): Promise<unknown>;
}

const addressOf = (who: string): string => `${who}@example.com`;

function valueOf(question: string, told: unknown): unknown {
  const answer = answered.parse(told);
  if (!answer.ok) throw new Error(`${question} was refused: ${answer.refusal.code}`);
  return answer.value;
}

export async function openDesk(host: Host): Promise<Desk> {
  const [first] = stories.parse((await host.as(addressOf('agent')).send('GET', '/local/scenario/tickets')).body);
  if (!first) throw new Error('the scenario has no ticket');
  const ticket = first.issueKey;
  const ask: Desk['ask'] = async (who, question, payload) => valueOf(question, await host.as(addressOf(who)).invoke({ moduleKey: 'ticket-panel', issueKey: ticket }, question, payload));
  return {
    ticket,
    ask,
    look: async (who) => panel.parse(await ask(who, 'panel.open', {})).request,
    play: async (act) => {
      const { status } = await host.as(addressOf('agent')).send('POST', `/local/scenario/customer-acts/${encodeURIComponent(`${ticket}:${act}`)}`);
      if (status !== 204) throw new Error(`the customer could not ${act}`);
    },
    move: async (who, issueKey, transition) => {
      const path = `/rest/api/3/issue/${issueKey}/transitions`;
      const found = transitions.parse((await host.as(addressOf(who)).send('GET', path)).body).transitions.find(({ name }) => name === transition);
      return async () => {
        const { status, body } = await host.as(addressOf(who)).send('POST', path, { transition: { id: found?.id } });
        if (status !== 204) throw new Error(`${issueKey} could not be moved: ${JSON.stringify(body)}`);
      };
    },
    openTask: async (who, issueKey) => valueOf('packet.open', await host.as(addressOf(who)).invoke({ moduleKey: 'sre-panel', issueKey }, 'packet.open', {})),
  };
}

const asks = (who: string, what: string, question: string, payload: (seen: Panel, desk: Desk) => object | Promise<object> = () => ({})): Act => ({
  what,
  prepare: async (desk) => {
    const asked = await payload(await desk.look(who), desk);
    return () => desk.ask(who, question, asked);
  },
});

const plays = (what: string, act: string): Act => ({ what, prepare: async (desk) => () => desk.play(act) });

const moves = (who: string, what: string, transition: string, issueOf: (seen: Panel, desk: Desk) => string): Act => ({
  what,
  prepare: async (desk) => desk.move(who, issueOf(await desk.look('agent'), desk), transition),
});

const approves = (decision: 'proceed' | 'release'): Act =>
  asks('approver', `An approver approves ${decision}`, 'decision.approve', ({ decisions }) => ({ decision, termsDigest: decisions.find((one) => one.decision === decision)?.termsDigest }));

const takes = (what: string, role: string, file: string): Act =>
  asks('agent', what, 'file.take', ({ attachments }) => ({ role, attachmentId: attachments.find(({ name }) => name === file)?.id }));

const sends = (what: string, id: string): Act =>
  asks('agent', what, 'reply.send', async (_, desk) => ({ reply: id, text: reply.parse(await desk.ask('agent', 'reply.prepare', { reply: id })).text, strangersSeen: true }));

const taskOf = ({ task }: Panel): string => {
  if (!task) throw new Error('there is no SRE task yet');
  return task.issueKey;
};

/** Takes a key that was attached to the ticket, by its file's name. */
export const takesKey = (file: string): Act => takes('The agent takes the encryption key', 'encryption-key', file);

export const takesSshKey: Act = takes('The agent takes the SSH key', 'ssh-key', 'luis-ferreira.pub');

export const toTheKey: readonly Act[] = [
  asks('agent', 'The agent opens the panel', 'panel.open'),
  asks('agent', 'The agent confirms the facts, which runs the checks', 'facts.confirm', ({ rev }) => ({ rev })),
  asks('agent', 'The agent answers: not about to leave', 'step.answer', () => ({ step: 'churn-risk', answer: 'no' })),
  approves('proceed'),
  moves('agent', 'The agent moves the ticket through the gate “proceed”', 'Start agreement', (_, { ticket }) => ticket),
  asks('agent', 'The agent records that the form went out', 'step.attest', () => ({ step: 'form-sent', link: 'https://forms.example.com/envelopes/1' })),
  asks('agent', 'The agent reviews the reply', 'reply.prepare', () => ({ reply: 'form-and-key' })),
  sends('The agent sends the reply', 'form-and-key'),
  plays('The customer attaches the signed form', 'attach-form'),
  takes('The agent takes the signed form', 'signed-form', 'service-request-signed.pdf'),
  asks('second-agent', 'A second agent confirms the form', 'step.confirm', ({ rev }) => ({ step: 'signed-form', rev })),
  plays('The recipient attaches the key', 'attach-key'),
  plays('The recipient attaches the SSH key', 'attach-ssh-key'),
];

export const approvesRelease: Act = approves('release');

export const toTheTask: readonly Act[] = [
  takesKey('luis-ferreira.asc'),
  takesSshKey,
  approvesRelease,
  asks('agent', 'The agent hands over to SRE', 'hand-off.start'),
  moves('agent', 'The agent moves the ticket through the gate “hand-off”', 'Hand over to SRE', (_, { ticket }) => ticket),
  sends('The agent tells the estimate', 'estimate'),
  {
    what: 'SRE opens the panel of the task',
    prepare: async (desk) => {
      const task = taskOf(await desk.look('agent'));
      return () => desk.openTask('sre', task);
    },
  },
  moves('sre', 'SRE moves the task through the gate “start work”', 'Start work', taskOf),
];
