/** Guards the transition “deliver”. */
import { gate } from './gate';

export const handler = gate('deliver');
