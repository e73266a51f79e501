/** Decides how a step is marked as done before the app knew the ticket: with its day and its evidence, and never a decision. */
import { readTicket } from '../jira/tickets';
import { adoptionFault, canAdopt } from '../procedure/adoption';
import { dayIn } from '../procedure/business-days';
import type { Mark } from '../procedure/request';
import { stepName } from '../views/looker';
import { refused, type Decided, type Outcome, type Refused, type Unchanged } from './change';
import { perform } from './perform';

export type Adoption = { readonly step: string; readonly on: string; readonly note?: string | undefined; readonly link?: string | undefined };

/** `on` is the day, `YYYY-MM-DD`. A repeated click is one mark. */
export async function adoptStep(issueId: string, actor: string, may: readonly string[], { step: id, on, note, link }: Adoption): Promise<Outcome | Refused> {
  const { createdAt } = await readTicket('app', issueId);
  return perform(issueId, actor, ({ request, rules, now, at }): Decided | Refused | Unchanged => {
    const step = rules.steps.find((one) => one.id === id);
    if (request.ended) return refused('ended', { ending: request.ended.ending });
    if (!request.adopted) return refused('not-adopted');
    if (!step) return refused('unknown-step');
    if (!may.includes(step.who)) return refused('no-permission', { permission: `permission.${step.who}` });
    if (!canAdopt(step)) return refused('never-adopted', { step: stepName(step) });
    if (!note && !link) return refused('evidence-needed', { step: stepName(step) });
    const { timeZone } = rules.calendar;
    const createdOn = dayIn(timeZone, new Date(createdAt));
    const fault = adoptionFault(on, createdOn, dayIn(timeZone, now));
    if (fault) return refused(fault, { created: { day: createdOn } });
    const done = { code: 'done.adopted', params: { step: stepName(step) } };
    const former = request.marks[id];
    if (former?.doneOn === on && former.by === actor && former.note === note && former.link === link) return { unchanged: true, done };
    const mark: Mark = { by: actor, at, state: 'done', doneOn: on, ...(note && { note }), ...(link && { link }) };
    return {
      request: { ...request, marks: { ...request.marks, [id]: mark } },
      happening: { type: 'step.marked', detail: { step: id, state: 'done-before', on } },
      personal: [{ note: note ?? '', link: link ?? '' }],
      done,
    };
  });
}
