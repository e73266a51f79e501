// Shows that the key-value store grants, refuses and orders as the hosted one does, asked by the real @forge/kvs.
import kvs, { Filter, FilterConditions, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import { smallApp, type SmallApp, type SmallAppOptions } from './small-app';

interface Row {
  rev: number;
  stage?: string;
  due?: string;
}
const requests = kvs.entity<Row>('request');
const onRev = (condition: ReturnType<typeof FilterConditions.exists> | ReturnType<typeof FilterConditions.notExists> | ReturnType<typeof FilterConditions.equalTo>) =>
  ({ entityName: 'request', conditions: new Filter<Row>().and('rev', condition) });

let app: SmallApp;
const start = (options?: SmallAppOptions): void => {
  app = smallApp(options);
};
beforeEach(() => start());
afterEach(() => app.close());

/** The code with which the store refuses. */
const codeOf = async (work: () => Promise<unknown>): Promise<unknown> =>
  app.inside(async () => {
    try {
      await work();
    } catch (failure) {
      return { name: (failure as Error).name, code: (failure as { code?: unknown }).code, status: (failure as { responseDetails?: { status: number } }).responseDetails?.status };
    }
    return 'accepted';
  });
const refusal = (code: string, status = 400): object => ({ name: 'ForgeKvsError', code, status });

describe('plain keys', () => {
  it('reads back what was set, and undefined for what never was', async () => {
    const seen = await app.inside(async () => {
      await kvs.set('a:1', { deep: [1, 'two', true] });
      return [await kvs.get('a:1'), await kvs.get('nothing'), await kvs.delete('nothing')];
    });
    expect(seen).toEqual([{ deep: [1, 'two', true] }, undefined, undefined]);
  });

  it('keeps secrets in a namespace of their own', async () => {
    const seen = await app.inside(async () => {
      await kvs.setSecret('token', 's');
      await kvs.set('token', 'plain');
      const listed = await kvs.query().getMany();
      return [await kvs.getSecret('token'), await kvs.get('token'), listed.results.length];
    });
    expect(seen).toEqual(['s', 'plain', 1]);
  });

  it('answers the times of a row when asked', async () => {
    const row = await app.inside(async () => {
      await kvs.set('k', 1, { ttl: { value: 2, unit: 'DAYS' } });
      return kvs.get('k', { metadataFields: [MetadataField.CREATED_AT, MetadataField.EXPIRE_TIME] });
    });
    expect(row).toEqual({ key: 'k', value: 1, createdAt: expect.any(Number) as unknown, expireTime: expect.stringMatching(/Z$/) as unknown });
  });

  it('lets exactly one of many create a key', async () => {
    const outcomes = await app.inside(() =>
      Promise.allSettled(Array.from({ length: 12 }, (_, n) => kvs.set('lock', n, { keyPolicy: 'FAIL_IF_EXISTS' }))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await codeOf(() => kvs.set('lock', 1, { keyPolicy: 'FAIL_IF_EXISTS' }))).toEqual(refusal('KEY_CONFLICT', 409));
  });

  it('answers the previous or the latest row of an overriding set', async () => {
    const seen = await app.inside(async () => {
      await kvs.set('k', 'old');
      return [
        await kvs.set('k', 'new', { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }),
        await kvs.set('k', 'newer', { keyPolicy: 'OVERRIDE', returnValue: 'LATEST' }),
        await kvs.set('fresh', 1, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }),
      ];
    });
    expect(seen).toEqual([{ key: 'k', value: 'old' }, { key: 'k', value: 'newer' }, undefined]);
  });

  it('pages through keys by prefix, ten at a time', async () => {
    const seen = await app.inside(async () => {
      for (let n = 10; n < 25; n += 1) await kvs.set(`p:${n}`, n);
      await kvs.set('other', 0);
      const first = await kvs.query().where('key', WhereConditions.beginsWith('p:')).getMany<number>();
      const second = await kvs.query().where('key', WhereConditions.beginsWith('p:')).cursor(first.nextCursor ?? '').getMany<number>();
      return [first.results.map(({ value }) => value), second.results.map(({ value }) => value), second.nextCursor];
    });
    expect(seen).toEqual([[10, 11, 12, 13, 14, 15, 16, 17, 18, 19], [20, 21, 22, 23, 24], undefined]);
  });

  it('keeps an expired row readable until the late deletion', async () => {
    const read = (): Promise<unknown> => app.inside(() => kvs.get('lease'));
    await app.inside(() => kvs.set('lease', 1, { ttl: { value: 1, unit: 'HOURS' } }));
    await app.clock.advance({ hours: 3 });
    expect(await read()).toBe(1);
    await app.clock.advance({ days: 2 });
    expect(await read()).toBeUndefined();
  });
});

describe('what it refuses', () => {
  const cases: [string, () => Promise<unknown>, object][] = [
    ['an empty key', () => kvs.set('', 1), refusal('KEY_TOO_SHORT')],
    ['a key of 501 characters', () => kvs.set('k'.repeat(501), 1), refusal('KEY_TOO_LONG')],
    ['a key with a slash', () => kvs.set('a/b', 1), refusal('INVALID_KEY')],
    ['a key of spaces', () => kvs.set('  ', 1), refusal('INVALID_KEY')],
    ['a value above 240 KiB', () => kvs.set('k', 'x'.repeat(240 * 1024)), refusal('MAX_SIZE')],
    ['a value nested 32 deep', () => kvs.set('k', nested(32)), refusal('MAX_DEPTH')],
    ['no value', () => kvs.set('k', undefined), refusal('INVALID_VALUE')],
    ['a query limit above 100', () => kvs.query().limit(101).getMany(), refusal('QUERY_PAGE_LIMIT_NOT_IN_RANGE')],
    ['a cursor of somebody else', () => kvs.query().cursor('nonsense').getMany(), refusal('INVALID_CURSOR')],
    ['an empty entity key', () => requests.set('', { rev: 1 }), refusal('EMPTY_KEY')],
    ['an undeclared entity', () => kvs.entity('nobody').get('k'), refusal('INVALID_ENTITY_TYPE')],
    ['an undeclared attribute', () => requests.set('k', { colour: 'red' } as object as Row), refusal('INVALID_ENTITY_VALUE')],
    ['a text where a number belongs', () => requests.set('k', { rev: '1' } as object as Row), refusal('INVALID_ENTITY_VALUE')],
    ['a time in milliseconds as an integer', () => requests.set('k', { rev: Date.now() }), refusal('INVALID_ENTITY_VALUE')],
    ['a range value above 900 bytes', () => requests.set('k', { rev: 1, due: 'x'.repeat(901) }), refusal('INVALID_ENTITY_VALUE')],
    ['an undeclared index', () => requests.query().index('by-colour').getMany(), refusal('INVALID_ENTITY_INDEX')],
    ['an index without its partition', () => requests.query().index('by-stage-and-due').getMany(), refusal('INVALID_PARTITION')],
    ['an entity query limit of 0', () => requests.query().index('by-rev').limit(0).getMany(), refusal('COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE')],
    ['an empty transaction', () => kvs.transact().execute(), refusal('INVALID_TRANSACTION_SIZE')],
    ['26 operations', () => transactionOf(26).execute(), refusal('INVALID_TRANSACTION_SIZE')],
    ['a key twice in a transaction', () => kvs.transact().set('k', 1).delete('k').execute(), refusal('DUPLICATE_KEYS')],
    ['a transaction above 4 MB', () => transactionOf(20, 'x'.repeat(230_000)).execute(), refusal('MAX_SIZE')],
    ['conditions on a plain key', () => kvs.transact().set<Row>('k', { rev: 1 }, { ...onRev(FilterConditions.exists()), entityName: undefined as unknown as string }).execute(), refusal('INVALID_REQUEST')],
    ['a key policy in a batch', () => kvs.batchSet([{ key: 'k', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } as object }]), refusal('INVALID_REQUEST')],
    ['26 keys in a batch', () => kvs.batchGet(Array.from({ length: 26 }, (_, n) => ({ key: `k${n}` }))), refusal('INVALID_REQUEST')],
  ];
  it.each(cases)('%s', async (_, work, expected) => {
    expect(await codeOf(work)).toEqual(expected);
  });

  it('everything, without the scope storage:app', async () => {
    await app.close();
    start({ manifest: { permissions: { scopes: [] } } });
    expect(await codeOf(() => kvs.get('k'))).toEqual(refusal('UNAUTHORIZED', 401));
  });
});

describe('entities', () => {
  const fill = (): Promise<void> =>
    app.inside(async () => {
      const rows: [string, string, string, number][] = [['c', 'open', '2026-03-01', 3], ['a', 'open', '2026-01-01', 1], ['b', 'open', '2026-02-01', 2], ['d', 'done', '2026-01-15', 4]];
      for (const [key, stage, due, rev] of rows) await requests.set(key, { stage, due, rev });
      await kvs.entity('request').set('unindexed', { rest: { free: null } });
    });
  const keys = (found: { results: { key: string }[] }): string[] => found.results.map(({ key }) => key);

  it('queries an index by partition, range and order', async () => {
    await fill();
    const seen = await app.inside(async () => {
      const open = () => requests.query().index('by-stage-and-due', { partition: ['open'] });
      return [
        keys(await open().getMany()),
        keys(await open().sort(Sort.DESC).getMany()),
        keys(await open().where(WhereConditions.between('2026-01-02', '2026-03-01')).getMany()),
        keys(await open().where(WhereConditions.lessThan('2026-02-01')).getMany()),
        keys(await requests.query().index('by-rev').where(WhereConditions.greaterThanEqualTo(3)).getMany()),
        keys(await requests.query().index('stage').where(WhereConditions.equalTo('done')).getMany()),
        keys(await requests.query().index('by-key').getMany()),
        (await open().getOne())?.key,
      ];
    });
    expect(seen).toEqual([['a', 'b', 'c'], ['c', 'b', 'a'], ['b', 'c'], ['a'], ['c', 'd'], ['d'], ['a', 'b', 'c', 'd', 'unindexed'], 'a']);
  });

  it('filters after the limit, so that a page may be short and go on', async () => {
    await fill();
    const [first, second] = await app.inside(async () => {
      const asked = () => requests.query().index('by-rev').filters(new Filter<Row>().and('rev', FilterConditions.greaterThan(2))).limit(2);
      const one = await asked().getMany();
      return [one, await asked().cursor(one.nextCursor ?? '').getMany()];
    });
    expect([first.results, first.nextCursor !== undefined, keys(second)]).toEqual([[], true, ['c', 'd']]);
  });

  it.each([Sort.ASC, Sort.DESC])('goes on behind the entry that a page ended with, though that is gone meanwhile (%s)', async (sort) => {
    await fill();
    const seen = await app.inside(async () => {
      const asked = () => requests.query().index('by-stage-and-due', { partition: ['open'] }).where(WhereConditions.beginsWith('2026-0')).sort(sort).limit(1);
      const one = await asked().getMany();
      await requests.delete(keys(one)[0] ?? '');
      const two = await asked().cursor(one.nextCursor ?? '').getMany();
      const three = await asked().cursor(two.nextCursor ?? '').getMany();
      return [keys(one), keys(two), keys(three), three.nextCursor];
    });
    expect(seen).toEqual([...(sort === Sort.ASC ? [['a'], ['b'], ['c']] : [['c'], ['b'], ['a']]), undefined]);
  });

  it('walks by keys through a prefix and from one on, in bytes and not in letters', async () => {
    const seen = await app.inside(async () => {
      for (const key of ['p#10', 'p#2', 'p#9', 'q#1', 'P#1', 'p']) await requests.set(key, { rev: 1 });
      const byKey = () => requests.query().index('by-key');
      const first = await byKey().where(WhereConditions.beginsWith('p#')).limit(2).getMany();
      const rest = await byKey().where(WhereConditions.beginsWith('p#')).limit(2).cursor(first.nextCursor ?? '').getMany();
      return [keys(first), keys(rest), rest.nextCursor, keys(await byKey().where(WhereConditions.greaterThan('p#2')).getMany()), keys(await byKey().sort(Sort.DESC).limit(2).getMany())];
    });
    expect(seen).toEqual([['p#10', 'p#2'], ['p#9'], undefined, ['p#9', 'q#1'], ['q#1', 'p#9']]);
  });

  it('finds nothing by a value of another type', async () => {
    await fill();
    const seen = await app.inside(async () => [
      keys(await requests.query().index('by-rev').where(WhereConditions.greaterThan('0')).getMany()),
      keys(await requests.query().index('by-rev').where(WhereConditions.lessThan('zzz')).getMany()),
      keys(await requests.query().index('stage').where(WhereConditions.greaterThan(0)).getMany()),
    ]);
    expect(seen).toEqual([[], [], []]);
  });

  it('moves a row in its indexes when it changes, and takes it out when it goes', async () => {
    await fill();
    const seen = await app.inside(async () => {
      await requests.set('a', { stage: 'done', due: '2026-01-01', rev: 2 });
      await requests.delete('b');
      return [keys(await requests.query().index('stage').where(WhereConditions.equalTo('open')).getMany())];
    });
    expect(seen).toEqual([['c']]);
  });

  it('lags behind in queries and never in gets', async () => {
    app.lag.kvsMs = 80;
    await fill();
    const now = await app.inside(async () => [(await requests.query().index('by-rev').getMany()).results.length, await requests.get('a')]);
    expect(now).toEqual([0, { stage: 'open', due: '2026-01-01', rev: 1 }]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const later = await app.inside(async () => (await requests.query().index('by-rev').getMany()).results.length);
    expect(later).toBe(4);
  });
});

describe('transactions', () => {
  const atRev = (rev: number) => onRev(FilterConditions.equalTo(rev));

  it('let exactly one of the writers at one rev win, with all that belongs to it', async () => {
    await app.inside(() => requests.set('r', { rev: 1, stage: 'open' }));
    const won = await app.inside(() =>
      Promise.allSettled(Array.from({ length: 10 }, (_, n) =>
        kvs.transact().set<Row>('r', { rev: 2, stage: `writer ${n}` }, atRev(1)).set(`event:${n}`, n).execute())));
    expect(won.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const events = await app.inside(() => kvs.query().where('key', WhereConditions.beginsWith('event:')).getMany());
    expect(events.results).toHaveLength(1);
  });

  it('change nothing when one condition fails', async () => {
    await app.inside(() => requests.set('r', { rev: 5 }));
    expect(await codeOf(() => kvs.transact().set('other', 1).check('r', atRev(4)).execute())).toEqual(refusal('CONDITIONAL_CHECK_FAILED'));
    expect(await codeOf(() => kvs.transact().set('other', 1).set('r', { rev: 'no' }, atRev(5) as object as { entityName: string }).execute())).toEqual(refusal('INVALID_ENTITY_VALUE'));
    expect(await app.inside(() => kvs.get('other'))).toBeUndefined();
  });

  it('can demand that a row is not there yet', async () => {
    const create = (): Promise<void> =>
      kvs.transact().set<Row>('r', { rev: 1 }, onRev(FilterConditions.notExists())).execute();
    expect(await codeOf(create)).toBe('accepted');
    expect(await codeOf(create)).toEqual(refusal('CONDITIONAL_CHECK_FAILED'));
  });

  it('drop a TTL given in the third argument, and keep one given in the fourth', async () => {
    const times = await app.inside(async () => {
      await kvs.transact()
        .set('third', { rev: 1 }, { entityName: 'request', ttl: { value: 1, unit: 'DAYS' } } as { entityName: string })
        .set('fourth', { rev: 1 }, { entityName: 'request' }, { ttl: { value: 1, unit: 'DAYS' } })
        .execute();
      const fields = { metadataFields: [MetadataField.EXPIRE_TIME] };
      return [(await requests.get('third', fields))?.expireTime, (await requests.get('fourth', fields))?.expireTime];
    });
    expect(times).toEqual([undefined, expect.any(String) as unknown]);
  });
});

it('reports each key of a batch for itself', async () => {
  const outcome = await app.inside(() => kvs.batchSet<unknown>([{ key: 'good', value: 1 }, { key: 'b/d', value: 2 }, { key: 'e', entityName: 'request', value: { rev: 1 } }]));
  expect(outcome).toEqual({
    successfulKeys: [{ key: 'good' }, { key: 'e', entityName: 'request' }],
    failedKeys: [{ key: 'b/d', error: { code: 'INVALID_KEY', message: expect.any(String) as unknown } }],
  });
  const read = await app.inside(() => kvs.batchGet([{ key: 'good' }, { key: 'gone' }]));
  expect(read).toMatchObject({ successfulKeys: [{ key: 'good', value: 1 }], failedKeys: [{ key: 'gone', error: { code: 'KEY_NOT_FOUND' } }] });
});

it('comes back empty after an uninstall and a reinstall', async () => {
  await app.inside(() => kvs.set('k', 1));
  app.installation.uninstall();
  await expect(app.inside(() => kvs.get('k'))).rejects.toThrow('not installed');
  app.installation.reinstall();
  expect(await app.inside(() => kvs.get('k'))).toBeUndefined();
});

it('counts what is read and written for the invocation', async () => {
  await app.inside(async () => {
    await kvs.set('k', 'four');
    await kvs.get('k');
    await kvs.get('nothing');
  });
  expect(app.traffic.costs().at(-1)).toMatchObject({ kvsOperations: 3, kvsWrittenBytes: 6, kvsReadBytes: 6 + 1024 });
});

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

function transactionOf(count: number, value: unknown = 1): ReturnType<typeof kvs.transact> {
  const transaction = kvs.transact();
  for (let n = 0; n < count; n += 1) transaction.set(`k${n}`, value);
  return transaction;
}
