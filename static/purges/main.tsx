/** Shows the page of all purges, since the usual day. */
import { makeInvoke } from '@forge/bridge';
import type { PurgesApi } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import '../parts/table.css';
import './purges.css';
import { Purges } from './Purges';

const invoke = makeInvoke<PurgesApi>();
const ask = () => open(() => invoke('purges.open', {}));
const first = ask();
await show((site) => <Purges first={first} ask={ask} invoke={invoke} site={site} />);
