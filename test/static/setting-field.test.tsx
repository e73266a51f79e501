/** Decides whether what a setting usually is, and how it differs, is said in words and not as it is stored. */
import { draw, wordingAt } from './draw';
import { defaultRules } from '../../src/procedure/default-rules';
import { saidOf } from '../../static/settings/difference-words';
import { SettingField } from '../../static/settings/SettingField';

const wording = wordingAt('2026-11-20T10:00:00Z');

test('the days of the week are told by their names', () => {
  const $ = draw(<SettingField setting={{ path: 'calendar.workDays', entry: { as: 'weekdays' } }} rules={defaultRules} usual={defaultRules} edit={() => undefined} />);
  expect($('.field__help').text()).toContain('Usual: Monday, Tuesday, Wednesday, Thursday, Friday.');
  const now = { ...defaultRules, calendar: { ...defaultRules.calendar, workDays: [1, 7] } };
  const difference = { of: 'setting', id: 'calendar.workDays', change: 'changed', was: defaultRules.calendar.workDays, now: [1, 7] } as const;
  expect(saidOf(wording, difference, defaultRules, now, {})).toEqual({ label: '', was: 'Monday, Tuesday, Wednesday, Thursday, Friday', now: 'Monday, Sunday' });
});
