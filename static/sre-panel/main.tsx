/** Shows the SRE panel; its one question is on its way before the page is drawn. */
import { makeInvoke } from '@forge/bridge';
import type { SrePanelApi } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/ticket.css';
import '../parts/sre.css';
import { SrePanel } from './SrePanel';

const invoke = makeInvoke<SrePanelApi>();
const ask = () => open(() => invoke('packet.open', {}));
const first = ask();
await show((site) => <SrePanel first={first} ask={ask} invoke={invoke} site={site} />);
