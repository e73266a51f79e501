/** Shows the ticket panel, or the dialog that it opened; the one question of either is on its way before the page is drawn. */
import { makeInvoke } from '@forge/bridge';
import type { TicketPanelApi } from '../../src/contract';
import { showsDialog } from '../parts/disposal/dialog';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/ticket.css';
import '../parts/disposal.css';
import { TicketPanel } from './TicketPanel';

const invoke = makeInvoke<TicketPanelApi>();

if (!(await showsDialog(invoke))) {
  const first = open(() => invoke('panel.open', {}));
  await show((site) => <TicketPanel invoke={invoke} first={first} site={site} />);
}
