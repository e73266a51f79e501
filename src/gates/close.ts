// Decides whether a request may be closed.
import { gate } from './gate';

export const handler = gate('close');
