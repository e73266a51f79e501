// Shows that an old copy of the app's storage, put in the place of the newer one, is found out and decides nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../local/database';
import { dana, openDesk, released, verified } from './desk';

jest.setTimeout(60_000);

it('storage that is older than what was posted of it shuts every gate until an admin has seen to it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'old-storage-'));
  const desk = await openDesk({ name: 'old-storage', directory });
  const database = openDatabase(directory);
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const tables = ['kvs_row', 'kvs_index'];
  try {
    const anchorOf = async (summary: string): Promise<string> => {
      const { key } = desk.host.jira.seeding.ticket({ requestType: 'Data snapshot', reporter: dana, summary, description: 'x', fields: {}, quiet: true });
      const told = await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'trail.anchor', { issueKey: key });
      return (told as { ok: boolean; refusal?: { code: string } }).ok ? key : ((told as { refusal: { code: string } }).refusal.code);
    };
    const anchor = await anchorOf('Checkpoints');
    const { key } = await verified(desk);
    await desk.host.clock.advance({ days: 1 });

    for (const table of tables) database.script(`CREATE TABLE old_${table} AS SELECT * FROM ${table}`);
    const later = await released(desk);
    await desk.host.clock.advance({ days: 1 });
    expect(await desk.refused('agent', key, 'handover.write', { text: 'All is well' })).toBe('accepted');
    await desk.host.clock.advance({ days: 1 });

    for (const table of tables) database.script(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM old_${table}`);
    await desk.host.clock.advance({ days: 1 });
    for (const [who, question, payload] of [['agent', 'handover.write', { text: 'Go on' }], ['approver', 'decision.refuse', { decision: 'proceed', termsDigest: '', reason: 'Not so' }]] as const) {
      expect([question, await desk.refused(who, key, question, payload)]).toEqual([question, 'storage-set-back']);
    }
    expect(logged).toHaveBeenCalledWith('storage is older than checkpoint 2, which was posted');
    expect((await desk.gate(key, 'Start agreement')).errorMessage).toContain('storage was set back');
    expect((await desk.gate(later.key, 'Start agreement')).result).toBe(false);

    const told = await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'settings.open', {});
    expect(told).toMatchObject({ value: { checkpoints: { anchor, setBack: 2 } } });
    expect(await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'trail.anchor', { issueKey: anchor })).toMatchObject({ refusal: { code: 'anchor-keeps-evidence' } });
    expect(await anchorOf('Checkpoints, second series')).toMatch(/^SUP-/);
    expect(await desk.refused('agent', key, 'handover.write', { text: 'Go on' })).toBe('accepted');
    const history = await desk.as('admin').invoke({ moduleKey: 'settings', projectKey: 'SUP' }, 'rules.history', {});
    expect(history).toMatchObject({ value: { intact: true, events: [{ what: { code: 'event.anchor.chosen-again', params: { lifted: 2 } } }, { what: { code: 'event.anchor.chosen', params: { issueKey: anchor } } }, {}, {}] } });
    await desk.host.clock.advance({ days: 1 });
    expect(await desk.refused('agent', key, 'handover.write', { text: 'And on' })).toBe('accepted');
  } finally {
    logged.mockRestore();
    database.close();
    await desk.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
