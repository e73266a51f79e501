// Decides who the browser is on this site and what time it is here.
import { z } from 'zod';
import { anything, ask, read, type Answer } from './ask';
import { user } from './jira-records';

const person = user.extend({ emailAddress: z.string() });
export type SitePerson = z.infer<typeof person>;

const session = z.object({ person: person.nullable(), people: z.array(person), now: z.string() });

export type Session = { person: SitePerson | undefined; people: SitePerson[]; now: Date };

export async function readSession(): Promise<Answer<Session>> {
  const answer = await read(session, '/local/session');
  if (!answer.ok) return answer;
  const { person: current, people, now } = answer.value;
  return { ok: true, value: { person: current ?? undefined, people, now: new Date(now) } };
}

export const becomes = (email: string): Promise<Answer<unknown>> => ask(anything, 'POST', '/local/session', { email });

export const isCustomer = (one: SitePerson): boolean => one.accountType === 'customer';
