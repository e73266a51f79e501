// Decides whether a request may be handed to the SRE team.
import { gate } from './gate';

export const handler = gate('hand-off');
