// Shows the ticket panel.
import { makeInvoke } from '@forge/bridge';
import { show } from '../parts/show';

const ask = makeInvoke<{ 'panel.open': () => { issueKey: string } }>();
const { issueKey } = await ask('panel.open');
await show(<p>Snapshot Desk is ready for {issueKey}.</p>);
