// Shows who counts as a second person, and that nobody decides who is none: an app, a closed account, whoever Jira tells nothing of.
import { isSecondPerson } from '../../src/actions/identify';
import { confirmStep } from '../../src/actions/mark-step';
import { raiseFlag, settleFlag } from '../../src/actions/settle-flag';
import { takeDecision } from '../../src/actions/take-decision';
import { currentTermsDigest } from '../../src/procedure/decision';
import { saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { act, checked, withMark } from '../procedure/given';
import { changeOf, ownStorage } from '../storage/given';

const accounts: Readonly<Record<string, object>> = {
  helen: { displayName: 'Helen', accountType: 'atlassian', active: true },
  closed: { displayName: 'Former user', accountType: 'atlassian', active: false },
  automation: { displayName: 'Automation', accountType: 'app', active: true },
  unheard: { displayName: 'Of a kind that nobody knows', accountType: 'robot', active: true },
};

let app: SmallApp;
beforeEach(() => {
  app = ownStorage({
    jira: (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const ids = searchParams.getAll('accountId');
      if (pathname.endsWith('/user/bulk')) return Response.json({ values: ids.flatMap((accountId) => (accounts[accountId] ? [{ accountId, ...accounts[accountId] }] : [])) });
      if (pathname.endsWith('/user/email')) return Response.json({ email: `${ids.join()}@example.com` });
      return new Response('{}', { status: 404 });
    },
  });
});
afterEach(() => app.close());

const nobody = ['closed', 'automation', 'unheard', 'absent'];

it('is somebody else who is a person, with an account that is open', async () => {
  expect(await app.inside(() => isSecondPerson('helen', 'agent'))).toBe(true);
  expect(await app.inside(() => isSecondPerson('helen', 'helen'))).toMatchObject({ refusal: { code: 'same-person' } });
  for (const who of nobody) expect([who, await app.inside(() => isSecondPerson(who, 'agent'))]).toMatchObject([who, { refusal: { code: 'not-a-person' } }]);
});

it('decides on a request, and nobody else does', async () => {
  await app.inside(() => saveRequest(changeOf(undefined, checked)));
  const decide = (who: string): ReturnType<typeof takeDecision> => takeDecision(checked.issueId, who, { decision: 'proceed', outcome: 'refused', reason: 'Not like this', termsDigest: currentTermsDigest(checked) });
  for (const who of nobody) expect([who, await app.inside(() => decide(who))]).toMatchObject([who, { refusal: { code: 'not-a-person' } }]);
  expect(await app.inside(() => decide('helen'))).not.toHaveProperty('refusal');
});

it('decides nothing on a request that has ended', async () => {
  await app.inside(() => saveRequest(changeOf(undefined, { ...checked, ended: { ...act('agent'), ending: 'withdrawn', reason: '' } })));
  const decide = (): ReturnType<typeof takeDecision> => takeDecision(checked.issueId, 'helen', { decision: 'proceed', outcome: 'refused', reason: 'Not like this', termsDigest: currentTermsDigest(checked) });
  expect(await app.inside(decide)).toMatchObject({ refusal: { code: 'ended' } });
});

it('settles what somebody else raised, and a fourth flag of one person is refused', async () => {
  await app.inside(() => saveRequest(changeOf(undefined, checked)));
  for (const reason of ['They rang', 'They rang again', 'Their lawyer rang']) expect(await app.inside(() => raiseFlag(checked.issueId, 'helen', reason))).not.toHaveProperty('refusal');
  expect(await app.inside(() => raiseFlag(checked.issueId, 'helen', 'Once more'))).toMatchObject({ refusal: { code: 'flags-yours-open' } });
  expect(await app.inside(() => settleFlag(checked.issueId, 'helen', { flag: 'flag-1', reason: 'It was nothing' }))).toMatchObject({ refusal: { code: 'same-person' } });
});

it('confirms an override of the very verdict that it was proposed for, even if they have seen the new one', async () => {
  await app.inside(() => saveRequest(changeOf(undefined, withMark(checked, 'requester-contact', { by: 'agent', state: 'overridden', reason: 'Known to us', about: 'another verdict' }))));
  expect(await app.inside(() => confirmStep(checked.issueId, 'helen', ['run-checks'], { step: 'requester-contact', rev: 99 }))).toMatchObject({ refusal: { code: 'facts-changed' } });
});
