// Shows that Jira finds requests by where they stand, with every example of docs/jql.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { formSent, keyTaken, openDesk, verified, type Desk } from './desk';

jest.setTimeout(120_000);

const examples = readFileSync(join(__dirname, '../../docs/jql.md'), 'utf8').split('\n').filter((line) => line.startsWith('    ')).map((line) => line.trim());

let desk: Desk;
const keys: Record<string, string> = {};
beforeAll(async () => {
  desk = await openDesk({ name: 'jql' });
  keys['decides'] = (await verified(desk)).key;
  keys['waits'] = (await formSent(desk)).key;
  keys['due'] = (await keyTaken(desk)).key;
  await desk.host.clock.advance({ minutes: 10 });
  await desk.host.settled();
});
afterAll(() => desk.close());

async function found(jql: string): Promise<readonly string[]> {
  const { status, body } = await desk.as('agent').send('POST', '/rest/api/3/search/jql', { jql, fields: ['summary'], maxResults: 100 });
  expect([jql, status]).toEqual([jql, 200]);
  const all = z.object({ issues: z.array(z.object({ key: z.string() })) }).parse(body).issues.map(({ key }) => key);
  return Object.entries(keys).filter(([, key]) => all.includes(key)).map(([name]) => name);
}

const finds: Readonly<Record<string, readonly string[]>> = {
  'project = SUP AND snapshotStage is not EMPTY AND snapshotEnding is EMPTY ORDER BY snapshotDue ASC': ['decides', 'waits', 'due'],
  'project = SUP AND snapshotTurn = approver': ['decides', 'due'],
  'snapshotTurn = customer AND updated < -2d': [],
  'snapshotDue < startOfDay()': [],
  'snapshotDue >= startOfDay() AND snapshotDue <= 7d ORDER BY snapshotDue ASC': [],
  'snapshotDomain = "northwindtraders.com" ORDER BY created DESC': ['decides', 'waits', 'due'],
  'snapshotStage in (keys, agreement) AND assignee is EMPTY': ['waits'],
  'snapshotEnding in (withdrawn, refused)': [],
};

test('the examples are all held against what they find', () => {
  expect([...examples].sort()).toEqual(Object.keys(finds).sort());
});

test.each(Object.entries(finds))('%s', async (jql, names) => {
  expect(await found(jql)).toEqual(names);
});

test('as time goes on, what is due soon is found, then what is overdue, and what has long waited for a customer', async () => {
  await desk.host.clock.advance({ days: 9 });
  await desk.host.settled();
  expect(await found('snapshotDue >= startOfDay() AND snapshotDue <= 7d ORDER BY snapshotDue ASC')).toEqual(['due']);
  await desk.host.clock.advance({ days: 10 });
  await desk.host.settled();
  expect(await found('snapshotDue < startOfDay()')).toEqual(['due']);
});
