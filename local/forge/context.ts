// Decides what a screen and its resolver are told about where they are, and who may open them at all.
import { z } from 'zod';
import { contextAri, permissionKey, site } from './installation';
import { moduleOf, type DisplayCondition, type Manifest, type Module } from './manifest';

interface Place {
  moduleKey: string;
  issueKey?: string | undefined;
  projectKey?: string | undefined;
  entryPoint?: string | undefined;
  /** What the page adds for a workflow rule's configuration. */
  extension?: Record<string, unknown> | undefined;
}

export interface Viewer {
  accountId: string;
  isCustomer: boolean;
  timeZone: string;
}

/** Asks Jira as the viewer, past the app: what the product itself knows when it draws the page. */
export type AskJira = (viewer: Viewer, path: string) => Promise<Response>;

export type Refused = Error & { refused: { status: number } };
export const refuse = (status: number, message: string): Refused => Object.assign(new Error(message), { refused: { status } });
export const isRefused = (thrown: unknown): thrown is Refused => thrown instanceof Error && 'refused' in thrown;

const issueShape = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    issuetype: z.object({ id: z.string(), name: z.string() }),
    project: z.object({ id: z.string(), key: z.string(), projectTypeKey: z.string() }),
  }),
});
const projectShape = z.object({ id: z.string(), key: z.string(), projectTypeKey: z.string() });
const requestShape = z.object({ issueKey: z.string(), requestTypeId: z.string(), serviceDeskId: z.string() });
const permissionsShape = z.object({ permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })) });

export interface Contexts {
  /** Refuses what the viewer cannot see. */
  of(place: Place, viewer: Viewer): Promise<{ module: Module; context: Record<string, unknown> }>;
  /** Which modules the product would show there. */
  shown(place: Omit<Place, 'moduleKey'>, viewer: Viewer): Promise<{ key: string; type: string; title: string; description?: string; extensionAri: string }[]>;
}

export function makeContexts(manifest: Manifest, siteUrl: () => string, askJira: AskJira): Contexts {
  const ask = async <T>(viewer: Viewer, path: string, shape: z.ZodType<T>, what: string): Promise<T> => {
    const answer = await askJira(viewer, path);
    if (!answer.ok) throw refuse(answer.status === 403 ? 403 : 404, `${what} does not exist, or you may not see it`);
    return shape.parse(await answer.json());
  };

  const extensionOf = async (module: Module, place: Place, viewer: Viewer): Promise<Record<string, unknown>> => {
    const { issueKey, projectKey } = place;
    if (module.type.startsWith('jiraServiceManagement:portal')) {
      if (issueKey === undefined) throw refuse(400, `${module.key} stands on a request: name its issueKey`);
      if (viewer.isCustomer && !(module.unlicensedAccess ?? []).includes('customer')) throw refuse(403, `${module.key} is closed to customers`);
      const request = await ask(viewer, `/rest/servicedeskapi/request/${encodeURIComponent(issueKey)}`, requestShape, issueKey);
      return { request: { key: request.issueKey, typeId: request.requestTypeId }, portal: { id: request.serviceDeskId } };
    }
    if (issueKey !== undefined) {
      const { id, key, fields } = await ask(viewer, `/rest/api/3/issue/${encodeURIComponent(issueKey)}?fields=project,issuetype`, issueShape, issueKey);
      const { project, issuetype } = fields;
      return {
        issue: { id, key, type: issuetype.name, typeId: issuetype.id },
        project: { id: project.id, key: project.key, type: project.projectTypeKey },
      };
    }
    if (module.type === 'jira:issuePanel') throw refuse(400, `${module.key} stands on an issue: name its issueKey`);
    if (projectKey === undefined) {
      if (module.type === 'jira:projectSettingsPage' || module.type === 'jira:projectPage') throw refuse(400, `${module.key} stands on a project: name its projectKey`);
      return {};
    }
    const project = await ask(viewer, `/rest/api/3/project/${encodeURIComponent(projectKey)}`, projectShape, projectKey);
    if (module.type === 'jira:projectSettingsPage' || module.type === 'jira:workflowValidator') {
      const path = `/rest/api/3/mypermissions?projectKey=${encodeURIComponent(projectKey)}&permissions=ADMINISTER_PROJECTS`;
      const { permissions } = await ask(viewer, path, permissionsShape, projectKey);
      if (permissions['ADMINISTER_PROJECTS']?.havePermission !== true) throw refuse(403, `only project administrators open ${module.title ?? module.name ?? module.key}`);
    }
    return { project: { id: project.id, key: project.key, type: project.projectTypeKey } };
  };

  const holds = async (condition: DisplayCondition, issueKey: string, viewer: Viewer): Promise<boolean> => {
    for (const [name, value] of Object.entries(condition)) {
      if (!(await one(name, value, issueKey, viewer))) return false;
    }
    return true;
  };
  const one = async (name: string, value: unknown, issueKey: string, viewer: Viewer): Promise<boolean> => {
    const nested = value as DisplayCondition;
    if (name === 'not') return !(await holds(nested, issueKey, viewer));
    if (name === 'and') return holds(nested, issueKey, viewer);
    if (name === 'or') {
      for (const [inner, each] of Object.entries(nested)) if (await one(inner, each, issueKey, viewer)) return true;
      return false;
    }
    if (name === 'entityPropertyExists' && nested['entity'] === 'issue') {
      const path = `/rest/api/3/issue/${encodeURIComponent(issueKey)}/properties/${encodeURIComponent(String(nested['propertyKey']))}`;
      return (await askJira(viewer, path)).ok;
    }
    throw refuse(501, `the local host does not have the display condition "${name}"`);
  };

  return {
    of: async (place, viewer) => {
      const module = moduleOf(manifest, place.moduleKey);
      if (!module) throw refuse(404, `the manifest has no module "${place.moduleKey}"`);
      const extension = await extensionOf(module, place, viewer);
      const { entryPoint } = place;
      return {
        module,
        context: {
          accountId: viewer.accountId,
          cloudId: site.cloudId,
          environmentId: site.environmentId,
          environmentType: 'DEVELOPMENT',
          localId: `${permissionKey(module.key)}/${place.issueKey ?? place.projectKey ?? ''}`,
          locale: 'en-US',
          moduleKey: module.key,
          siteUrl: siteUrl(),
          timezone: viewer.timeZone,
          extension: { ...place.extension, ...(entryPoint !== undefined && { entryPoint }), ...extension, type: module.type },
        },
      };
    },
    shown: async (place, viewer) => {
      const shown = [];
      for (const { key, type, title, name, description, displayConditions } of manifest.modules) {
        if (!SCREENS.test(type)) continue;
        if (place.issueKey !== undefined && displayConditions && !(await holds(displayConditions, place.issueKey, viewer))) continue;
        shown.push({ key, type, title: title ?? name ?? key, ...(description !== undefined && { description }), extensionAri: permissionKey(key) });
      }
      return shown;
    },
  };
}

const SCREENS = /^(jira:(issuePanel|projectSettingsPage|projectPage|globalPage|workflowValidator)|jiraServiceManagement:\w+)$/;

/** What Forge hands a resolver beside the call. */
export const resolverEvent = (functionKey: string, payload: unknown, context: Record<string, unknown>): object => ({
  call: { functionKey, payload },
  context: { ...context, installContext: contextAri },
});
