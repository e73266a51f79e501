// Shows what every change brings along: void decisions, the clock, and what the request is found by.
import { domainOf, foundBy, keepUp, mentionsOf } from '../../src/procedure/upkeep';
import type { EstimateClock, SnapshotRequest } from '../../src/procedure/request';
import { begun, checked, confirmed, file, handedOver, now, on, proceeded, released, rules, values, withFacts, withFile, withKeys } from './given';

const clockAfter = (request: SnapshotRequest, day: string): EstimateClock => keepUp(request, rules, 'agent', on(day)).request.clock;
const waiting = { since: now.toISOString(), reply: 'key-again' };

describe('the clock', () => {
  test('starts on the day on which the form and both keys are there, and not before', () => {
    const form = withFile(proceeded, 'signed-form', file('form.pdf'));
    expect(clockAfter(proceeded, '2026-11-19')).toEqual({ pauses: [] });
    expect(clockAfter(form, '2026-11-19')).toEqual({ pauses: [] });
    const one = withFile(form, 'encryption-key', file('key.asc'));
    expect(clockAfter(one, '2026-11-19')).toEqual({ pauses: [] });
    expect(clockAfter(withFile(one, 'ssh-key', file('key.pub')), '2026-11-20')).toEqual({ startedOn: '2026-11-20', pauses: [] });
    const asksForNoSshKey = { ...rules, steps: rules.steps.filter(({ id }) => id !== 'ssh-key') };
    expect(keepUp(one, asksForNoSshKey, 'agent', on('2026-11-20')).request.clock.startedOn).toBe('2026-11-20');
  });

  test('is never started again, even if a file goes and another comes', () => {
    const running: SnapshotRequest = { ...withKeys, clock: { startedOn: '2026-11-19', pauses: [] } };
    const { 'encryption-key': _gone, ...files } = running.files;
    expect(clockAfter({ ...running, files }, '2026-11-24').startedOn).toBe('2026-11-19');
    expect(clockAfter(running, '2026-11-25').startedOn).toBe('2026-11-19');
  });

  test('stops when the customer is asked, runs when they answer, and stops again', () => {
    const running: SnapshotRequest = { ...withKeys, clock: { startedOn: '2026-11-19', pauses: [] } };
    const stopped = clockAfter({ ...running, waiting }, '2026-11-20');
    expect(stopped.pauses).toEqual([{ from: '2026-11-20' }]);
    expect(clockAfter({ ...running, waiting, clock: stopped }, '2026-11-23')).toEqual(stopped);
    const resumed = clockAfter({ ...running, clock: stopped }, '2026-11-24');
    expect(resumed.pauses).toEqual([{ from: '2026-11-20', to: '2026-11-24' }]);
    expect(clockAfter({ ...running, waiting, clock: resumed }, '2026-11-26').pauses).toEqual([...resumed.pauses, { from: '2026-11-26' }]);
  });

  test('that has not started does not stop either', () => {
    expect(clockAfter({ ...proceeded, waiting }, '2026-11-20')).toEqual({ pauses: [] });
  });

  test('goes by the desk’s own day', () => {
    const auckland = { ...rules, calendar: { ...rules.calendar, timeZone: 'Pacific/Auckland' } };
    expect(keepUp(withKeys, auckland, 'agent', new Date('2026-11-19T20:00:00Z')).request.clock.startedOn).toBe('2026-11-20');
  });
});

test('a change of a term voids the decisions on it, in the name of whoever changed it', () => {
  const { request, voided } = keepUp(withFacts(released, { tenant: 'another' }), rules, 'agent', now);
  expect(voided).toEqual([{ decision: 'proceed', changed: ['tenant'] }, { decision: 'release', changed: ['tenant'] }]);
  expect(request.decisions.map((decision) => decision.voided?.by)).toEqual(['agent', 'agent']);
});

describe('what a request is found by', () => {
  test('is stage, turn and domain, and a due date once the clock runs', () => {
    expect(foundBy(checked, rules, now)).toEqual({ stage: 'security-check', turn: 'approver', domain: 'northwindtraders.com' });
    expect(foundBy({ ...handedOver, clock: { startedOn: '2026-11-19', pauses: [] } }, rules, now)).toMatchObject({ stage: 'hand-off', due: '2026-12-03' });
    expect(foundBy(begun, rules, now)).toEqual({ stage: 'intake', turn: 'agent' });
  });

  test.each([
    ['dana@mail.northwindtraders.co.uk', 'northwindtraders.co.uk'],
    ['Dana@Northwindtraders.COM', 'northwindtraders.com'],
    ['dana@northwind.atlassian.net', 'northwind.atlassian.net'],
    ['dana@co.uk', undefined],
    ['dana', undefined],
    [undefined, undefined],
  ])('the domain of %s is %s', (address, domain) => {
    expect(domainOf(withFacts(begun, { requester: { accountId: 'dana', ...(address !== undefined && { address }) } }))).toBe(domain);
  });

  test('other requests are compared by domain, site and each licence', () => {
    expect(mentionsOf(withFacts(confirmed, { licences: ['SEN-1', 'SEN-2'] }), () => false)).toEqual([
      { by: 'domain', value: 'northwindtraders.com' },
      { by: 'site', value: values.site },
      { by: 'licence', value: 'SEN-1' },
      { by: 'licence', value: 'SEN-2' },
    ]);
    expect(mentionsOf(begun, () => false)).toEqual([]);
  });

  test('a mail domain that strangers share is nothing to compare by', () => {
    expect(mentionsOf(confirmed, (domain) => domain === 'northwindtraders.com').map(({ by }) => by)).not.toContain('domain');
  });
});
