// Decides whether work on an SRE task may start.
import { gate } from './gate';

export const handler = gate('start-work');
