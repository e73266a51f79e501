/** Shows the project settings page: the rules in force, the licence directory, and what is not guarded. */
import { makeInvoke } from '@forge/bridge';
import type { SettingsApi } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import './settings.css';
import { Settings } from './Settings';

const invoke = makeInvoke<SettingsApi>();
const ask = () => open(() => invoke('settings.open', {}));
const first = ask();
await show((site) => <Settings first={first} ask={ask} invoke={invoke} site={site} />);
