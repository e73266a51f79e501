// Shows what a workflow validator is told, and that a transition stays shut when it fails.
import type { AppFunction } from '../../../local/forge/functions';
import { makeValidate } from '../../../local/forge/validators';
import { smallApp, type SmallApp } from './small-app';

let app: SmallApp;
const ask = (gate: AppFunction, validatorKey = 'gate') => {
  app = smallApp({
    manifest: {
      modules: {
        'jira:workflowValidator': [{ key: 'gate', name: 'Gate', description: 'd', function: 'gate' }],
        function: [{ key: 'gate', handler: 'gate' }],
      },
    },
    functions: { gate },
    limits: { userInvocationMs: 30 },
  });
  return makeValidate(app.manifest, app.invoke)({ validatorKey, configuration: { a: 1 }, issueKey: 'SUP-1', from: '1', to: '2', modifiedFields: { customfield_1: 'x' } });
};
afterEach(() => app.close());

it('is told the key and the transition, and neither a person nor the issue’s id', async () => {
  let told: unknown[] = [];
  const answer = await ask((...given) => {
    told = given;
    return { result: false, errorMessage: 'The form is missing.' };
  });
  expect(answer).toEqual({ result: false, errorMessage: 'The form is missing.' });
  expect(told[0]).toEqual({ issue: { key: 'SUP-1' }, configuration: { a: 1 }, transition: { from: { id: '1' }, to: { id: '2' }, modifiedFields: { customfield_1: 'x' } } });
  expect(told[1]).not.toHaveProperty('principal');
});

it.each<[string, AppFunction]>([
  ['throws', () => { throw new Error('x'); }],
  ['takes too long', () => new Promise(() => undefined)],
  ['answers something else', () => ({ ok: true })],
  ['answers nothing', () => undefined],
])('refuses the transition when the function %s', async (_, gate) => {
  expect(await ask(gate)).toEqual({ result: false, errorMessage: expect.stringContaining('Gate') as unknown });
});

it('refuses the transition when no app has the validator', async () => {
  expect(await ask(() => ({ result: true }), 'gone')).toEqual({ result: false, errorMessage: expect.stringContaining('gone') as unknown });
});
