/** Decides whether the forms about an end, and about what was done before the app, ask for what the server needs and say what follows. */
import { draw, drawPanel } from './draw';
import { middle } from './fixtures';
import { AdoptForm } from '../../static/ticket-panel/forms/AdoptForm';
import { EndForm } from '../../static/ticket-panel/forms/EndForm';
import { SreContent } from '../../static/sre-panel/SrePanel';
import type { Acts } from '../../static/sre-panel/use-acts';
import { sreStop } from './page-fixtures';

const nothing = (): void => undefined;
const form = (endings: Parameters<typeof EndForm>[0]['endings'], alone = false) => draw(<EndForm endings={endings} alone={alone} onSubmit={nothing} onCancel={nothing} />);

test('every end that can be chosen is there, none is chosen beforehand, and the reason has to be given', () => {
  const $ = form(['withdrawn', 'refused', 'duplicate']);
  expect($('input[type=radio]').toArray().map((one) => $(one).attr('value'))).toEqual(['withdrawn', 'refused', 'duplicate']);
  expect($('input:checked').length).toBe(0);
  expect($('textarea').attr()).toMatchObject({ required: '', minlength: '3', maxlength: '2000' });
  expect($('fieldset legend').text()).toBe('How it ends');
  expect($('.btn--danger').text()).toBe('End request');
  expect($('form').text()).toContain('Every approval becomes void');
});

test('the one end that is proposed is chosen', () => {
  const $ = form(['expired'], true);
  expect($('input:checked').attr('value')).toBe('expired');
});

test('a refusal that needs a second person says so and destroys nothing yet; a decider’s does', () => {
  const proposal = form(['refused']);
  expect(proposal('form').text()).toContain('Another person has to confirm a refusal');
  expect([proposal('.btn--primary').text(), proposal('.btn--danger').length]).toEqual(['Propose refusal', 0]);
  expect(form(['refused'], true)('.btn--danger').text()).toBe('End request');
});

test('a duplicate asks for the key of the other ticket', () => {
  expect(form(['duplicate'])('input[pattern]').attr()).toMatchObject({ required: '' });
  expect(form(['withdrawn'])('input[pattern]').length).toBe(0);
});

test('what was done before asks for its day, not after today, and for evidence', () => {
  const $ = draw(<AdoptForm title="“Form sent” was done before the app" today="2026-11-20" onSubmit={nothing} onCancel={nothing} />);
  expect($('input[type=date]').attr()).toMatchObject({ required: '', max: '2026-11-20' });
  expect($('textarea').attr('required')).toBeDefined();
  expect($('input[type=url]').attr('pattern')).toBe('https://.*');
  expect($('.btn--primary').text()).toBe('Record as done before');
});

test('the end stands at the foot of the panel, quietly, and only where the server offers it', () => {
  if (!middle.request) throw new Error('The fixture has no request');
  const offered = { ...middle, request: { ...middle.request, ending: [{ label: { code: 'button.end', params: {} }, action: { do: 'end-request', endings: ['withdrawn'], alone: false } as const }] } };
  expect(drawPanel(offered)('.foot button').toArray().map((one) => drawPanel(offered)(one).text())).toContain('End this request…');
  expect(drawPanel(offered)('.foot .btn--primary, .foot .btn--danger').length).toBe(0);
  expect(drawPanel(middle)('.foot').text()).not.toContain('End this request');
});

const still: Acts = { open: undefined, underWay: false, refused: undefined, done: undefined, toggle: nothing, close: nothing, send: nothing };
const packet = { ...sreStop.packet, ticket: 'SUP-2417', standing: 'stop' as const, terms: [], approvals: [], why: { code: 'turn.ended', params: { ending: 'withdrawn', by: 'Priya Nair', on: { day: '2026-11-19' }, other: '', two: 'no', second: '' } } };
const { differences: _differences, ...stopped } = sreStop;
const ended = { ...stopped, packet };

test('SRE reads who ended it and what to delete, and nothing of a lead who settles it', () => {
  const $ = draw(<SreContent view={{ ...ended, clearing: { standing: 'to-clear', lines: [] }, reports: ['clear-leftovers'] }} acts={still} />, sreStop.now);
  expect($('[role=alert] h1').text()).toBe('STOP. The request has ended.');
  expect($('[role=alert]').text()).toContain('This request was withdrawn by Priya Nair on 19 Nov.');
  expect($('.todo').text()).toContain('Delete every partial dump');
  expect($('.todo').text()).not.toContain('Settle what is odd');
  expect($('button').toArray().map((one) => $(one).text())).toContain('Everything is deleted…');
});

test('the second person reads what was said before they confirm it', () => {
  const said = { code: 'attention.leftovers.said', params: { by: 'Sam', on: { moment: '2026-11-19T09:00:00Z' }, note: 'Shredded all four files' } };
  const view = { ...ended, clearing: { standing: 'to-confirm' as const, attested: '2026-11-19T09:00:00Z', byReader: false, lines: [said] }, reports: ['confirm-cleared' as const] };
  const $ = draw(<SreContent view={view} acts={{ ...still, open: { act: 'confirm-cleared', place: 'stop' } }} />, sreStop.now);
  expect($('form').text()).toContain('Shredded all four files');
  expect($('form .btn--primary').text()).toBe('Confirm deletion');
});

test('where nothing was made the panel says so', () => {
  const $ = draw(<SreContent view={{ ...ended, reports: [] }} acts={still} />, sreStop.now);
  expect($('.todo').text()).toContain('Nothing was made');
});
