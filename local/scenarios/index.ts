// Lists the scenarios that `npm start -- --scenario NAME` can begin with.
import type { Scenario } from '../scenario';
import { defaultDesk, emptyDesk } from './default';

export const scenarios: Record<string, Scenario> = { default: defaultDesk, empty: emptyDesk };
