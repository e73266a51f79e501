/** Shows the desk: every snapshot request of the project, as the page's own address asks for them. */
import { makeInvoke } from '@forge/bridge';
import type { DeskApi } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/table.css';
import { openAddress } from './address';
import { Desk } from './Desk';
import './desk.css';

const invoke = makeInvoke<DeskApi>();
const address = await openAddress();
const first = open(() => invoke('desk.open', address.read()));
await show((site) => <Desk address={address} first={first} invoke={invoke} site={site} />);
