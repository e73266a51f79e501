/** Decides whether the ticket panel keeps the rules of PRINCIPLES in every state that is drawn. */
import type { CheerioAPI } from 'cheerio';
import type { PanelView } from '../../src/contract';
import type { Acting } from '../../static/parts/acting';
import { drawPanel } from './draw';
import { decide, early, ended, mayNotBegin, middle, noRequest, refused, waiting } from './fixtures';

const states: readonly (readonly [string, PanelView])[] = [['early', early], ['middle', middle], ['decide', decide], ['refused', refused], ['noRequest', noRequest], ['mayNotBegin', mayNotBegin], ['waiting', waiting], ['ended', ended]];

const loud = ($: CheerioAPI): number => $('.btn--primary, .btn--danger').length;

test.each(states)('%s: at most one primary button', (_, view) => {
  expect(loud(drawPanel(view))).toBeLessThanOrEqual(1);
});

test.each(states)('%s: no state is told by colour or icon alone', (_, view) => {
  const $ = drawPanel(view);
  expect($('.state').toArray().filter((icon) => $(icon).find('.vh').text().trim() === '')).toEqual([]);
  expect($('svg').toArray().filter((icon) => $(icon).attr('aria-hidden') !== 'true')).toEqual([]);
});

test.each(states)('%s: every button has a name, and nothing is styled inline', (_, view) => {
  const $ = drawPanel(view);
  expect($('button').toArray().filter((button) => ($(button).attr('aria-label') ?? $(button).text()).trim() === '')).toEqual([]);
  expect($('[style], [onclick]').length).toBe(0);
});

test.each(states)('%s: every code has words', (_, view) => {
  expect(drawPanel(view).text()).not.toContain('has no words for this');
});

test('who may not act sees no button, but who can', () => {
  const $ = drawPanel(mayNotBegin);
  expect($('button').length).toBe(0);
  expect($.text()).toContain('Priya Nair or Jonas Weber can begin one.');
});

test('who may not decide sees the terms and who can, and no button under them', () => {
  const asked = { action: { do: 'decide', decision: 'release' }, place: 'step:release', underWay: false } as const;
  const acting: Acting = { act: () => undefined, at: () => null, current: asked };
  const $ = drawPanel(middle, acting);
  expect($('.terms__foot button').length).toBe(0);
  expect($.text()).toContain('You may not decide');
  expect($.text()).toContain('Helen Ström or Marcus Oduya decides, once the key passes.');
});

test('while a form is open its button is the primary one, not the turn’s', () => {
  const acting: Acting = { act: () => undefined, at: () => null, current: { action: { do: 'override', step: 'encryption-key' }, place: 'attention:encryption-key', underWay: false } };
  expect(loud(drawPanel(middle, acting))).toBe(0);
});

test('a decision’s button stands under the terms it approves', () => {
  const $ = drawPanel(decide);
  expect($('.turn button').length).toBe(0);
  expect($('.terms__foot .btn--primary').text()).toBe('Approve release');
});

test('nothing to report leaves the section out', () => {
  expect(drawPanel(waiting)('.attns').length).toBe(0);
});

test('stages that need nobody are closed', () => {
  const $ = drawPanel(middle);
  expect($('details.stage[open] .stage__name').toArray().map((name) => $(name).text())).toEqual(['Keys', 'Hand-off']);
});

test('the intake shows its facts as a table', () => {
  const $ = drawPanel(early);
  expect($('.ftable tbody tr').length).toBe(9);
});
