// Shows where each step of the checklist stands: what each way of being done asks for, what makes it apply, and when a mark no longer holds.
import { checks } from '../../src/checks';
import type { EvidenceName } from '../../src/checks/evidence';
import { basisOf, checklist, fileOfCheck, isEnterprise, turnOf } from '../../src/procedure/checklist';
import type { FactValues, KeptVerdict, SnapshotRequest } from '../../src/procedure/request';
import type { Condition } from '../../src/procedure/conditions';
import type { Rules } from '../../src/procedure/rules';
import { act, answered, asked, begun, checked, confirmed, decided, fact, file, finding, handedOver, judged, now, on, proceeded, released, rules, standingOf, stateOf, subjectOf, values, withFacts, withFile, withKeys, withMark, withOtherKey, without, withStep } from './given';

describe('facts', () => {
  test('are missing, then found, then confirmed', () => {
    expect(stateOf('facts', begun)).toBe('open: facts-missing');
    expect(stateOf('facts', { ...confirmed, facts: { ...confirmed.facts, site: fact(values.site) } })).toBe('open: facts-unconfirmed');
    expect(standingOf('facts', confirmed)).toMatchObject({ state: 'done', satisfied: true, by: { by: 'agent' } });
  });

  test('are not complete while one of them is missing', () => {
    expect(stateOf('facts', without(confirmed, 'country'))).toBe('open: facts-missing');
  });
});

describe('a check', () => {
  test.each([
    ['pass', 'done: verdict', true],
    ['warn', 'warns: verdict', true],
    ['fail', 'fails: verdict', false],
    ['unknown', 'unknown: verdict', false],
  ] as const)('that says %s', (outcome, state, satisfied) => {
    const request = judged(confirmed, 'site-and-tenant', outcome);
    expect(stateOf('site-and-tenant', request)).toBe(state);
    expect(standingOf('site-and-tenant', request)).toMatchObject({ satisfied, by: { by: 'agent' } });
  });

  test('counts for nothing before it has run, and without the file that it reads', () => {
    expect(stateOf('site-and-tenant', confirmed)).toBe('open: not-run');
    expect(stateOf('encryption-key', proceeded)).toBe('open: file-missing');
    expect(stateOf('encryption-key', withFile(proceeded, 'encryption-key', file('key.asc')))).toBe('open: not-run');
  });

  test('waits for a second person where the rules ask for one', () => {
    const twoPeople = withStep('site-and-tenant', { secondPerson: true });
    const request = judged(confirmed, 'site-and-tenant');
    expect(stateOf('site-and-tenant', request, twoPeople)).toBe('waiting: second-person');
    const about = subjectOf('site-and-tenant', request, twoPeople);
    const second = withMark(request, 'site-and-tenant', { second: act('second-agent'), about });
    expect(stateOf('site-and-tenant', second, twoPeople)).toBe('done: verdict');
    expect(stateOf('site-and-tenant', judged(second, 'site-and-tenant', 'warn'), twoPeople)).toBe('waiting: second-person');
  });

  test('a confirmation that does not say of what it is confirms nothing', () => {
    const request = withMark(judged(confirmed, 'site-and-tenant'), 'site-and-tenant', { second: act('second-agent') });
    expect(stateOf('site-and-tenant', request, withStep('site-and-tenant', { secondPerson: true }))).toBe('waiting: second-person');
  });
});

describe('a verdict is outdated', () => {
  const changed: readonly (readonly [string, Partial<FactValues>, readonly string[]])[] = [
    ['the site', { site: 'other.atlassian.net' }, ['site-and-tenant', 'licence-standing', 'previous-requests', 'key-continuity']],
    ['the tenant', { tenant: 'another' }, ['site-and-tenant', 'licence-standing']],
    ['the licences', { licences: ['SEN-1'] }, ['requester-contact', 'recipient-contact', 'site-and-tenant', 'licence-standing', 'previous-requests', 'key-owner', 'key-continuity']],
    ['the requester', { requester: { accountId: 'eve' } }, ['requester-contact', 'site-and-tenant', 'previous-requests', 'key-owner', 'signed-agreement']],
    ['the recipient', { recipient: { ...values.recipient, address: 'eve@evil.example' } }, ['recipient-contact', 'key-owner']],
    ['the country', { country: 'Elsewhere' }, ['recipient-contact', 'key-owner']],
    ['the dates', { dates: { from: '2020-01-01', to: '2020-02-01' } }, []],
  ];
  test.each(changed)('by %s alone where its check looks at it', (_, facts, outdated) => {
    const before = withKeys;
    const after = withFacts(before, facts);
    const steps = rules.steps.flatMap(({ id, done }) => (done.by === 'check' && before.verdicts[done.check] ? [{ id, check: done.check }] : []));
    const found = steps.filter(({ id }) => stateOf(id, after) === 'open: outdated');
    expect(found.map(({ check }) => check).sort()).toEqual([...outdated].sort());
  });

  test('by another file, and by another key chosen from the same file', () => {
    const another = withFile(withKeys, 'encryption-key', file('another.asc'));
    expect([stateOf('encryption-key', another), stateOf('key-owner', another), stateOf('signed-agreement', another)]).toEqual(['open: outdated', 'open: outdated', 'done: verdict']);
    const chosen = withFile(withKeys, 'encryption-key', file('key.asc', { fingerprint: 'B'.repeat(40) }));
    expect(stateOf('encryption-key', chosen)).toBe('open: outdated');
  });

  test('by somebody’s word for the requester, and by its withdrawal', () => {
    const word = { ...checked, authorisations: { requester: { ...act('agent'), contact: { address: 'luis@northwindtraders.com' }, forAddress: 'dana@elsewhere.example', note: 'by telephone' } } };
    expect(stateOf('requester-contact', word)).toBe('open: outdated');
    const { authorisations: _gone, ...withdrawn } = judged(word, 'requester-contact');
    expect(stateOf('requester-contact', withdrawn)).toBe('open: outdated');
    expect(stateOf('site-and-tenant', word)).toBe('done: verdict');
  });

  test('never by what its check does not look at: every evidence of every check is a fact, a file, a word, or of its own time', () => {
    const ofItsOwnTime: readonly EvidenceName[] = ['deliveryBy', 'sealedHead', 'sealedFor'];
    for (const { id, needs, uses = [] } of checks) {
      const names = [...needs, ...uses];
      if (names.every((name) => ofItsOwnTime.includes(name))) continue;
      const word = { ...act('agent'), contact: { address: 'c' }, forAddress: 'f', note: '' };
      const role = fileOfCheck[id];
      const whole: SnapshotRequest = { ...confirmed, authorisations: { requester: word, recipient: word }, files: role ? { [role]: file('one') } : {} };
      expect({ id, moved: basisOf(id, whole) !== basisOf(id, begun) }).toEqual({ id, moved: true });
    }
  });
});

describe('a condition', () => {
  const when = (join: Condition['join'], ...of: Condition['of']): Rules => withStep('churn-risk', { when: { join, of } });
  const applies = (request: SnapshotRequest, under: Rules): boolean => standingOf('churn-risk', request, under).state !== 'not-applicable';
  const isDump = { fact: 'kind', is: 'data-dump' } as const;
  const isPlanner = { fact: 'product', is: 'Planner' } as const;

  test.each([
    ['any', true],
    ['all', false],
  ] as const)('joined by “%s”, of one that holds and one that does not', (join, expected) => {
    expect(applies(confirmed, when(join, isDump, isPlanner))).toBe(expected);
  });

  test('that does not hold satisfies the step, and says why', () => {
    expect(standingOf('churn-risk', confirmed, when('all', isPlanner))).toMatchObject({ state: 'not-applicable', satisfied: true, why: 'condition' });
  });

  const unknowns: readonly (readonly [string, Condition['of'][number]])[] = [
    ['the kind', isDump],
    ['the product', isPlanner],
    ['whether it is Enterprise', { fact: 'enterprise', is: true }],
    ['whether it is not Enterprise', { fact: 'enterprise', is: false }],
    ['an answer', { fact: 'answer', step: 'churn-risk', is: 'yes' }],
    ['a verdict', { fact: 'verdict', check: 'key-continuity', is: 'warn' }],
    ['that the kind is another', { ...isDump, not: true }],
    ['that the product is one of several', { fact: 'product', is: ['Planner', 'Timesheets'] }],
    ['the edition', { fact: 'edition', is: 'Enterprise' }],
    ['that the edition is another', { fact: 'edition', is: 'Enterprise', not: true }],
    ['many users', { fact: 'users', from: 2000 }],
    ['few users', { fact: 'users', from: 2000, not: true }],
  ];
  test.each(unknowns)('on %s applies while that is not known', (_, comparison) => {
    expect(applies(begun, when('any', comparison))).toBe(true);
    expect(applies(begun, when('all', comparison))).toBe(true);
  });

  test('of two of which one is unknown holds unless the other forbids it', () => {
    const unknown = { fact: 'answer', step: 'churn-risk', is: 'yes' } as const;
    expect(applies(confirmed, when('any', isPlanner, unknown))).toBe(true);
    expect(applies(confirmed, when('all', isDump, unknown))).toBe(true);
    expect(applies(confirmed, when('all', isPlanner, unknown))).toBe(false);
  });

  test('on a verdict goes by the verdict that counts, never by an outdated one', () => {
    const under = when('any', { fact: 'verdict', check: 'site-and-tenant', is: 'warn' });
    const passed = judged(confirmed, 'site-and-tenant');
    expect(applies(passed, under)).toBe(false);
    expect(applies(withFacts(passed, { site: 'other.atlassian.net' }), under)).toBe(true);
  });

  const licensed = (licences: KeptVerdict['shows']['licences'], facts: Partial<FactValues> = {}): SnapshotRequest => judged(withFacts(confirmed, facts), 'licence-standing', 'pass', { shows: { licences } });
  const two = { licences: ['SEN-1', 'SEN-2'] };

  test.each<[string, Condition['of'][number], boolean]>([
    ['many users, by the largest licence', { fact: 'users', from: 500 }, true],
    ['more users than there are', { fact: 'users', from: 501 }, false],
    ['few users', { fact: 'users', from: 500, not: true }, false],
    ['the edition that all have', { fact: 'edition', is: ['Advanced', 'Enterprise'] }, true],
    ['another edition', { fact: 'edition', is: 'Advanced', not: true }, false],
  ])('on %s', (_, one, expected) => {
    const request = licensed([{ tier: '10 Users', edition: 'Advanced' }, { tier: '500 Users', edition: 'Advanced' }], two);
    expect(applies(request, when('all', one))).toBe(expected);
  });

  test('on licences applies while one of them was not found, or where they differ', () => {
    const one = when('all', { fact: 'users', from: 500 });
    expect(applies(licensed([{ tier: '10 Users' }], two), one)).toBe(true);
    expect(applies(licensed([{ tier: '10 Users' }, {}], two), one)).toBe(true);
    expect(applies(licensed([{ tier: '10 Users' }, { tier: '25 Users' }], two), one)).toBe(false);
    for (const not of [{}, { not: true as const }]) expect(applies(licensed([{ edition: 'Advanced' }, { edition: 'Standard' }], two), when('all', { fact: 'edition', is: 'Advanced', ...not }))).toBe(true);
    expect(applies(licensed([{ edition: 'Advanced' }, {}], two), when('all', { fact: 'edition', is: 'Standard' }))).toBe(true);
  });

  test('that nothing may match goes by what the ticket says', () => {
    expect(applies(confirmed, when('all', { ...isDump, not: true }))).toBe(false);
    expect(applies(confirmed, when('all', { fact: 'product', is: ['Planner', 'Capacity Planner'], not: true }))).toBe(true);
    expect(applies(confirmed, when('all', { fact: 'product', is: ['Planner', 'Timesheets'] }))).toBe(true);
  });

  test('on an answer goes by what was answered', () => {
    expect(stateOf('customer-success-told', checked)).toBe('not-applicable: condition');
    expect(stateOf('customer-success-told', withMark(checked, 'churn-risk', { answer: 'yes' }))).toBe('open: not-done');
  });
});

describe('an Enterprise customer', () => {
  const of = (licences: KeptVerdict['shows']['licences'], facts: Partial<FactValues> = {}): boolean | undefined => {
    const request = withFacts(confirmed, facts);
    return isEnterprise(judged(request, 'licence-standing', 'pass', { shows: { licences } }), rules);
  };
  test.each([
    [{ edition: 'Enterprise', tier: '10 Users' }, true],
    [{ edition: 'Advanced', tier: '2,000 Users' }, true],
    [{ edition: 'Advanced', tier: '1,999 Users' }, false],
    [{ tier: '10\u00a0000 Users' }, true],
    [{ tier: '10.000 Users' }, true],
    [{ tier: '501-2000 Users' }, true],
    [{ tier: 'Unlimited Users' }, true],
    [{ tier: '500 Users' }, false],
    [{ tier: 'Subscription' }, undefined],
    [{ edition: 'Standard' }, undefined],
    [{}, undefined],
  ])('%j: %s', (licence, expected) => {
    expect(of([licence])).toBe(expected);
  });

  test('is one by any of the licences, and none only where all of them are known', () => {
    const two = { licences: ['SEN-1', 'SEN-2'] };
    const small = { tier: '10 Users' };
    expect(of([small, { edition: 'Enterprise' }], two)).toBe(true);
    expect(of([small, small], two)).toBe(false);
    expect(of([small], two)).toBeUndefined();
    expect(of([])).toBeUndefined();
  });

  test('is not known any more when the licence is another', () => {
    expect(isEnterprise(withFacts(checked, { licences: ['SEN-9'] }), rules)).toBeUndefined();
  });
});

describe('what people do', () => {
  test('a question is open until it is answered', () => {
    expect([stateOf('churn-risk', confirmed), stateOf('churn-risk', withMark(confirmed, 'churn-risk', { answer: 'yes' }))]).toEqual(['open: not-done', 'done: done']);
  });

  test('an attestation of two people is open, waits for the second, and is done', () => {
    const first = withMark(released, 'disposed', { note: 'shredded' });
    expect([stateOf('disposed', released), stateOf('disposed', first), stateOf('disposed', withMark(first, 'disposed', { second: act('sre') }))]).toEqual(['open: not-done', 'waiting: second-person', 'done: done']);
  });

  test('a file of two people does too, and another file has to be confirmed anew', () => {
    const form = withFile(proceeded, 'signed-form', file('form.pdf'));
    expect([stateOf('signed-form', proceeded), stateOf('signed-form', form)]).toEqual(['open: file-missing', 'waiting: second-person']);
    expect(standingOf('signed-form', withKeys)).toMatchObject({ state: 'done', by: { by: 'second-agent' } });
    expect(stateOf('signed-form', withFile(withKeys, 'signed-form', file('other.pdf')))).toBe('waiting: second-person');
  });

  test('a reply is done once it was sent', () => {
    expect([stateOf('form-announced', proceeded), stateOf('form-announced', withKeys)]).toEqual(['open: not-done', 'done: done']);
  });

  test('the task is done once it is made', () => {
    expect([stateOf('sre-task', released), stateOf('sre-task', handedOver)]).toEqual(['open: not-done', 'done: done']);
  });
});

describe('a decision', () => {
  const change = (more: object): SnapshotRequest => ({ ...released, decisions: released.decisions.map((one) => (one.decision === 'release' ? { ...one, ...more } : one)) });
  test.each([
    ['nobody took', withKeys, 'waiting: not-decided', false],
    ['was approved', released, 'done: done', true],
    ['was refused', decided(withKeys, 'release', 'refused'), 'fails: refused', false],
    ['is void', change({ voided: { ...act('agent'), changed: ['tenant'] } }), 'waiting: voided', false],
    ['was used up', change({ used: { at: now.toISOString(), for: 'delivery-1' } }), 'done: used', true],
  ])('that %s', (_, request, state, satisfied) => {
    expect(stateOf('release', request)).toBe(state);
    expect(standingOf('release', request).satisfied).toBe(satisfied);
  });

  test('lapses after its last day, in the desk’s own zone', () => {
    expect(released.decisions.at(-1)?.lapsesOn).toBe('2026-12-17');
    expect(stateOf('release', released, rules, new Date('2026-12-17T23:59:00Z'))).toBe('done: done');
    expect(stateOf('release', released, rules, new Date('2026-12-18T00:00:00Z'))).toBe('waiting: lapsed');
    const berlin: Rules = { ...rules, calendar: { ...rules.calendar, timeZone: 'Europe/Berlin' } };
    expect(stateOf('release', released, berlin, new Date('2026-12-17T23:00:00Z'))).toBe('waiting: lapsed');
  });

  test('that was taken again counts as it was taken last', () => {
    expect(stateOf('release', decided(decided(withKeys, 'release', 'refused'), 'release'))).toBe('done: done');
    expect(stateOf('release', decided(released, 'release', 'refused'))).toBe('fails: refused');
  });
});

describe('the proof of the key', () => {
  const offboarding = withFacts(withKeys, { kind: 'offboarding-export' });
  const state = (request: SnapshotRequest, at = now): string => stateOf('possession', request, rules, at);

  test('is asked of an offboarding alone', () => {
    expect([state(withKeys), state(offboarding)]).toEqual(['not-applicable: condition', 'open: not-done']);
  });

  test('is given by the right code, and by no other', () => {
    const waiting = asked(offboarding);
    expect([state(waiting), state(answered(waiting, 'ABCD-EFGH-JKMN-PQRT')), state(answered(waiting, 'abcd-efgh-jkmn-pqrs'))]).toEqual(['waiting: code-sent', 'waiting: code-sent', 'done: done']);
  });

  test('lapses, is used up by guesses, and is none for another key', () => {
    const waiting = asked(offboarding);
    const guessed = Array.from({ length: 5 }).reduce<SnapshotRequest>((so) => answered(so, 'ZZZZ-ZZZZ-ZZZZ-ZZZZ'), waiting);
    expect(state(waiting, on('2026-12-04'))).toBe('open: code-lapsed');
    expect(state(guessed)).toBe('open: code-used-up');
    expect(state(withOtherKey(answered(waiting, 'ABCD-EFGH-JKMN-PQRS')))).toBe('open: code-other-key');
  });
});

describe('a mark', () => {
  const failing = judged(confirmed, 'recipient-contact', 'fail');
  const override = (request: SnapshotRequest, id: string, second?: string): SnapshotRequest =>
    withMark(request, id, { state: 'overridden', reason: 'known for years', about: subjectOf(id, request), ...(second !== undefined && { second: act(second) }) });

  test('overrides a verdict once a second person confirmed it', () => {
    expect([stateOf('recipient-contact', override(failing, 'recipient-contact')), stateOf('recipient-contact', override(failing, 'recipient-contact', 'second-agent'))]).toEqual(['waiting: second-person', 'overridden: marked']);
  });

  test.each([
    ['the verdict finds something else', (request: SnapshotRequest) => judged(request, 'recipient-contact', 'fail', { findings: [finding('lookalike-domain')] })],
    ['the verdict weighs otherwise', (request: SnapshotRequest) => judged(request, 'recipient-contact', 'unknown', { findings: [finding('other-domain', 'unknown')] })],
    ['it is about somebody else', (request: SnapshotRequest) => judged(withFacts(request, { recipient: { ...values.recipient, address: 'eve@evil.example' } }), 'recipient-contact', 'fail')],
  ])('no longer overrides once %s', (_, change) => {
    expect(standingOf('recipient-contact', change(override(failing, 'recipient-contact', 'second-agent'))).satisfied).toBe(false);
  });

  test('that overrides the finding of one key of a file does not override it for another', () => {
    const expired = judged(withKeys, 'openpgp-key', 'fail', { findings: [finding('expires-too-early')] });
    const overridden = override(expired, 'encryption-key', 'second-agent');
    expect(stateOf('encryption-key', overridden)).toBe('overridden: marked');
    const chosen = withFile(overridden, 'encryption-key', file('key.asc', { fingerprint: 'B'.repeat(40) }));
    expect(stateOf('encryption-key', judged(chosen, 'openpgp-key', 'fail', { findings: [finding('expires-too-early')] }))).toBe('fails: verdict');
  });

  test('that waives the proof of a key waives it for that key', () => {
    const waived = override(withFacts(withKeys, { kind: 'offboarding-export' }), 'possession', 'second-agent');
    expect([stateOf('possession', waived), stateOf('possession', withOtherKey(waived))]).toEqual(['overridden: marked', 'open: not-done']);
  });

  test('says that a step is not applicable only where the rules do not demand it', () => {
    const mark = { state: 'not-applicable', reason: 'no channel' } as const;
    expect(stateOf('approver-told', withMark(confirmed, 'approver-told', mark))).toBe('not-applicable: marked');
    expect(stateOf('form-sent', withMark(proceeded, 'form-sent', mark))).toBe('open: not-done');
  });
});

test('the checklist has every step of the rules, in their order', () => {
  expect(checklist(begun, rules, now).map(({ step }) => step.id)).toEqual(rules.steps.map(({ id }) => id));
});

test.each([
  ['proceed', 'approver'],
  ['release', 'approver'],
  ['delivered', 'sre'],
  ['facts', 'agent'],
] as const)('“%s” makes it the turn of the %s', (id, turn) => {
  expect(turnOf(standingOf(id, begun))).toBe(turn);
});

test('a step that a lead does makes it the lead’s turn', () => {
  expect(turnOf(standingOf('churn-risk', begun, withStep('churn-risk', { who: 'settle-flags' })))).toBe('lead');
});
