/** Decides how a gate's demands are put in plain words for the admin who guards a transition with it. */
import type { Message } from '../checks/message';
import { gateNames, type GateName } from '../procedure/request';
import { stepName } from '../views/looker';
import { loadRules, versionInForce } from './load-rules';

/** What `gate` demands under the rules in force: every mandatory step up to it, and every flag settled. */
export async function describeGate(projectId: string, gate: GateName): Promise<{ readonly demands: readonly Message[]; readonly rulesVersion: number }> {
  const { version } = await versionInForce(projectId);
  const rules = await loadRules(projectId, version);
  const upTo = gateNames.slice(0, gateNames.indexOf(gate) + 1);
  const steps = rules.steps.filter(({ before, mandatory }) => mandatory && upTo.includes(before));
  return {
    rulesVersion: version,
    demands: [...steps.map((step): Message => ({ code: step.secondPerson ? 'gate.demand.two' : step.when ? 'gate.demand.when' : 'gate.demand', params: { step: stepName(step) } })), { code: 'gate.demand.flags', params: {} }],
  };
}
