// Shows the search for old tickets as an admin first sees it: by today's request types, and before the app was there.
import { oldTicketsSearch } from '../../static/settings/old-tickets-search';

test('it asks for the types of today, created until the day on which the app came', () => {
  const requestTypes = [{ name: 'Data "dump"', kind: 'data-dump' as const }, { name: 'Export', kind: 'data-dump' as const }];
  expect(oldTicketsSearch({ requestTypes }, '2026-11-30')).toBe('"Request Type" in ("Data \\"dump\\"", "Export") AND created < "2026-12-01"');
  expect(oldTicketsSearch({ requestTypes: [] }, '2026-11-30')).toBe('summary ~ "snapshot" AND created < "2026-12-01"');
});

test('where the app holds nothing yet, every ticket is older', () => {
  expect(oldTicketsSearch({ requestTypes: [] }, undefined)).toBe('summary ~ "snapshot"');
});
