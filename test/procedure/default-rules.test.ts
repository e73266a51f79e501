// Shows that the rules a desk starts with are valid, name nothing that is not there, and reproduce the first seed document sentence by sentence.
import { z } from 'zod';
import { checks } from '../../src/checks';
import { checklist } from '../../src/procedure/checklist';
import { defaultRules } from '../../src/procedure/default-rules';
import { fillReply } from '../../src/procedure/replies';
import { gateNames, kinds, stages } from '../../src/procedure/request';
import { rulesSchema, type Rules, type Step } from '../../src/procedure/rules';
import { begun, checked, judged, now, values, withFacts, withMark } from './given';

const stepOf = (id: string): Step | undefined => defaultRules.steps.find((step) => step.id === id);
const replyOf = (id: string): string | undefined => defaultRules.replies.find((reply) => reply.id === id)?.text;
const order = (id: string): number => defaultRules.steps.findIndex((step) => step.id === id);

test('they pass the schema that every stored or imported set must pass, and are what the schema gives back', () => {
  expect(rulesSchema.parse(defaultRules)).toEqual(defaultRules);
  expect(rulesSchema.parse(JSON.parse(JSON.stringify(defaultRules)))).toEqual(defaultRules);
});

test('stages and gates follow each other as the steps do', () => {
  const gates = defaultRules.steps.map(({ before }) => gateNames.indexOf(before));
  const places = defaultRules.steps.map(({ stage }) => stages.indexOf(stage));
  expect(gates).toEqual(gates.toSorted((one, other) => one - other));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

describe('the first seed document', () => {
  const seed: [sentence: string, id: string, done: Step['done']['by'], more?: Partial<Step>][] = [
    ['receives the request via JSD ticket; needs URL, SEN, tenant and what is asked', 'facts', 'facts'],
    ['the domain of the email from the requester', 'requester-contact', 'check'],
    ['only sending the data to the listed contacts', 'recipient-contact', 'check'],
    ['the domain for which the Customer instance is hosted', 'site-and-tenant', 'check'],
    ['offered to all paying Customers', 'licence-standing', 'check'],
    ['if this Customer had previous requests in the past for this domain', 'previous-requests', 'check'],
    ['or there is a churn risk', 'churn-risk', 'answer'],
    ['If the Customer is Enterprise, or there is a churn risk, inform CSM; just as an FYI', 'customer-success-told', 'attestation'],
    ['inform one of three in the support channel with the ticket number', 'approver-told', 'attestation', { mandatory: false }],
    ['one of them will confirm that all looks OK', 'proceed', 'decision', { who: 'decide-proceed' }],
    ['and send the form from DocuSign to the Customer', 'form-sent', 'attestation'],
    ['and Support replies: an electronic form, and a GPG public key as a separate file', 'form-announced', 'reply'],
    ['Once the Customer signs, the agent will attach it to the ticket', 'signed-form', 'file', { secondPerson: true }],
    ['a legal document signed by both parties', 'signed-agreement', 'check'],
    ['inform the assignee of the ticket', 'assignee-told', 'attestation', { mandatory: false }],
    ['the customer’s GPG Public Key, a separate key file', 'encryption-key', 'check'],
    ['Create a Task in the SRE project', 'sre-task', 'task'],
    ['an estimated 5-10 business days', 'estimate-told', 'reply'],
  ];

  test.each(seed.map(([sentence, id, by, more = {}]) => ({ sentence, id, by, more })))('“$sentence” is the step $id, done by $by', ({ id, by, more }) => {
    expect(stepOf(id)).toMatchObject({ done: { by }, mandatory: true, ...more });
  });

  test('its steps stand in its order', () => {
    expect(seed.map(([, id]) => order(id))).toEqual(seed.map(([, id]) => order(id)).toSorted((one, other) => one - other));
  });

  test.each([
    ['Enterprise', judged(checked, 'licence-standing', 'pass', { shows: { licences: [{ edition: 'Enterprise' }] } }), 'open'],
    ['about to leave', withMark(checked, 'churn-risk', { answer: 'yes' }), 'open'],
    ['offboarding', withFacts(checked, { kind: 'offboarding-export' }), 'open'],
    ['none of these', checked, 'not-applicable'],
    ['not known yet', withFacts(begun, { ...values }), 'open'],
  ] as const)('customer success is told of a customer who is %s', (_, request, state) => {
    expect(checklist(request, defaultRules, now).find(({ step }) => step.id === 'customer-success-told')?.state).toBe(state);
  });

  test.each([
    ['“Data Dump Request”', defaultRules.task.summary['data-dump'], 'Data Dump Request'],
    ['“Audit Log Dump Request”', defaultRules.task.summary['audit-log-dump'], 'Audit Log Dump Request'],
    ['Components “Tempo for Jira”', defaultRules.task.component, 'Tempo for Jira'],
    ['Associated product', defaultRules.task.productField, 'Associated product'],
    ['“Timesheets” (or whichever)', defaultRules.products[0], 'Timesheets'],
    ['the label “maintenance”', defaultRules.task.label, 'maintenance'],
    ['“Priority” “Highest”', defaultRules.task.priority, 'Highest'],
    ['a Task in the SRE project', `${defaultRules.task.project} ${defaultRules.task.issueType}`, 'SRE Task'],
    ['estimated 5-10 business days', defaultRules.calendar.estimate, { from: 5, to: 10 }],
  ])('the SRE task: %s', (_, given, wanted) => {
    expect(given).toEqual(wanted);
  });

  test('the first reply announces the form, names the ticket, and asks for a public key in a file of its own', () => {
    const text = fillReply(defaultRules, 'form-and-key', { ticket: 'TCS-86486' })?.text;
    expect(text).toMatch(/TCS-86486/);
    expect(text).toMatch(/electronic form/);
    expect(text).toMatch(/public key/);
    expect(text).toMatch(/file of its own/);
    expect(text).toMatch(/gpg --armor/);
  });

  test('the second tells the estimate, and the key is asked for again where it was not sent', () => {
    const text = fillReply(defaultRules, 'estimate', { from: '5', to: '10' })?.text;
    expect(text).toMatch(/5 to 10 business days/);
    expect(replyOf('key-again')).toMatch(/attach another public key/);
  });

  test('is said in words of our own', () => {
    const texts = defaultRules.replies.map(({ text }) => text).join('\n');
    for (const phrase of ['As mentioned, we are sending you', 'To complete the procedure', 'please be aware', 'Best Regards', 'follow-up questions']) expect(texts).not.toContain(phrase);
  });
});

test('every kind has a request type, a summary and a usual scope', () => {
  expect(defaultRules.requestTypes.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  for (const kind of kinds) expect([defaultRules.task.summary[kind], defaultRules.defaultData[kind]]).toEqual([expect.any(String), expect.any(String)]);
});

test('every setting of a check is one that it has', () => {
  for (const { done } of defaultRules.steps) {
    if (done.by === 'check') expect(checks.find(({ id }) => id === done.check)?.settings.safeParse(done.settings).success).toBe(true);
  }
});

describe('a set of rules is refused', () => {
  const change = (id: string, more: Partial<Step>): Rules => ({ ...defaultRules, steps: defaultRules.steps.map((step) => (step.id === id ? { ...step, ...more } : step)) });
  const [first] = defaultRules.steps.slice(0, 1);
  const [reply] = defaultRules.replies.slice(0, 1);
  if (!first || !reply) throw new Error('the default rules are empty');
  /** Two questions, each asked only after the other's answer. */
  const withQuestions = (one: string, other: string): Rules => {
    const waits = (id: string, on: string): Step => ({ ...first, id, done: { by: 'answer' }, when: { join: 'all', of: [{ fact: 'answer', step: on, is: 'yes' }] } });
    const rest = defaultRules.steps.filter(({ id }) => id !== one && id !== other);
    return { ...defaultRules, steps: [...rest, waits(one, other), ...(one === other ? [] : [waits(other, one)])] };
  };

  test.each<[string, Rules, string]>([
    ['no step, which would leave every gate open', { ...defaultRules, steps: [] }, 'rules.undecided proceed'],
    ['no release', { ...defaultRules, steps: defaultRules.steps.filter(({ id }) => id !== 'release') }, 'rules.undecided release'],
    ['a release that may be left out', change('release', { mandatory: false }), 'rules.undecided release'],
    ['a release under a condition', change('release', { when: { join: 'any', of: [{ fact: 'kind', is: 'data-dump' }] } }), 'rules.undecided release'],
    ['a step twice', { ...defaultRules, steps: [...defaultRules.steps, first] }, 'rules.step-twice facts'],
    ['a check that does not exist', change('key-owner', { done: { by: 'check', check: 'key-ownr', settings: {} } }), 'rules.unknown-check key-owner key-ownr'],
    ['a setting that its check does not have', change('key-owner', { done: { by: 'check', check: 'key-owner', settings: { strict: true } } }), 'rules.check-settings key-owner key-owner'],
    ['a reply that does not exist', change('form-announced', { done: { by: 'reply', reply: 'hello' } }), 'rules.unknown-reply form-announced hello'],
    ['a condition on a check that does not exist', change('new-key-confirmed', { when: { join: 'all', of: [{ fact: 'verdict', check: 'key-age', is: 'warn' }] } }), 'rules.unknown-check new-key-confirmed key-age'],
    ['a condition on a step that asks nothing', change('new-key-confirmed', { when: { join: 'all', of: [{ fact: 'answer', step: 'facts', is: 'yes' }] } }), 'rules.unknown-question new-key-confirmed facts'],
    ['a gap that nothing fills', { ...defaultRules, replies: [{ ...reply, text: 'Hello {nam}' }, ...defaultRules.replies.slice(1)] }, 'rules.unknown-placeholder missing-facts nam'],
    ['a reply twice', { ...defaultRules, replies: [...defaultRules.replies, reply] }, 'rules.reply-twice missing-facts'],
    ['an override of nothing', { ...defaultRules, policies: { ...defaultRules.policies, overridable: ['facs'] } }, 'rules.override-nothing facs'],
    ['a time zone of nowhere', { ...defaultRules, calendar: { ...defaultRules.calendar, timeZone: 'Europe/Nowhere' } }, 'rules.no-time-zone Europe/Nowhere'],
    ['a holiday that no calendar has', { ...defaultRules, calendar: { ...defaultRules.calendar, holidays: ['2026-12-24', '2026-02-30'] } }, 'rules.no-such-day 2026-02-30'],
    ['a holiday that is written otherwise', { ...defaultRules, calendar: { ...defaultRules.calendar, holidays: ['24.12.2026'] } }, 'rules.no-such-day 24.12.2026'],
    ['a condition that never holds', change('churn-risk', { when: { join: 'all', of: [{ fact: 'kind', is: 'data-dump' }, { fact: 'kind', is: 'offboarding-export' }] } }), 'rules.never-holds churn-risk'],
    ['questions that wait for each other', withQuestions('churn-risk', 'second-question'), 'rules.circle'],
    ['a question that waits for itself', withQuestions('churn-risk', 'churn-risk'), 'rules.circle'],
    ['a reply with a script', { ...defaultRules, replies: [{ ...reply, text: 'Hello <script>alert(1)</script>' }] }, 'rules.markup missing-facts'],
    ['a reply with a picture from elsewhere', { ...defaultRules, replies: [{ ...reply, text: 'Hello <IMG src=x onerror=alert(1)>' }] }, 'rules.markup missing-facts'],
    ['a request type twice', { ...defaultRules, requestTypes: [...defaultRules.requestTypes, { name: 'Data snapshot', kind: 'audit-log-dump' }] }, 'rules.type-twice Data snapshot'],
    ['a trail that goes before the form', { ...defaultRules, policies: { ...defaultRules.policies, retention: { ...defaultRules.policies.retention, trail: 1094 } } }, 'rules.trail-goes-first form'],
    ['a trail that goes while addresses are kept for good', { ...defaultRules, policies: { ...defaultRules.policies, retention: { ...defaultRules.policies.retention, addresses: 0 } } }, 'rules.trail-goes-first addresses'],
    ['an estimate the wrong way round', { ...defaultRules, calendar: { ...defaultRules.calendar, estimate: { from: 10, to: 5 } } }, 'rules.estimate-backwards'],
  ])('with %s', (_, rules, problem) => {
    expect(rulesSchema.safeParse(rules).error?.issues.map(({ message }) => message)).toContain(problem);
  });

  test.each<[string, object]>([
    ['of a later schema', { ...defaultRules, v: 2 }],
    ['with something that nobody reads', { ...defaultRules, gates: 'open' }],
    ['with a step that is done by nothing', change('facts', { done: { by: 'nothing' } as unknown as Step['done'] })],
    ['without a working day', { ...defaultRules, calendar: { ...defaultRules.calendar, workDays: [] } }],
    ['with a release that holds for ever', { ...defaultRules, policies: { ...defaultRules.policies, releaseLapsesAfter: 1000 } }],
  ])('%s', (_, rules) => {
    expect(rulesSchema.safeParse(rules).error).toBeInstanceOf(z.ZodError);
  });
});
