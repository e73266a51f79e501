// Shows that the file of a desk is of one moment for its checkpoints, and that one person's export is nobody else's to go on with.
import { takeDesk } from '../../src/actions/take-desk';
import { readProgress, writeProgress } from '../../src/storage/checkpoints';
import { saveRequest } from '../../src/storage/requests';
import type { DeskFilePart } from '../../src/contract';
import type { SmallApp } from '../local/forge/small-app';
import { begun } from '../procedure/given';
import { changeOf, ownStorage } from '../storage/given';

const projectId = begun.projectId;

let app: SmallApp;
beforeEach(async () => {
  app = ownStorage({
    // Whose desk it is takes Jira longer to say than one answer may take, so that every answer is short.
    jira: async (request) => {
      await app.clock.advance({ seconds: 15 });
      return Response.json({ permissions: { [new URL(request.url).searchParams.get('permissions') ?? '']: { havePermission: true } } });
    },
  });
  await app.inside(() => saveRequest(changeOf(undefined, begun)));
});
afterEach(() => app.close());

type Next = DeskFilePart['next'];
const take = async (who: string, next?: Next): Promise<Next | string> => {
  const told = await app.inside(() => takeDesk(projectId, who, next as Parameters<typeof takeDesk>[2]), who);
  return told.ok ? (told.value.next ?? 'whole') : told.refusal.code;
};
async function wholeOf(first: Next | string): Promise<Next | string> {
  let next = first;
  while (typeof next === 'object') next = await take('admin', next);
  return next;
}

it('goes on for whoever began it, to its end', async () => {
  const next = await take('admin');
  if (typeof next !== 'object') throw new Error('the desk fits one answer');
  expect(await take('lead', next)).toBe('no-such-export');
  expect(await wholeOf(next)).toBe('whole');
});

it('is refused at its end where a checkpoint was sealed meanwhile: it may cover more than the file has', async () => {
  const next = await take('admin');
  await app.inside(async () => writeProgress({ ...(await readProgress()), sealed: 1 }));
  expect(await wholeOf(next)).toBe('desk-export-sealed');
});
