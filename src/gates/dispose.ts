// Decides whether a snapshot or a tenant's data may be disposed of.
import { gate } from './gate';

export const handler = gate('dispose');
