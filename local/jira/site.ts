// Gathers what every handler of the embedded Jira needs: its store, its clock, its hooks and its settings.
import type { PermissionDeclared } from './permissions';
import type { Store } from './store';

export interface JiraHooks {
  validate(input: {
    validatorKey: string;
    configuration: unknown;
    issueKey: string;
    from: string;
    to: string;
    modifiedFields: Record<string, unknown>;
  }): Promise<{ result: boolean; errorMessage?: string }>;
  onEvent(event: { type: string; payload: object; causedByApp: boolean; actor: string }): void;
  now(): Date;
}

export interface EntityProperty {
  propertyKey: string;
  aliases: { alias: string; objectName: string; type: string }[];
}

/** Which validator guards which named transition of a new site. */
export interface GateRule {
  gate: string;
  validatorKey: string;
  configuration: unknown;
}

export interface Site {
  store: Store;
  hooks: JiraHooks;
  appPermissions: PermissionDeclared[];
  entityProperties: EntityProperty[];
  searchLagMs(): number;
  /** Whether asApp may ask for the permissions of others is not established. */
  appMayCheckOthers: boolean;
  attachmentLimit(): number;
  /** The address of the site in event payloads, which no request gives one. */
  siteUrl: string;
  extensionAri(moduleKey: string): string;
}

export const nowIso = (site: Site): string => site.hooks.now().toISOString();
