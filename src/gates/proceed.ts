// Decides whether a verified request may go ahead.
import { gate } from './gate';

export const handler = gate('proceed');
