// Shows that a row of every kind that was ever released is still read, from the files in rows/ that stay as they are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kvs } from '@forge/kvs';
import { z } from 'zod';
import { rulesSchema } from '../../src/procedure/rules';
import { purgesSince } from '../../src/storage/purges';
import { readInForce, readVersion } from '../../src/storage/rules';
import { checklist } from '../../src/procedure/checklist';
import { planQuery } from '../../src/procedure/desk-query';
import { listRequests } from '../../src/storage/desk';
import { directoryInForce, licencesByNumber, readImport, tenantsBySite } from '../../src/storage/directory';
import { readBringing, readHolds } from '../../src/storage/holds';
import { claimEffect, effectsDue } from '../../src/storage/outbox';
import { findMentions, loadEvents, loadRequest, requestOfTask, saveRequest } from '../../src/storage/requests';
import { commit, matchesCommitment, verifyChain } from '../../src/trail/chain';
import type { SmallApp } from '../local/forge/small-app';
import { now, rules } from '../procedure/given';
import { changeOf, entities, ownStorage, stored } from './given';

const folder = join(__dirname, 'rows');
const rowsSchema = z.array(z.strictObject({ key: z.string(), value: z.looseObject({ v: z.union([z.literal(1), z.literal(2)]) }) })).min(1);
const rowsOf = (name: string): z.infer<typeof rowsSchema> => rowsSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));

test('every kind of row has its file, and every row says which schema it has', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(files.sort()).toEqual([...entities, 'plain'].sort());
  expect(() => files.map(rowsOf)).not.toThrow();
});

describe('rows of the first schema', () => {
  let app: SmallApp;
  beforeAll(async () => {
    app = ownStorage();
    await app.inside(async () => {
      for (const entityName of entities) for (const { key, value } of rowsOf(entityName)) await kvs.entity(entityName).set(key, value);
      for (const { key, value } of rowsOf('plain')) await kvs.set(key, value);
    });
  });
  afterAll(() => app.close());

  test('are an import of a desk that is over, and holds nothing up', async () => {
    expect(await app.inside(() => readBringing())).toMatchObject({ rev: 4, by: 'admin', claim: 2, soFar: { no: 1 } });
    expect((await app.inside(() => readHolds())).isBeingBroughtIn).toBe(false);
  });

  test('are a request, with everything that was known of it', async () => {
    const { request, pieceRevs } = stored(await app.inside(() => loadRequest('10001')));
    expect(request).toMatchObject({
      issueKey: 'SUP-1',
      rev: 1,
      facts: { site: { value: 'northwind.atlassian.net', confirmed: { by: 'agent' } } },
      files: { 'encryption-key': { sha256: 'sha-of-key.asc' } },
      marks: { 'churn-risk': { answer: 'no' }, 'signed-form': { second: { by: 'second-agent' } } },
      flags: [{ id: 'flag-1', settled: { reason: 'known' } }],
      decisions: [{ decision: 'proceed' }, { decision: 'release', lapsesOn: '2026-12-17' }],
      replies: [{ reply: 'form-and-key' }],
      waiting: { reply: 'possession' },
      authorisations: { requester: { note: 'by telephone' } },
      possession: { nonce: 'nonce' },
      handover: { text: 'call them' },
      clock: { startedOn: '2026-11-19' },
      handOff: { key: 'hand-off-key' },
      task: { issueKey: 'SRE-1' },
      ended: { ending: 'withdrawn' },
    });
    expect(pieceRevs).toEqual({ intake: 1, checklist: 1, verdicts: 1, rulings: 1 });
    expect(checklist(request, rules, now).find(({ step }) => step.id === 'sre-task')?.state).toBe('done');
  });

  test('are its trail, with the values that it commits to', async () => {
    const events = await app.inside(() => loadEvents('10001', { limit: 10 }));
    const { request } = stored(await app.inside(() => loadRequest('10001')));
    expect(verifyChain('10001', events)).toEqual({ verdict: 'consistent', head: { requestId: '10001', ...request.trail } });
    const [person] = rowsOf('person');
    const { data } = z.object({ data: z.object({ value: z.unknown(), salt: z.string() }) }).parse(person?.value);
    expect(matchesCommitment(commit('10001#1#0', { note: 'by telephone' }, 'a1b2'), data)).toBe('matches');
  });

  test('are what it is found by: its task, and what others may share with it', async () => {
    const found = await app.inside(() => Promise.all([requestOfTask('30001'), findMentions({ by: 'domain', value: 'northwindtraders.com' }), findMentions({ by: 'licence', value: 'E-1A2-B3C-D4E-5F6' })]));
    expect(found).toEqual(['10001', [expect.objectContaining({ request: '10001' })], [expect.objectContaining({ request: '10001' })]]);
  });

  test('and of the second are lines of the desk, which those of the first are not yet', async () => {
    const plan = planQuery({ standing: 'open', sort: 'due' }, { today: '2026-11-19', stuckBy: '2026-11-16' });
    const { rows } = await app.inside(() => listRequests('20001', plan, { limit: 10 }));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ issueId: '10002', issueKey: 'SUP-2', stage: 'keys', due: '2026-12-01', since: '2026-11-18', flagged: true, stays: [{ stage: 'intake' }, { stage: 'keys' }], row: { customer: 'Northwind Traders', move: 'confirm-step', barred: ['agent'] } });
  });

  test('are an effect that is due, and can be claimed', async () => {
    const [due] = await app.inside(() => effectsDue(now.toISOString()));
    expect(due).toMatchObject({ what: { do: 'create-task', handOffKey: 'hand-off-key', searchFirst: true } });
    expect(await app.inside(() => claimEffect(stored(due), '2026-11-19T10:05:00.000Z', now.toISOString()))).toMatchObject({ attempts: 1 });
  });

  test('are a directory in force, and an import under way', async () => {
    const inForce = stored(await app.inside(() => directoryInForce('licences')));
    expect(await app.inside(() => licencesByNumber(inForce, 'E-1A2-B3C-D4E-5F6'))).toMatchObject([{ company: 'Northwind Traders' }]);
    expect(await app.inside(() => tenantsBySite(inForce, 'northwind.atlassian.net'))).toMatchObject([{ tenantId: 'T-1' }]);
    expect(await app.inside(() => readImport('tenants'))).toMatchObject({ generation: 'g2', taken: 1 });
  });

  test('are a version of the rules in force, which every version of the schema goes on to read', async () => {
    const { version } = stored(await app.inside(() => readInForce('20001')));
    expect(rulesSchema.parse(await app.inside(() => readVersion('20001', version)))).toMatchObject({ version: 2 });
  });

  test('are a purge, by its project and by its tenant', async () => {
    const { purges } = await app.inside(() => purgesSince('20001', '2026-11-19', { limit: 10 }));
    expect(purges).toMatchObject([{ issueKey: 'SUP-1', askedBy: 'sre', approvedBy: 'approver' }]);
    expect(await app.inside(() => purgesSince('20001', '2026-11-20', { limit: 10 }))).toMatchObject({ purges: [] });
  });

  test('are written on by what is written today', async () => {
    const before = stored(await app.inside(() => loadRequest('10001')));
    expect(await app.inside(() => saveRequest(changeOf(before)))).toBe('saved');
    expect(verifyChain('10001', await app.inside(() => loadEvents('10001', { limit: 10 })))).toMatchObject({ verdict: 'consistent', head: { seq: 2 } });
  });
});

const readers: Readonly<Record<string, () => Promise<unknown>>> = { request: () => loadRequest('10001'), evidence: () => loadRequest('10001'), plain: () => requestOfTask('30001') };

test.each(Object.entries(readers))('a row of a later schema of %s is a fault, never half understood', async (name, read) => {
  const app = ownStorage();
  await app.inside(async () => {
    for (const kind of ['request', 'evidence']) for (const { key, value } of rowsOf(kind)) await kvs.entity(kind).set(key, kind === name ? { ...value, v: value.v + 2 } : value);
    for (const { key, value } of rowsOf('plain')) await kvs.set(key, { ...value, v: 2 });
  });
  await expect(app.inside(read)).rejects.toThrow();
  await app.close();
});
