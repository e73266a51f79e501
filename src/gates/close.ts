/** Guards the transition “close”. */
import { gate } from './gate';

export const handler = gate('close');
