// Answers the questions of the settings page.
import { makeResolver } from '@forge/resolver';

export const handler = makeResolver({});
