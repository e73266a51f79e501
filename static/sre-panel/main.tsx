/** Shows the SRE panel, or the dialog that it opened; the one question of either is on its way before the page is drawn. */
import { makeInvoke } from '@forge/bridge';
import type { SrePanelApi } from '../../src/contract';
import { showsDialog } from '../parts/disposal/dialog';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/ticket.css';
import '../parts/sre.css';
import '../parts/disposal.css';
import { SrePanel } from './SrePanel';

const invoke = makeInvoke<SrePanelApi>();
const ask = () => open(() => invoke('packet.open', {}));

if (!(await showsDialog(invoke))) {
  const first = ask();
  await show((site) => <SrePanel first={first} ask={ask} invoke={invoke} site={site} />);
}
