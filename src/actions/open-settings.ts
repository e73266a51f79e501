/** Decides what the settings page shows: the rules and their draft, how old the licence directory is, what it all applies to. */
import type { SettingsView } from '../contract';
import { checkShapes } from '../procedure/check-shapes';
import { defaultRules } from '../procedure/default-rules';
import { gateNames, permissions, type Permission } from '../procedure/request';
import { myPermissions } from '../jira/permissions';
import { readGuarding } from '../jira/workflows';
import { readAnchor, readProgress, readSetBack } from '../storage/checkpoints';
import { directoryInForce } from '../storage/directory';
import { countRunning } from '../storage/requests';
import { openRules } from './open-rules';

export async function openSettings(projectId: string, actor: string, asked?: readonly Permission[]): Promise<SettingsView> {
  const opened = await openRules(projectId, actor);
  const [running, licences, tenants, may, guarding, progress, anchor, setBack] = await Promise.all([
    countRunning(projectId),
    directoryInForce('licences'),
    directoryInForce('tenants'),
    asked ?? myPermissions({ projectId }, permissions),
    readGuarding(gateNames.map((gate) => ({ gate, statuses: opened.rules.guarded[gate] }))),
    readProgress(),
    readAnchor(),
    readSetBack(),
  ]);
  return {
    ...opened,
    running,
    directory: { licences: licences?.count ?? 0, tenants: tenants?.count ?? 0, ...(licences && { asOf: licences.asOf, source: licences.source }) },
    ...guarding,
    checkpoints: { ...progress, ...(anchor && { anchor: anchor.issueKey }), ...(setBack && { setBack: setBack.no }) },
    checks: checkShapes(),
    usual: defaultRules,
    may,
  };
}
