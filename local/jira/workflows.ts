// Keeps the workflows that decide which transitions an issue has and which validators guard them.
import { randomUUID } from 'node:crypto';
import { PROJECTS, STATUSES, issueTypeById } from './site-plan';
import type { GateRule, Site } from './site';
import type { Store } from './store';

export interface Rule {
  id: string;
  ruleKey: string;
  parameters: Record<string, string>;
}

export interface Transition {
  id: string;
  name: string;
  type: 'INITIAL' | 'GLOBAL' | 'DIRECTED';
  from: string[];
  to: string;
  validators: Rule[];
}

export interface Workflow {
  id: string;
  name: string;
  description: string;
  version: number;
  versionId: string;
  created: string;
  updated: string;
  statuses: string[];
  transitions: Transition[];
}

type Line = [id: string, name: string, from: string, to: string, gate?: string];

const statusIds = (names: string): string[] =>
  names.split('|').map((name) => STATUSES.find((status) => status.name === name)?.id ?? '');

const FIRST_WORKFLOWS: { id: string; name: string; description: string; lines: Line[] }[] = [
  {
    id: '5d000000-0000-4000-8000-000000000001',
    name: 'Customer data requests',
    description: 'From the request for customer data to its proven end',
    lines: [
      ['1', 'Create', '', 'Open'],
      ['11', 'Start agreement', 'Open', 'Agreement', 'proceed'],
      ['21', 'Hand over to SRE', 'Agreement', 'With SRE', 'hand-off'],
      ['31', 'Ask for confirmation', 'With SRE', 'Waiting for customer'],
      ['41', 'Back to agreement', 'With SRE', 'Agreement', 'proceed'],
      ['51', 'Resolve', 'Waiting for customer', 'Resolved', 'close'],
      ['61', 'Close', 'Resolved', 'Closed', 'close'],
      ['71', 'Reopen', 'Resolved|Closed', 'Open'],
      ['81', 'End without delivery', 'Open|Agreement|With SRE', 'Resolved', 'close'],
    ],
  },
  {
    id: '5d000000-0000-4000-8000-000000000002',
    name: 'Support questions',
    description: 'Questions without a procedure',
    lines: [
      ['1', 'Create', '', 'Open'],
      ['11', 'Answer', 'Open', 'Waiting for customer'],
      ['21', 'Back to open', 'Waiting for customer', 'Open'],
      ['31', 'Resolve', 'Open|Waiting for customer', 'Resolved'],
      ['41', 'Close', 'Resolved', 'Closed'],
    ],
  },
  {
    id: '5d000000-0000-4000-8000-000000000003',
    name: 'SRE tasks',
    description: 'Tasks of the site reliability team',
    lines: [
      ['1', 'Create', '', 'To do'],
      ['11', 'Start work', 'To do', 'In progress', 'start-work'],
      ['21', 'Mark delivered', 'In progress', 'Delivered', 'deliver'],
      ['31', 'Dispose', 'Delivered', 'Done', 'dispose'],
      ['41', 'Stop work', 'In progress', 'To do'],
      ['51', 'End without delivery', 'To do|In progress', 'Done', 'dispose'],
    ],
  },
];

/** The contract's words for the rule of a Forge app; a function validator is named like an expression one. */
export function forgeRule(site: Pick<Site, 'extensionAri'>, validatorKey: string, configuration: unknown): Rule {
  const id = randomUUID();
  const config = typeof configuration === 'string' ? configuration : JSON.stringify(configuration ?? {});
  return { id, ruleKey: 'forge:expression-validator', parameters: { key: site.extensionAri(validatorKey), config, id, disabled: 'false', tag: '' } };
}

export const validatorKeyOf = (rule: Rule): string => rule.parameters['key']?.split('/').at(-1) ?? '';

export function configurationOf(rule: Rule): unknown {
  const config = rule.parameters['config'] ?? '';
  try {
    return JSON.parse(config) as unknown;
  } catch {
    return config;
  }
}

export function seedWorkflows(site: Pick<Site, 'store' | 'extensionAri' | 'hooks'>, gates: GateRule[]): void {
  const now = site.hooks.now().toISOString();
  for (const plan of FIRST_WORKFLOWS) {
    if (site.store.document('workflow', plan.id)) continue;
    const transitions = plan.lines.map(([id, name, from, to, gate]): Transition => ({
      id,
      name,
      type: from === '' ? 'INITIAL' : 'DIRECTED',
      from: from === '' ? [] : statusIds(from),
      to: statusIds(to)[0] ?? '',
      validators: gates.filter((rule) => rule.gate === gate).map((rule) => forgeRule(site, rule.validatorKey, rule.configuration)),
    }));
    const statuses = [...new Set(transitions.flatMap((transition) => [...transition.from, transition.to]))];
    const workflow: Workflow = {
      id: plan.id,
      name: plan.name,
      description: plan.description,
      version: 0,
      versionId: randomUUID(),
      created: now,
      updated: now,
      statuses,
      transitions,
    };
    site.store.saveDocument('workflow', plan.id, workflow);
  }
}

export const workflowById = (store: Store, id: string): Workflow | undefined => store.document<Workflow>('workflow', id);

export function workflowOfType(store: Store, issueTypeId: string): Workflow | undefined {
  const name = issueTypeById(issueTypeId)?.workflow;
  return store.documents<Workflow>('workflow').find((workflow) => workflow.name === name);
}

export const transitionsFrom = (workflow: Workflow, statusId: string): Transition[] =>
  workflow.transitions.filter((one) => one.type !== 'INITIAL' && (one.type === 'GLOBAL' || one.from.includes(statusId)));

export const initialStatus = (workflow: Workflow): string =>
  workflow.transitions.find((one) => one.type === 'INITIAL')?.to ?? workflow.statuses[0] ?? '';

export const projectsOf = (workflow: Workflow): string[] =>
  PROJECTS.filter((project) => project.issueTypes.some((type) => type.workflow === workflow.name)).map((project) => project.id);
