/** Decides what the settings page shows: the rules in force, how old the licence directory is, what it all applies to. */
import type { SettingsView } from '../contract';
import { gateNames, permissions, type Permission } from '../procedure/request';
import { myPermissions } from '../jira/permissions';
import { unguardedTransitions } from '../jira/workflows';
import { readAnchor, readProgress } from '../storage/checkpoints';
import { directoryInForce } from '../storage/directory';
import { countRunning } from '../storage/requests';
import { loadRules, versionInForce } from './load-rules';

export async function openSettings(projectId: string, asked?: readonly Permission[]): Promise<SettingsView> {
  const { version, since } = await versionInForce(projectId);
  const rules = await loadRules(projectId, version);
  const [running, licences, tenants, may, unguarded, progress, anchor] = await Promise.all([
    countRunning(projectId),
    directoryInForce('licences'),
    directoryInForce('tenants'),
    asked ?? myPermissions({ projectId }, permissions),
    unguardedTransitions(gateNames.map((gate) => ({ gate, statuses: rules.guarded[gate] }))),
    readProgress(),
    readAnchor(),
  ]);
  return {
    rules,
    ...(since && { since }),
    running,
    directory: { licences: licences?.count ?? 0, tenants: tenants?.count ?? 0, ...(licences && { asOf: licences.asOf, source: licences.source }) },
    ...(unguarded && { unguarded }),
    checkpoints: { ...progress, ...(anchor && { anchor: anchor.issueKey }) },
    may,
  };
}
