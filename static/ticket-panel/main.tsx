// Shows the ticket panel.
import { makeInvoke } from '@forge/bridge';
import type { TicketPanelApi } from '../../src/contract';
import { show } from '../parts/show';

const ask = makeInvoke<TicketPanelApi>();
const { issueKey } = await ask('panel.open');
await show(<p>Snapshot Desk is ready for {issueKey}.</p>);
