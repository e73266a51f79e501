// Shows who counts as a second person, and that nobody decides who is none: an app, a closed account, whoever Jira tells nothing of.
import { isSecondPerson } from '../../src/actions/identify';
import { takeDecision } from '../../src/actions/take-decision';
import { currentTermsDigest } from '../../src/procedure/decision';
import { saveRequest } from '../../src/storage/requests';
import type { SmallApp } from '../local/forge/small-app';
import { checked } from '../procedure/given';
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
