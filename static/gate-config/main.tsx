/** Shows what a gate will demand; which gate it is comes from the validator that the admin chose. */
import { makeInvoke, view } from '@forge/bridge';
import { workflowRules } from '@forge/jira-bridge';
import type { GateConfigApi, GateName } from '../../src/contract';
import { open } from '../parts/opening';
import { show } from '../parts/show';
import { GateConfig } from './GateConfig';

const gates = ['proceed', 'hand-off', 'start-work', 'deliver', 'dispose', 'close'] as const satisfies readonly GateName[];

const invoke = makeInvoke<GateConfigApi>();
const { moduleKey } = await view.getContext();
const gate = gates.find((one) => moduleKey === `gate-${one}`);
if (!gate) throw new Error(`“${moduleKey}” is no gate of this app`);
const ask = () => open(() => invoke('gate.describe', { gate }));
const first = ask();
// Jira keeps this beside the validator; the gate itself is fixed by the module.
await workflowRules.onConfigure(() => JSON.stringify({ gate }));
await show((site) => <GateConfig gate={gate} first={first} ask={ask} site={site} />);
