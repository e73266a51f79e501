// Answers the questions of the configuration of a gate.
import { makeResolver } from '@forge/resolver';

export const handler = makeResolver({});
