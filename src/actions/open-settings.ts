/** Decides what the settings page shows: the rules and their draft, how old the licence directory is, what it all applies to. */
import type { SettingsView } from '../contract';
import { checkShapes } from '../procedure/check-shapes';
import { defaultRules } from '../procedure/default-rules';
import { gateNames, permissions, type Permission } from '../procedure/request';
import { readAccounts } from '../jira/people';
import { myPermissions } from '../jira/permissions';
import { hasWorkflows, readGuarding } from '../jira/workflows';
import { readAnchor, readProgress, readSetBack } from '../storage/checkpoints';
import { directoryState } from '../storage/directory';
import { countRunning } from '../storage/requests';
import { readRuns } from '../storage/retention-runs';
import { knownSince } from './known-since';
import { openRules } from './open-rules';

export async function openSettings(projectId: string, actor: string, asked?: readonly Permission[]): Promise<SettingsView> {
  const opened = await openRules(projectId, actor);
  const [running, licences, tenants, may, guarding, isHeld, progress, anchor, setBack, retention, since] = await Promise.all([
    countRunning(projectId),
    directoryState('licences'),
    directoryState('tenants'),
    asked ?? myPermissions({ projectId }, permissions),
    readGuarding(gateNames.map((gate) => ({ gate, statuses: opened.rules.guarded[gate] }))),
    hasWorkflows(projectId),
    readProgress(),
    readAnchor(),
    readSetBack(),
    readRuns(projectId),
    knownSince(projectId, opened.rules.calendar.timeZone),
  ]);
  const imports = ([['licences', licences], ['tenants', tenants]] as const).flatMap(([part, { inForce }]) => (inForce?.imported?.by === undefined ? [] : [{ part, by: inForce.imported.by, at: inForce.imported.at }]));
  const accounts = await readAccounts(imports.map(({ by }) => by));
  const brought = imports.map((one) => ({ ...one, by: accounts.get(one.by)?.name ?? one.by }));
  return {
    ...opened,
    running,
    directory: {
      licences: licences.inForce?.count ?? 0,
      tenants: tenants.inForce?.count ?? 0,
      ...(licences.inForce && { asOf: licences.inForce.asOf, source: licences.inForce.source }),
      ...(brought.length > 0 && { brought }),
      ...(licences.gone && { gone: licences.gone }),
    },
    retention,
    ...guarding,
    ...(isHeld === false && { withoutWorkflow: true as const }),
    checkpoints: { ...progress, ...(anchor && { anchor: anchor.issueKey }), ...(setBack && { setBack: setBack.no }) },
    ...(since && { appSince: since }),
    checks: checkShapes(),
    usual: defaultRules,
    may,
  };
}
