/** Decides whether a rehearsal says what it tried: what changes, what goes as before, what could not be read, and nothing where it was refused at once. */
import { Rehearsal } from '../../static/settings/Rehearsal';
import type { Tried } from '../../static/settings/use-pages';
import { draw } from './draw';
import { settings } from './page-fixtures';

const { rules } = settings;
const tried = (more: Partial<Tried> = {}): Tried => ({ looked: 3, unreadable: [], changed: [], applied: {}, underWay: false, at: '2026-11-20T09:00:00Z', ...more });
const shown = (more?: Partial<Tried>): ReturnType<typeof draw> => draw(<Rehearsal tried={tried(more)} rules={[rules]} />);
const opened = { issueId: '1', issueKey: 'SUP-1', version: 1, ended: false, more: [], fewer: [], standings: [], again: [], opened: ['proceed' as const], shut: [] };

it('counts what would go as before beside what would change', () => {
  const $ = shown({ changed: [opened] });
  expect($('h2').text()).toBe('Rehearsal on 3 requests');
  expect($('.result > ul > li').toArray().map((one) => $(one).find('b').first().text())).toEqual(['1', '2']);
  expect($('.result').text()).toContain('SUP-1');
});

it('names what could not be read, which is none of those that go as before', () => {
  const $ = shown({ looked: 2, unreadable: ['10007'] });
  expect($('.warn-line').text()).toContain('10007');
  expect($('.result > ul > li b').text()).toBe('2');
});

it('says why it was refused, and claims nothing of requests that it did not try', () => {
  const refusal = { code: 'no-draft', params: {} };
  const none = shown({ looked: 0, refusal });
  expect([none('h2').text(), none('ul').length, none('[role=alert]').length]).toEqual(['Rehearsal', 0, 1]);
  // Stopped half-way, what was tried until then still counts.
  expect(shown({ looked: 2, refusal })('.result > ul > li b').text()).toBe('2');
});
