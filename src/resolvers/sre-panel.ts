// Answers the questions of the SRE panel.
import { makeResolver } from '@forge/resolver';

export const handler = makeResolver({});
