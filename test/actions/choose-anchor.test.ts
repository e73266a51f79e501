// Shows that checkpoints are posted on an issue that whoever names it can see, and never on another because the app sees it.
import { chooseAnchor } from '../../src/actions/keep-checkpoint';
import { readAnchor } from '../../src/storage/checkpoints';
import { ownStorage } from '../storage/given';

const fields = { summary: 'Checkpoints', created: '2026-11-19T10:00:00.000+0000', project: { id: '20001', key: 'SUP' }, issuetype: { name: 'Task' }, status: { id: '1', name: 'Open' } };

it('is an issue that the person can see', async () => {
  const app = ownStorage({ jira: (_, caller) => (caller.kind === 'app' || caller.accountId === 'admin' ? Response.json({ id: '10050', key: 'SUP-50', fields }) : new Response('{}', { status: 404 })) });
  try {
    await expect(app.inside(() => chooseAnchor('20001', 'lead', 'SUP-50'), 'lead')).rejects.toThrow('404');
    expect(await app.inside(readAnchor)).toBeUndefined();
    expect(await app.inside(() => chooseAnchor('20001', 'admin', 'SUP-50'), 'admin')).not.toHaveProperty('refusal');
    expect(await app.inside(readAnchor)).toEqual({ issueId: '10050', issueKey: 'SUP-50' });
  } finally {
    await app.close();
  }
});
