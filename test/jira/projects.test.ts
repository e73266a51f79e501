// Shows who may answer for the rows of a project: whoever administers its rules, and of a deleted one a Jira administrator alone.
import { notTheirs, projectsOf } from '../../src/actions/take-desk';
import type { DeskFileRow } from '../../src/procedure/desk-file';
import { smallApp } from '../local/forge/small-app';

type Site = {
  /** What the asking person and the app get for the project. */
  readonly mine: 'administers' | 'sees' | 404 | 403;
  readonly app: 200 | 403 | 404 | 'in the bin';
  readonly isJiraAdmin?: boolean;
  /** What a Jira administrator finds. */
  readonly found?: number;
};

const rows: readonly DeskFileRow[] = [['purge', 'purge#1', { v: 1, project: '4711#approved' }], ['tenant', 't', { v: 1 }]];

async function foreign({ mine, app: seen, isJiraAdmin = false, found = 0 }: Site): Promise<string | undefined> {
  const asked: string[] = [];
  const app = smallApp({
    manifest: { permissions: { scopes: ['storage:app', 'read:jira-work', 'read:jira-user'] } },
    jira: (request, { kind }) => {
      const { pathname, searchParams } = new URL(request.url);
      asked.push(`${kind} ${pathname}`);
      const permissions = searchParams.get('permissions') ?? '';
      if (permissions === 'ADMINISTER') return Response.json({ permissions: { ADMINISTER: { havePermission: isJiraAdmin } } });
      if (pathname.endsWith('/mypermissions')) return typeof mine === 'number' ? new Response('{}', { status: mine }) : Response.json({ permissions: { [permissions]: { havePermission: mine === 'administers' } } });
      if (pathname.endsWith('/project/4711')) return seen === 'in the bin' ? Response.json({ deleted: true }) : seen === 200 ? Response.json({}) : new Response('{}', { status: seen });
      return searchParams.get('id') === '4711' ? Response.json({ total: found }) : new Response('{}', { status: 400 });
    },
  });
  try {
    return await app.inside(() => notTheirs(projectsOf(rows), new Set()), 'somebody');
  } finally {
    await app.close();
  }
}

it.each<[string, Site, 'theirs' | 'not theirs']>([
  ['they administer its rules', { mine: 'administers', app: 200 }, 'theirs'],
  ['they do not', { mine: 'sees', app: 200, isJiraAdmin: true }, 'not theirs'],
  ['they cannot see it and the app can', { mine: 404, app: 200, isJiraAdmin: true }, 'not theirs'],
  ['neither they nor the app can see it, and they do not administer Jira', { mine: 404, app: 404 }, 'not theirs'],
  ['the app may not see it, and a Jira administrator finds it', { mine: 404, app: 404, isJiraAdmin: true, found: 1 }, 'not theirs'],
  ['it was deleted, and they administer Jira', { mine: 404, app: 404, isJiraAdmin: true }, 'theirs'],
  ['it lies in the bin, and they administer Jira', { mine: 404, app: 'in the bin', isJiraAdmin: true }, 'theirs'],
  ['it lies in the bin, and they do not administer Jira', { mine: 404, app: 'in the bin' }, 'not theirs'],
])('where %s', async (_, site, whose) => {
  expect(await foreign(site)).toBe(whose === 'theirs' ? undefined : '4711');
});

it('of a row that is found under one project and goes by another, both are asked about', () => {
  expect(projectsOf([['request', 'request#1', { project: 'a', data: { projectId: 'b' } }], ['purge', 'purge#1', { project: 'c#approved' }], ['rules', 'rules#d', { project: 'd' }]])).toEqual(['a', 'b', 'c', 'd']);
});
