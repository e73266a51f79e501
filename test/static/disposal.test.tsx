/** Decides whether the screens of disposal show the right tenant, refuse nothing silently, and send what was filled in. */
import { draw } from './draw';
import type { ReactElement } from 'react';
import type { DisposalAct, DisposalView } from '../../src/contract';
import type { Acting } from '../../static/parts/acting';
import { AttestPurgeForm } from '../../static/parts/disposal/AttestPurgeForm';
import { BeginForm } from '../../static/parts/disposal/BeginForm';
import { DecideForm } from '../../static/parts/disposal/DecideForm';
import { DisposalQuestion } from '../../static/parts/disposal/DisposalQuestion';
import { DisposalForm } from '../../static/parts/disposal/DisposalForm';
import { Disposals } from '../../static/parts/disposal/Disposals';
import { TenantCompare } from '../../static/parts/disposal/TenantCompare';
import { TypedIdentifier } from '../../static/parts/disposal/TypedIdentifier';
import { CopyForm } from '../../static/ticket-panel/forms/CopyForm';
import { barred, barredReview, cancelled, inError, prepared, review, target, tenants, waiting } from './disposal-fixtures';

const now = '2027-01-11T10:00:00Z';
const nothing = (): void => undefined;
const never = (): Promise<never> => Promise.reject(new Error('A drawing asks nothing'));
const page = (part: ReactElement, acting?: Acting) => draw(part, now, acting);
const question = (of: typeof prepared, refused?: { code: string; params: object }) => page(<DisposalQuestion prepared={of} refused={refused ? { code: refused.code, params: { typed: 'x' } } : undefined} working={false} onSubmit={nothing} onClose={nothing} />);
const form = (act: DisposalAct | 'ask', disposal: DisposalView = waiting) => page(<DisposalForm action={{ do: 'dispose', act, disposal: disposal.disposal, profile: disposal.profile }} disposals={[disposal]} invoke={never} send={nothing} reopen={never} onClose={nothing} />);

test('the dialog says what is meant, what stays, and that nothing is deleted today', () => {
  const $ = question(prepared);
  expect($('h1').text()).toBe('Dispose of northwind.atlassian.net?');
  expect($('.dialog__head').text()).toContain('Nothing is deleted today.');
  expect($('thead th').toArray().slice(1).map((head) => $(head).text())).toEqual(['To be purged northwind', 'Stays northwind-eu', 'Stays nwtraders']);
  expect($('td.pick code').text()).toBe(target);
  expect($('.loz--success').toArray().map((one) => $(one).parent().text())).toEqual(['Active to 30 Jun']);
  expect($.text()).not.toContain('has no words for this');
});

test('it fills in neither the tenant nor an earlier day, names each system, and has one button, which is red and names the object', () => {
  const $ = question(prepared);
  expect($('.typed input').attr('value')).toBe('');
  expect($('.typed input').attr('autocomplete')).toBe('off');
  expect($('.okline').text()).toBe('');
  expect($('input[type=date]').attr('min')).toBe('2027-02-10');
  expect($('.systems label').toArray().map((one) => $(one).text())).toEqual(prepared.systems);
  expect($('option').toArray().map((one) => $(one).text())).toEqual(['Helen Ström']);
  expect($('.btn--danger').text()).toBe('Ask for disposal of northwind');
  expect($('.btn--danger, .btn--primary')).toHaveLength(1);
});

test('what bars it comes first and leaves no button to press; nor does it without anybody to decide', () => {
  const $ = question(barred);
  expect($('.dialog__body').children().first().text()).toContain('A licence of this tenant is active: E-1A2-B3C-D4E-5F6.');
  expect($('input, .btn--danger')).toHaveLength(0);
  const alone = question({ ...prepared, deciders: [] });
  expect(alone('.btn--danger')).toHaveLength(0);
  expect(alone.text()).toContain('Nobody else may decide.');
});

test('a refusal stands in the dialog, in words', () => {
  expect(question(prepared, { code: 'typed-another-tenant', params: {} })('[role=alert]').text()).toContain('is another tenant of the same company');
});

test.each([['', ''], [target.slice(0, -1), ''], [tenants[1]?.tenantId ?? '', ''], [target.toUpperCase(), ''], [` ${target} `, 'Matches northwind'], [target, 'Matches northwind']])('“%s” typed says “%s”', (typed, said) => {
  expect(page(<TypedIdentifier labelledBy="h" tenantId={target} name="northwind" value={typed} onChange={nothing} />)('.okline').text()).toBe(said);
});

test('more tenants than fit scroll in a frame that the keyboard reaches', () => {
  const many = tenants.flatMap((one, at) => [one, { ...one, tenantId: `${one.tenantId}-${String(at)}`, meant: false }]);
  const $ = page(<TenantCompare tenants={many} />);
  expect($('[role=region][tabindex=0] tbody td')).toHaveLength(36);
  expect(page(<TenantCompare tenants={tenants} />)('[role=region]')).toHaveLength(0);
});

test('the section says where it stands, what happens when, who can stop it, and offers only what the server offers', () => {
  const $ = page(<Disposals view={{ disposals: [waiting, cancelled], offers: [] }} />);
  const [first, second] = $('details.disposal').toArray();
  expect([$(first).attr('open'), $(second).attr('open')]).toEqual(['open', undefined]);
  expect($(first).text()).toContain('Approved. Nothing is deleted before 10 Feb.');
  expect($(first).find('.wait__item').toArray().map((item) => $(item).attr('class'))).toEqual(['wait__item wait__item--now', 'wait__item wait__item--to-come', 'wait__item wait__item--end']);
  expect($(first).text()).toContain('Anyone with “Legal hold” and every listed contact can stop it at any time until 10 Feb.');
  expect($(first).find('button').toArray().map((button) => $(button).text())).toEqual(['Put on hold…', 'Cancel disposal…']);
  expect($(second).find('button, .wait')).toHaveLength(0);
});

test('an open error has its runbook at hand', () => {
  const $ = page(<Disposals view={{ disposals: [inError], offers: [] }} />);
  expect($('.disposal details').attr('open')).toBe('open');
  expect($('.runbook li')).toHaveLength(2);
  expect($('button').toArray().map((button) => $(button).text())).toEqual(['Look at purges alike…', 'Record restore…']);
});

test('an offer is a button, or why not, or who may; and never the turn’s own button again', () => {
  const offer = { profile: 'tenant-systems', label: { code: 'disposal.ask.tenant-systems', params: {} }, may: true, bars: [] } as const;
  const offered = (more: object, already?: Parameters<typeof Disposals>[0]['already']) => page(<Disposals view={{ disposals: [], offers: [{ ...offer, ...more }] }} already={already} />);
  expect(offered({})('button').text()).toBe('Ask for disposal of the tenant…');
  expect(offered({}, { do: 'dispose', act: 'ask', profile: 'tenant-systems' })('button')).toHaveLength(0);
  expect(offered({ bars: [{ code: 'disposal.bar.flag', params: {} }] }).text()).toContain('A flag is not settled.');
  expect(offered({ may: false }).text()).toContain('Somebody with the permission “Request disposal” asks for disposal of the tenant’s systems.');
  expect(offered({ may: false })('button')).toHaveLength(0);
});

const acts: readonly DisposalAct[] = ['hold', 'lift-hold', 'lengthen', 'cancel', 'attest', 'certify', 'report-error', 'sweep', 'restore', 'verify-restore'];

test.each(acts)('the form of “%s” names what it does, has one loud button and a way out', (act) => {
  const $ = form(act);
  expect($('form')).toHaveLength(1);
  expect($('.btn--primary, .btn--danger')).toHaveLength(1);
  expect($('.btn--subtle').last().text()).toBe('Cancel');
  expect($('form').attr('aria-label')?.length).toBeGreaterThan(5);
  expect($.text()).not.toContain('has no words for this');
});

test.each(['decide', 'begin'] as const)('“%s” looks first: nothing can be pressed before the tenants are there', (act) => {
  const $ = form(act);
  expect($('[role=status]').text()).toBe('Gathering tenants, licences and copies…');
  expect($('button')).toHaveLength(0);
});

test('a disposal that is gone by now has no form', () => {
  expect(page(<DisposalForm action={{ do: 'dispose', act: 'hold', disposal: 9, profile: 'tenant-systems' }} disposals={[waiting]} invoke={never} send={nothing} reopen={never} onClose={nothing} />)('form')).toHaveLength(0);
});

test('where something bars it there is nothing to approve and nothing to begin', () => {
  const decide = (of: typeof review) => page(<DecideForm disposal={waiting} review={of} name="northwind" onSubmit={nothing} onCancel={nothing} />);
  expect(decide(review)('input[type=radio]').toArray().map((one) => one.attribs['value'])).toEqual(['approved', 'refused']);
  expect(decide(barredReview)('input[type=radio]').toArray().map((one) => one.attribs['value'])).toEqual(['refused']);
  expect(decide(barredReview)('.btn--danger')).toHaveLength(0);
  expect(page(<BeginForm disposal={waiting} review={barredReview} name="northwind" onSubmit={nothing} onCancel={nothing} />)('input, .btn--danger')).toHaveLength(0);
});

test('each system is attested by itself; only a tenant’s own systems ask for a safety copy, not before its day', () => {
  const attest = (disposal: DisposalView) => page(<AttestPurgeForm disposal={disposal} onSubmit={nothing} onCancel={nothing} />);
  const $ = attest(waiting);
  expect($('textarea[required]')).toHaveLength(2);
  expect($('input[type=date]').attr('min')).toBe('2027-03-12');
  const { restorableFrom, ...dump } = waiting;
  expect([restorableFrom, attest(dump)('input[type=date]').length]).toEqual(['2027-03-12', 0]);
});

test('whether the customer wants a copy is asked as the step asks it', () => {
  const $ = page(<CopyForm question="Customer says whether they want a copy" onSubmit={nothing} onCancel={nothing} />);
  expect($('legend').text()).toBe('Customer says whether they want a copy');
  expect($.text()).toContain('A no makes the steps of the delivery unnecessary');
});
