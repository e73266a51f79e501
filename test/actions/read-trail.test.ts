// Shows that a line of the trail tells its days and moments as its reader writes them.
import { whatOf } from '../../src/actions/read-trail';
import type { TrailEvent } from '../../src/trail/event';

const event = (happening: Pick<TrailEvent, 'type' | 'detail'>): TrailEvent => ({ ...happening, v: 1, requestId: 'rules:1', seq: 1, at: '2026-11-20T09:00:00.000Z', actor: 'a', prev: '', hash: '' }) as TrailEvent;

it('spells a moment and a day, and leaves every other text as it stands', () => {
  const imported = event({ type: 'directory.imported', detail: { part: 'licences', source: 'marketplace-json', asOf: '2026-11-20T06:18:10.022Z', count: 3, sha256: 'a'.repeat(64) } });
  expect(whatOf(imported).params).toMatchObject({ part: 'licences', count: 3, asOf: { moment: '2026-11-20T06:18:10.022Z' } });
  const lapsed = event({ type: 'disposal.lapsed', detail: { disposal: 1, decideBy: '2026-11-27' } });
  expect(whatOf(lapsed).params).toMatchObject({ decideBy: { day: '2026-11-27' } });
});
