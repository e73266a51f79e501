/** Decides where it is asked who holds a permission: deliveries are made on the task, in SRE's project; all else on the ticket. */
import { holdersIn, type Holder } from '../jira/permissions';
import type { Permission } from '../procedure/request';
import type { Rules } from '../procedure/rules';

export const whoHolds = (permission: Permission, projectKey: string, { task }: Pick<Rules, 'task'>): Promise<readonly Holder[] | undefined> =>
  holdersIn(permission, permission === 'deliver' ? task.project : projectKey);
