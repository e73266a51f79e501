/** Decides which checks exist: the one list, which a test holds against the folder. */
import type { Check } from './check';

export const checks: readonly Check[] = [];
