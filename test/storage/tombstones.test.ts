// Shows that a request is buried only as it was looked at: whoever changes it in the same moment keeps it.
import { loadRequest, saveRequest } from '../../src/storage/requests';
import { readDesk, saveRules } from '../../src/storage/rules';
import { bury, readTombstone } from '../../src/storage/tombstones';
import { begun } from '../procedure/given';
import { changeOf, ownStorage, stored } from './given';

it('is not buried where somebody changed it since', async () => {
  const app = ownStorage();
  try {
    await app.inside(async () => {
      await saveRequest(changeOf(undefined));
      const looked = stored(await loadRequest(begun.issueId));
      await saveRequest(changeOf(looked));
      const { issueKey, projectId, trail } = looked.request;
      const alongside = bury(looked, { issueKey, projectId, at: '2026-11-19T10:00:00.000Z', version: 1, ended: { ending: 'withdrawn', at: '2010-01-06T10:00:00.000Z' }, trail });
      expect(await saveRules({ projectId, before: await readDesk(projectId), alongside, changeId: 'burial' })).toBe('conflict');
      expect([(await loadRequest(begun.issueId))?.request.rev, await readTombstone(begun.issueId)]).toEqual([2, undefined]);
    });
  } finally {
    await app.close();
  }
});
