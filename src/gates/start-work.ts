/** Guards the transition “start-work”. */
import { gate } from './gate';

export const handler = gate('start-work');
