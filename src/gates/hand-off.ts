/** Guards the transition “hand-off”. */
import { gate } from './gate';

export const handler = gate('hand-off');
