// Shows that no difference between two sets of rules goes unseen, and that none that weakens a guard passes for harmless.
import fc from 'fast-check';
import { checks } from '../../src/checks';
import { defaultRules } from '../../src/procedure/default-rules';
import { readiness } from '../../src/procedure/readiness';
import { gateNames, type SnapshotRequest } from '../../src/procedure/request';
import { draftSchema, rulesSchema, type Rules, type Step } from '../../src/procedure/rules';
import { differences } from '../../src/procedure/rules-difference';
import { review, weakensAny } from '../../src/procedure/rules-review';
import { looserSettings, weakening } from '../../src/procedure/weakening';
import { asked, begun, checked, confirmed, handedOver, now, proceeded, released, withKeys, withMark } from './given';

const stepOf = (id: string): Step => {
  const found = defaultRules.steps.find((step) => step.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
};
const changed = (id: string, more: Partial<Step>): Rules => ({ ...defaultRules, steps: defaultRules.steps.map((step) => (step.id === id ? { ...step, ...more } : step)) });
const without = <Key extends keyof Step>(id: string, key: Key): Rules => ({ ...defaultRules, steps: defaultRules.steps.map((step) => (step.id === id ? (Object.fromEntries(Object.entries(step).filter(([name]) => name !== key)) as Step) : step)) });
const policies = (more: Partial<Rules['policies']>): Rules => ({ ...defaultRules, policies: { ...defaultRules.policies, ...more } });
const disposal = (more: Partial<Rules['policies']['disposal']>): Rules => policies({ disposal: { ...defaultRules.policies.disposal, ...more } });
const kept = (more: Partial<Rules['policies']['retention']>): Rules => policies({ retention: { ...defaultRules.policies.retention, ...more } });
const settings = (id: string, more: Record<string, unknown>): Rules => {
  const { done } = stepOf(id);
  return changed(id, { done: done.by === 'check' ? { ...done, settings: { ...done.settings, ...more } } : done });
};
const moved = (id: string, to: number): Rules => {
  const rest = defaultRules.steps.filter((step) => step.id !== id);
  return { ...defaultRules, steps: [...rest.slice(0, to), stepOf(id), ...rest.slice(to)] };
};
const place = (id: string): number => defaultRules.steps.findIndex((step) => step.id === id);

const weak = (was: Rules, next: Rules): readonly string[] => review(was, next).differences.flatMap(({ weakens }) => weakens?.code ?? []);

describe('what weakens a guard', () => {
  test.each<[string, Rules, string]>([
    ['a step removed', { ...defaultRules, steps: defaultRules.steps.filter(({ id }) => id !== 'site-and-tenant') }, 'weakens.removed'],
    ['a step made optional', changed('site-and-tenant', { mandatory: false }), 'weakens.optional'],
    ['a later gate', changed('site-and-tenant', { before: 'close' }), 'weakens.later-gate'],
    ['a second person dropped', changed('signed-form', { secondPerson: false }), 'weakens.one-person'],
    ['a condition added', changed('site-and-tenant', { when: { join: 'any', of: [{ fact: 'kind', is: 'data-dump' }] } }), 'weakens.condition'],
    ['one of several conditions gone', changed('customer-success-told', { when: { join: 'any', of: [{ fact: 'enterprise', is: true }] } }), 'weakens.condition'],
    ['all instead of any', changed('customer-success-told', { when: { join: 'all', of: stepOf('customer-success-told').when?.of ?? [] } }), 'weakens.condition'],
    ['a condition turned round', changed('possession', { when: { join: 'any', of: [{ fact: 'kind', is: 'offboarding-export', not: true }] } }), 'weakens.condition'],
    ['one of several conditions turned round', changed('customer-success-told', { when: { join: 'any', of: [...(stepOf('customer-success-told').when?.of ?? []).slice(0, 2), { fact: 'kind', is: 'offboarding-export', not: true }] } }), 'weakens.condition'],
    ['a smaller circle of users', changed('site-and-tenant', { when: { join: 'all', of: [{ fact: 'users', from: 10 }] } }), 'weakens.condition'],
    ['other people', changed('signed-form', { who: 'deliver' }), 'weakens.who'],
    ['other evidence', changed('site-and-tenant', { done: { by: 'attestation', asks: 'note' } }), 'weakens.evidence'],
    ['a note in place of a link', changed('form-sent', { done: { by: 'attestation', asks: 'note' } }), 'weakens.evidence'],
    ['a step behind its decision', moved('site-and-tenant', place('proceed') + 1), 'weakens.after-decision'],
    ['listed contacts no longer asked for', settings('requester-contact', { listedContactsOnly: 'off' }), 'weakens.setting'],
    ['shorter keys', settings('encryption-key', { preferredRsaBits: 2048 }), 'weakens.setting'],
    ['a release that holds longer', policies({ releaseLapsesAfter: 21 }), 'weakens.release'],
    ['a shorter time to object', policies({ objectionDays: 1 }), 'weakens.objection'],
    ['one more step to override', policies({ overridable: [...defaultRules.policies.overridable, 'facts'] }), 'weakens.override'],
    ['the same check once more, with looser settings', { ...defaultRules, steps: [...defaultRules.steps, { ...stepOf('requester-contact'), id: 'contact-again', done: { by: 'check', check: 'requester-contact', settings: { listedContactsOnly: 'off' } } }] }, 'weakens.setting'],
    ['another step that silence answers', { ...defaultRules, steps: [...defaultRules.steps, { ...stepOf('approver-told'), id: 'lawyer-told', done: { by: 'attestation', asks: 'note', silence: true } }] }, 'weakens.unknown'],
    ['a record that is enough where the details had to be handed over', changed('delivered', { done: { by: 'delivery', until: 'recorded' } }), 'weakens.evidence'],
    ['other people who override', policies({ mayOverride: 'deliver' }), 'weakens.who'],
    ['another signer for the vendor', policies({ vendorSigners: [{ name: 'Vera Vendor', address: 'vera@brightwell.example' }] }), 'weakens.form'],
    ['a shorter waiting period', disposal({ waitDays: 29 }), 'weakens.disposal'],
    ['longer to decide on a disposal', disposal({ decideWithin: 6 }), 'weakens.disposal'],
    ['a later second notice', disposal({ noticeDays: 2 }), 'weakens.disposal'],
    ['a safety copy that lasts shorter', disposal({ restorableDays: 29 }), 'weakens.disposal'],
    ['older sources before a purge', disposal({ directoryDays: 8 }), 'weakens.disposal'],
    ['silence that says something sooner', disposal({ silence: 9 }), 'weakens.disposal'],
    ['a system that is left out of a disposal', disposal({ systems: { ...defaultRules.policies.disposal.systems, 'tenant-systems': ['Production database'] } }), 'weakens.disposal'],
    ['tasks in another project', { ...defaultRules, task: { ...defaultRules.task, project: 'OPS' } }, 'weakens.task'],
    ['tasks of another type', { ...defaultRules, task: { ...defaultRules.task, issueType: 'Story' } }, 'weakens.task'],
    ['another field to read a fact from', { ...defaultRules, factFields: { ...defaultRules.factFields, tenant: ['Summary'] } }, 'weakens.intake'],
    ['another time zone', { ...defaultRules, calendar: { ...defaultRules.calendar, timeZone: 'Pacific/Kiritimati' } }, 'weakens.calendar'],
    ['other work days', { ...defaultRules, calendar: { ...defaultRules.calendar, workDays: [1, 2, 3, 4, 5, 6] } }, 'weakens.calendar'],
    ['a tenant’s systems disposed of for other kinds too', without('tenant-disposed', 'when'), 'weakens.disposal'],
    ['another disposal', { ...defaultRules, steps: [...defaultRules.steps, { ...stepOf('tenant-disposed'), id: 'more-disposed' }] }, 'weakens.disposal'],
    ['a copy that more customers may decline', without('copy-wanted', 'when'), 'weakens.copy'],
    ['silence that counts as an answer', changed('approver-told', { done: { by: 'attestation', asks: 'note', silence: true } }), 'weakens.evidence'],
    ['keys that go sooner', kept({ key: 179 }), 'weakens.retention'],
    ['a status no longer guarded', { ...defaultRules, guarded: { ...defaultRules.guarded, close: ['Resolved'] } }, 'weakens.guarded'],
    ['a request type gone', { ...defaultRules, requestTypes: defaultRules.requestTypes.slice(1) }, 'weakens.intake'],
    ['fewer customers that count as Enterprise', { ...defaultRules, enterprise: { ...defaultRules.enterprise, tiersFrom: 5000 } }, 'weakens.enterprise'],
    ['a holiday, which a release outlasts', { ...defaultRules, calendar: { ...defaultRules.calendar, holidays: ['2026-12-24'] } }, 'weakens.calendar'],
  ])('%s', (_, next, code) => {
    expect(weak(defaultRules, next)).toEqual([code]);
  });

  test('a blank form that is no longer known, in part or as another; one more, or another name, is none', () => {
    const [form, other] = ['a', 'b'].map((digit) => ({ name: 'form.pdf', digests: [digit.repeat(64), digit.repeat(128)] }));
    if (!form || !other) throw new Error('Two forms were made');
    const known = policies({ blankForms: [form, 'c'.repeat(64)] });
    const to = (...blankForms: Rules['policies']['blankForms']): readonly string[] => weak(known, policies({ blankForms }));
    const weakened = ['weakens.form'];
    expect([to(form), to('c'.repeat(64)), to(other, 'c'.repeat(64)), to({ ...form, digests: form.digests.slice(1) }, 'c'.repeat(64))]).toEqual([weakened, weakened, weakened, weakened]);
    expect([to(form, 'c'.repeat(64), other), to({ ...form, name: 'renamed.pdf' }, { name: 'named now', digests: ['c'.repeat(64)] })]).toEqual([[], []]);
  });

  test('a period where everything was kept; taken away it is none', () => {
    expect([weak(kept({ directory: 0 }), kept({ directory: 3650 })), weak(kept({ directory: 3650 }), kept({ directory: 0 }))]).toEqual([['weakens.retention'], []]);
  });

  test('more customers that count as Enterprise, where a step is for the others', () => {
    const counting = (given: Rules, tiersFrom: number): Rules => ({ ...given, enterprise: { ...given.enterprise, tiersFrom } });
    const forOthers = changed('site-and-tenant', { when: { join: 'all', of: [{ fact: 'enterprise', is: false }] } });
    expect([weak(forOthers, counting(forOthers, 1000)), weak(defaultRules, counting(defaultRules, 1000))]).toEqual([['weakens.enterprise'], []]);
  });

  test('other approvers, by name; the first that are named let fewer decide', () => {
    const named = (...proceed: string[]): Rules => policies({ approvers: { proceed, release: [] } });
    expect([weak(named('helen'), named('helen', 'marcus')), weak(named('helen'), named('marcus')), weak(named('helen'), named())]).toEqual([['weakens.approvers'], ['weakens.approvers'], ['weakens.approvers']]);
    expect([weak(named(), named('helen')), weak(named('helen', 'marcus'), named('helen'))]).toEqual([[], []]);
  });

  test('purging turned on; turned off it is none', () => {
    const off = disposal({ purging: false });
    expect([weak(off, defaultRules), weak(defaultRules, off)]).toEqual([['weakens.purging'], []]);
  });

  test.each<[string, Rules]>([
    ['a text', changed('facts', { title: 'Facts', guidance: 'Read the ticket twice' })],
    ['a step made mandatory', changed('approver-told', { mandatory: true })],
    ['a second person asked for', changed('site-and-tenant', { secondPerson: true })],
    ['a condition dropped', without('churn-risk', 'when')],
    ['two conditions as one list', changed('churn-risk', { when: { join: 'all', of: [{ fact: 'kind', is: ['audit-log-dump', 'data-dump'] }] } })],
    ['the rest of the kinds left out by name', changed('churn-risk', { when: { join: 'all', of: [{ fact: 'kind', is: 'offboarding-export', not: true }] } })],
    ['an earlier gate', changed('signed-agreement', { before: 'proceed' })],
    ['a link in place of a note', changed('approver-told', { done: { by: 'attestation', asks: 'link' } })],
    ['details handed over where a record was enough', changed('files-recorded', { done: { by: 'delivery', until: 'handed-over' } })],
    ['stricter settings', settings('requester-contact', { listedContactsOnly: 'required' })],
    ['a step added', { ...defaultRules, steps: [...defaultRules.steps, { ...stepOf('approver-told'), id: 'lawyer-told' }] }],
    ['a reply written otherwise', { ...defaultRules, replies: defaultRules.replies.map((reply) => ({ ...reply, text: `${reply.text} Thank you.` })) }],
    ['an override taken away', policies({ overridable: [] })],
    ['another label of the task', { ...defaultRules, task: { ...defaultRules.task, label: 'snapshot' } }],
    ['a longer waiting period', disposal({ waitDays: 60 })],
    ['keys that stay longer, and a trail for good', kept({ key: 181, trail: 0 })],
  ])('but not %s', (_, next) => {
    expect(differences(defaultRules, next)).not.toEqual([]);
    expect(weak(defaultRules, next)).toEqual([]);
  });

  test('and whatever nobody has thought of', () => {
    const unheard = { of: 'setting', id: 'policies.everybodyMay', change: 'changed', was: false, now: true } as const;
    expect(weakening(unheard, defaultRules, defaultRules)?.code).toBe('weakens.unknown');
    expect(weakening({ of: 'step', id: 'facts', field: 'colour', change: 'changed' }, defaultRules, defaultRules)?.code).toBe('weakens.unknown');
    expect(weakening({ of: 'step', id: 'encryption-key', field: 'done.settings.anyKey', change: 'changed', was: false, now: true }, defaultRules, defaultRules)?.code).toBe('weakens.setting');
  });

  test('every setting of every check that a step can ask for is judged by what it lets pass', () => {
    const all = checks.flatMap(({ id, settings: schema }) => Object.keys(schema.parse({}) as object).map((name) => `${id}.${name}`));
    expect(Object.keys(looserSettings).toSorted()).toEqual(all.toSorted());
  });
});

/** Every place of a value, as the path to it. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value) ? value.map((one: unknown, at) => placesIn(one, [...path, at])) : Object.entries(value).map(([name, one]) => placesIn(one, [...path, name]));
  return [path, ...inside.flat()];
}

function withAt(value: unknown, path: readonly (string | number)[], next: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return next;
  if (Array.isArray(value)) return next === undefined && rest.length === 0 ? value.filter((_, at) => at !== first) : value.map((one: unknown, at) => (at === first ? withAt(one, rest, next) : one));
  const { [first]: gone, ...others } = value as Record<string, unknown>;
  return next === undefined && rest.length === 0 ? others : { ...(value as object), [first]: withAt(gone, rest, next) };
}

const valueAt = (value: unknown, path: readonly (string | number)[]): unknown => path.reduce<unknown>((inner, part) => (inner as Record<string | number, unknown>)[part], value);

/** What else could stand in a place: of its own kind, of another, or nothing. */
function otherValues(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, Math.max(0, value - 1), value * 2];
  if (typeof value === 'string') return ['proceed', 'close', 'deliver', 'run-checks', 'note', 'link', 'any', 'all', 'warn', 'off', 'something-else', `${value} and more`];
  return Array.isArray(value) ? [value.toReversed(), value.slice(1), []] : [];
}

const places = placesIn(defaultRules).filter((path) => path.length > 0 && path[0] !== 'version' && path[0] !== 'v');
/** The default rules with one to three places otherwise, as far as that is still a set of rules. */
const otherRules = (from: typeof places, schema: typeof draftSchema  ): fc.Arbitrary<Rules> => fc
  .array(fc.tuple(fc.constantFrom(...from), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 3 })
  .map((edits) =>
    edits.reduce<unknown>((rules, [path, nth, isGone]) => {
      try {
        const options = otherValues(valueAt(rules, path));
        return withAt(rules, path, isGone ? undefined : options[nth % Math.max(1, options.length)]);
      } catch {
        return rules;
      }
    }, defaultRules),
  )
  .map((given) => schema.safeParse(given).data)
  .filter((read) => read !== undefined);

const lacksOne = Object.keys(proceeded.verdicts).map((check) => ({ ...proceeded, verdicts: Object.fromEntries(Object.entries(proceeded.verdicts).filter(([id]) => id !== check)) }));
const stations: readonly SnapshotRequest[] = [...lacksOne, ...Object.values({ begun, confirmed, checked, proceeded, withKeys, released, handedOver, enterprise: withMark(checked, 'churn-risk', { answer: 'yes' }), asked: asked(withKeys), offboarding: { ...released, facts: { ...released.facts, kind: { ...released.facts.kind, value: 'offboarding-export' as const, source: { by: 'text' as const } } } } })];

test('whatever changes makes a difference, and what does not makes none', () => {
  fc.assert(fc.property(otherRules(places, draftSchema), (next) => {
    expect(differences(defaultRules, next).length > 0).toBe(JSON.stringify(next) !== JSON.stringify(draftSchema.parse(defaultRules)));
  }), { numRuns: 300 });
  expect(differences(defaultRules, { ...defaultRules, version: 9 })).toEqual([]);
});

// Texts open nothing, so that most tries would be about them.
const guards = places.filter(([part]) => part === 'steps' || part === 'policies' || part === 'enterprise');

const opens = (request: SnapshotRequest, next: Rules): boolean => gateNames.some((gate) => !readiness(gate, request, defaultRules, now).open && readiness(gate, request, next, now).open);

test('no set of rules opens a gate that was shut, on any request, without counting as weaker', () => {
  fc.assert(fc.property(otherRules(guards, rulesSchema), fc.constantFrom(...stations), (next, request) => {
    expect(!opens(request, next) || weakensAny(review(defaultRules, next))).toBe(true);
  }), { numRuns: 500 });
  // The other side of it: there are requests that wait for one step alone.
  const { 'site-and-tenant': _gone, ...verdicts } = proceeded.verdicts;
  expect(opens({ ...proceeded, verdicts }, changed('site-and-tenant', { mandatory: false }))).toBe(true);
});

test('a check that a condition reads is not added by one person: what nobody has looked at made the step apply', () => {
  const plain = { ...defaultRules, steps: defaultRules.steps.filter(({ id }) => id !== 'previous-requests' && id !== 'licence-standing') };
  const reading = (one: NonNullable<Step['when']>['of'][number]): Rules => ({ ...plain, steps: plain.steps.map((step) => (step.id === 'site-and-tenant' ? { ...step, when: { join: 'all', of: [one] } } : step)) });
  const withCheck = (given: Rules, id: string): Rules => ({ ...given, steps: [...given.steps, stepOf(id)] });
  const onVerdict = reading({ fact: 'verdict', check: 'previous-requests', is: 'fail' });
  const onUsers = reading({ fact: 'users', from: 100 });
  expect(weak(onVerdict, withCheck(onVerdict, 'previous-requests'))).toEqual(['weakens.condition']);
  expect(weak(onUsers, withCheck(onUsers, 'licence-standing'))).toEqual(['weakens.condition']);
});
