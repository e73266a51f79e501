/** Shows the ticket panel; its one question is on its way before the page is drawn. */
import { makeInvoke } from '@forge/bridge';
import type { TicketPanelApi } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/ticket.css';
import { TicketPanel } from './TicketPanel';

const invoke = makeInvoke<TicketPanelApi>();
const first = open(() => invoke('panel.open', {}));
await show((site) => <TicketPanel invoke={invoke} first={first} site={site} />);
