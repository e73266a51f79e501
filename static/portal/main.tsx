/** Shows the portal to a customer; its one question is on its way before the page is drawn. */
import { makeInvoke } from '@forge/bridge';
import type { PortalApi } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/ticket.css';
import '../parts/portal.css';
import { Portal } from './Portal';

const invoke = makeInvoke<PortalApi>();
const ask = () => open(() => invoke('portal.open', {}));
const first = ask();
await show((site) => <Portal first={first} ask={ask} invoke={invoke} site={site} />);
