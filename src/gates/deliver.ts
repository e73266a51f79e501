// Decides whether a snapshot may be delivered.
import { gate } from './gate';

export const handler = gate('deliver');
