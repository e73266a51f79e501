/** Guards the transition “dispose”. */
import { gate } from './gate';

export const handler = gate('dispose');
