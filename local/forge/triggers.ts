// Decides which functions hear of what happened in Jira.
import type { Faults } from './faults';
import { site } from './installation';
import { modulesOf, type Manifest } from './manifest';
import type { Queue } from './queue';

export interface ProductEvent {
  type: string;
  payload: object;
  causedByApp: boolean;
  actor: string;
}

/** Any other name passes Forge's own validation and is then never sent: better refused here. */
const KNOWN = new Set([
  'avi:jira:created:issue', 'avi:jira:updated:issue', 'avi:jira:deleted:issue', 'avi:jira:assigned:issue', 'avi:jira:commented:issue',
  'avi:jira:created:attachment', 'avi:jira:deleted:attachment', 'avi:jira:created:issuelink', 'avi:jira:deleted:issuelink',
  'avi:jira:set:issue-property', 'avi:jira:deleted:issue-property', 'avi:forge:installed:app', 'avi:forge:upgraded:app',
]);

export function makeTriggers({ manifest, queue, faults, installed }: {
  manifest: Manifest;
  queue: Queue;
  faults: Faults;
  installed(): boolean;
}): (event: ProductEvent) => void {
  const triggers = modulesOf(manifest, 'trigger');
  for (const { key, events = [] } of triggers) {
    const unknown = events.find((event) => !KNOWN.has(event));
    if (unknown !== undefined) throw new Error(`trigger "${key}" listens to ${unknown}, which Jira never sends`);
  }
  return (event) => {
    if (!installed()) return;
    for (const { key, function: functionKey, events = [], filter } of triggers) {
      if (functionKey === undefined || !events.includes(event.type)) continue;
      if (filter?.ignoreSelf === true && event.causedByApp) continue;
      const message = {
        ...event.payload,
        eventType: event.type,
        atlassianId: event.actor,
        selfGenerated: event.causedByApp,
        context: { cloudId: site.cloudId, moduleKey: key, userAccess: { enabled: false } },
      };
      faults
        .around('event', event.type, undefined, async () => {
          queue.enqueue(functionKey, key, message);
          return new Response(null, { status: 202 });
        })
        // A fault may lose an event, as Jira does.
        .catch(() => undefined);
    }
  };
}
