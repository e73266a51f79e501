/** Guards the transition “proceed”. */
import { gate } from './gate';

export const handler = gate('proceed');
