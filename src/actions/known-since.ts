/** Decides since which day the app is here, as far as it can tell: its oldest requests of the project, and its first checkpoint. */
import { dayIn } from '../procedure/business-days';
import { everyOpen, type Plan } from '../procedure/desk-query';
import { readCheckpoint } from '../storage/checkpoints';
import { listRequests } from '../storage/desk';

/** Those that began first and those that ended first. */
const oldest: readonly Plan[] = ['open', 'ended'].map((standing) => ({ ...everyOpen, index: 'by-age', partition: [standing] }));

/** Undefined where it holds nothing yet. Jira tells an app nothing of its own installation. */
export async function knownSince(projectId: string, timeZone: string): Promise<string | undefined> {
  const [checkpoint, ...pages] = await Promise.all([readCheckpoint(1), ...oldest.map((plan) => listRequests(projectId, plan, { limit: 1 }))]);
  const moments = [...(checkpoint ? [checkpoint.at] : []), ...pages.flatMap(({ rows }) => rows.map(({ begun }) => begun))];
  const [first] = moments.sort();
  return first === undefined ? undefined : dayIn(timeZone, new Date(first));
}
