// Shows what a function is given, what comes back, and what ends it.
import api, { getAppContext, route } from '@forge/api';
import Resolver from '@forge/resolver';
import { resolverEvent } from '../../../local/forge/context';
import type { AppFunction } from '../../../local/forge/functions';
import { isInvocationFailure } from '../../../local/forge/invoke';
import { smallApp, type SmallApp, type SmallAppOptions } from './small-app';

let app: SmallApp;
const start = (main: AppFunction, options: SmallAppOptions = {}): void => {
  app = smallApp({ functions: { run: main }, manifest: { modules: { function: [{ key: 'run', handler: 'run' }] } }, ...options });
};
const run = (event: unknown = {}, accountId?: string): Promise<unknown> => app.invoke({ functionKey: 'run', moduleKey: 'panel', event, accountId });
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (failure: unknown) => (isInvocationFailure(failure) ? failure.invocation.code : String(failure)));
afterEach(() => app.close());

it('hands a resolver the call, the context and the person', async () => {
  const resolver = new Resolver();
  resolver.define('ask', ({ payload, context }: { payload: unknown; context: Record<string, unknown> }) => ({ payload, accountId: context['accountId'], moduleKey: context['moduleKey'], gone: undefined, at: new Date(0) }));
  start(resolver.getDefinitions() as AppFunction);
  const answer = await run(resolverEvent('ask', { n: 1 }, { moduleKey: 'panel' }), 'person-1');
  expect(answer).toEqual({ payload: { n: 1 }, accountId: 'person-1', moduleKey: 'panel', at: '1970-01-01T00:00:00.000Z' });
});

it('tells the function which invocation it is, and how much time is left', async () => {
  start(() => {
    const { appVersion, moduleKey, invocationRemainingTimeInMillis, permissions } = getAppContext();
    return { appVersion, moduleKey, left: invocationRemainingTimeInMillis() > 20_000, scopes: permissions?.scopes };
  });
  expect(await run()).toEqual({ appVersion: '1.0.0', moduleKey: 'panel', left: true, scopes: ['storage:app', 'read:jira-work'] });
});

it('lets the function see the moved clock, and nothing else of the process', async () => {
  start(() => [new Date().getUTCFullYear(), new Date(Date.now()).getUTCFullYear(), new Date(0).getTime(), new Date() instanceof Date]);
  await app.clock.set('2040-05-05T00:00:00Z');
  expect(await run()).toEqual([2040, 2040, 0, true]);
  expect(new Date().getUTCFullYear()).toBeLessThan(2040);
});

it('keeps the platform from code that runs outside an invocation', async () => {
  start(() => undefined);
  await expect(api.asApp().requestJira(route`/rest/api/3/myself`)).rejects.toThrow('outside an invocation');
  expect((globalThis as { __forge_runtime__?: object }).__forge_runtime__).toBeUndefined();
});

it('ends a function that takes too long, and carries out nothing that it still sends', async () => {
  const sent: string[] = [];
  start(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await api.asApp().requestJira(route`/rest/api/3/issue/${'late'}`);
    },
    { limits: { userInvocationMs: 20 }, jira: (request) => { sent.push(request.url); return Response.json({}); } },
  );
  expect(await codeOf(run())).toBe('FUNCTION_TIME_OUT');
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(sent).toEqual([]);
  expect(app.traffic.costs()).toEqual([expect.objectContaining({ functionKey: 'run', outcome: 'timed-out' }) as unknown]);
});

it('reports what a function throws', async () => {
  start(() => {
    throw new Error('no such thing');
  });
  await expect(run()).rejects.toThrow('There was an error invoking the function - no such thing');
});

it('admits only so many invocations of one person in a minute', async () => {
  start(() => undefined, { limits: { invocationsPerUserMinute: 2 } });
  expect([await codeOf(run({}, 'a')), await codeOf(run({}, 'a')), await codeOf(run({}, 'a')), await codeOf(run({}, 'b'))]).toEqual(['ok', 'ok', 'RATE_LIMITED', 'ok']);
});
