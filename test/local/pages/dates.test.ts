// Dates are as short as they can be without becoming ambiguous.
import { size, when } from '../../../local/pages/browser/dates';

const now = new Date('2026-11-20T12:00:00Z');

test.each([
  ['today', '2026-11-20T09:05:00Z', 'today 09:05'],
  ['this year', '2026-11-04T09:05:00Z', '4 Nov'],
  ['another year', '2025-12-04T09:05:00Z', '4 Dec 2025'],
  ['as Jira writes it', '2026-11-04T12:00:00.000+0000', '4 Nov'],
  ['a day without a time', '2026-12-04', '4 Dec'],
  ['what is no date', 'soon', 'soon'],
])('%s', (_, iso, says) => {
  expect(when(iso, now)).toBe(says);
});

test.each([
  [412, '412 bytes'],
  [284_211, '278 KB'],
  [41_943_040, '40.0 MB'],
])('%d bytes', (bytes, says) => {
  expect(size(bytes)).toBe(says);
});
