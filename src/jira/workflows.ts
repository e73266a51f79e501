/** Decides which guarded transitions lack their validator, as Jira's published workflows stand now. */
import { route } from '@forge/api';
import { z } from 'zod';
import type { GateName } from '../procedure/request';
import { ask, unlessAbsent } from './ask';
import { administersJira } from './permissions';

const workflows = z.object({
  statuses: z.array(z.object({ statusReference: z.string(), name: z.string() })),
  values: z.array(
    z.object({
      name: z.string(),
      transitions: z.array(z.object({ name: z.string(), type: z.string(), toStatusReference: z.string(), validators: z.array(z.object({ parameters: z.record(z.string(), z.string()).optional() })).optional() })).optional(),
    }),
  ),
});

const schemes = z.object({ values: z.array(z.object({ projectIds: z.array(z.string()) })) });

/**
 * Whether the project has workflows that a validator can be put into: a team-managed one has no workflow scheme, and Jira
 * leaves it out of its answer. Undefined where the asker may not know.
 */
export async function hasWorkflows(projectId: string): Promise<boolean | undefined> {
  const found = await unlessAbsent(ask('user', 'read the workflow scheme', route`/rest/api/3/workflowscheme/project?projectId=${projectId}`, schemes));
  return found?.values.some(({ projectIds }) => projectIds.includes(projectId));
}

export type Unguarded = { readonly workflow: string; readonly transition: string; readonly gate: GateName };

export type Guarding = {
  /** Every transition that leads into a status behind a gate without that gate's validator. */
  readonly unguarded: readonly Unguarded[];
  /** Gates behind which no workflow has a status: nothing can be held there. */
  readonly nowhere: readonly GateName[];
  /** There for whom Jira shows only some workflows: the gates behind which none of those has a status. Another may. */
  readonly unseen?: readonly GateName[];
};

/** How the workflows hold what lies behind gates. Asked as the person, because it is their administration; undefined where they may not read workflows. */
export async function readGuarding(guarded: readonly { readonly gate: GateName; readonly statuses: readonly string[] }[]): Promise<Guarding | undefined> {
  const [found, seesAll] = await Promise.all([
    unlessAbsent(ask('user', 'read the workflows', route`/rest/api/3/workflows/search?expand=values.transitions&maxResults=50`, workflows)),
    administersJira(),
  ]);
  if (!found) return undefined;
  const nameOf = new Map(found.statuses.map(({ statusReference, name }) => [statusReference, name]));
  const reached = new Set(found.values.flatMap(({ transitions = [] }) => transitions.map(({ toStatusReference }) => nameOf.get(toStatusReference) ?? '')));
  const unreached = guarded.filter(({ statuses }) => !statuses.some((status) => reached.has(status))).map(({ gate }) => gate);
  const unguarded = found.values.flatMap(({ name: workflow, transitions = [] }) => {
    const behindGates = transitions.flatMap((transition) => {
      const to = nameOf.get(transition.toStatusReference) ?? '';
      const gate = guarded.find(({ statuses }) => statuses.includes(to))?.gate;
      return gate && transition.type !== 'INITIAL' ? [{ transition, gate }] : [];
    });
    // Every workflow closes tickets. Where nothing else is behind a gate they are no requests, and the gate would shut them in.
    if (behindGates.every(({ gate }) => gate === 'close')) return [];
    return behindGates
      .filter(({ transition, gate }) => !transition.validators?.some(({ parameters }) => parameters?.['key']?.endsWith(`/gate-${gate}`)))
      .map(({ transition, gate }) => ({ workflow, transition: transition.name, gate }));
  });
  return seesAll ? { unguarded, nowhere: unreached } : { unguarded, nowhere: [], unseen: unreached };
}
