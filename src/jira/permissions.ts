/** Decides what a person may do: the app's own project permissions, granted in ordinary permission schemes. */
import { getAppContext, route } from '@forge/api';
import { z } from 'zod';
import type { Permission } from '../procedure/request';
import { ask, JiraFault } from './ask';

/** The key of an app-defined permission at run time (PLATFORM.md, section 3). */
function permissionKey(permission: Permission): string {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${permission}`;
}

const mineSchema = z.object({ permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })) });

type Place = { readonly issueId: string } | { readonly projectId: string };

/** Which of the `wanted` permissions the asking person holds there. Asked at each act, as that person. */
export async function myPermissions(place: Place, wanted: readonly Permission[]): Promise<readonly Permission[]> {
  const query = new URLSearchParams({ ...place, permissions: wanted.map(permissionKey).join(',') });
  const answer = await ask('user', 'read my permissions', route`/rest/api/3/mypermissions?${query}`, mineSchema);
  return wanted.filter((permission) => answer.permissions[permissionKey(permission)]?.havePermission === true);
}

const globalSchema = z.object({ permissions: z.object({ ADMINISTER: z.object({ havePermission: z.boolean() }) }) });

/** Whether the asking person administers Jira: whoever does sees everything, so their finding nothing is no lack of sight. */
export async function administersJira(): Promise<boolean> {
  const mine = await ask('user', 'read whether I administer Jira', route`/rest/api/3/mypermissions?permissions=ADMINISTER`, globalSchema);
  return mine.permissions.ADMINISTER.havePermission;
}

const holder = z.object({ accountId: z.string(), displayName: z.string().optional(), accountType: z.string().optional(), active: z.boolean().optional() });

export type Holder = { readonly accountId: string; readonly name: string };

/** Jira looks among the users of this range only, so it is asked for the whole of what it allows (jira-cloud-v3). */
const range = '1000';
const mostNamed = 20;

/**
 * The people who hold a permission on an issue, at most 20. Undefined where Jira does not tell the app: listing needs
 * project administration, which the app may lack. Names are for reading and never for deciding, so no fault of this
 * question stops a panel.
 */
export const holdersOf = (permission: Permission, issueKey: string): Promise<readonly Holder[] | undefined> => holdersAt(permission, { issueKey });

/** The same for a project as a whole. Jira asks for its key. */
export const holdersIn = (permission: Permission, projectKey: string): Promise<readonly Holder[] | undefined> => holdersAt(permission, { projectKey });

async function holdersAt(permission: Permission, place: { readonly issueKey: string } | { readonly projectKey: string }): Promise<readonly Holder[] | undefined> {
  const query = new URLSearchParams({ query: '', permissions: permissionKey(permission), ...place, maxResults: range });
  try {
    const found = await ask('app', 'list who holds a permission', route`/rest/api/3/user/permission/search?${query}`, z.array(holder));
    return found
      .filter(({ active, accountType }) => active !== false && accountType !== 'app')
      .slice(0, mostNamed)
      .map(({ accountId, displayName }) => ({ accountId, name: displayName ?? accountId }));
  } catch (error) {
    if (error instanceof JiraFault) return undefined;
    throw error;
  }
}
