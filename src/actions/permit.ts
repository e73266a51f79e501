/** Decides which of the app's permissions the asking person holds at a place, asked of Jira at each act. */
import { myPermissions } from '../jira/permissions';
import { permissions, type Permission } from '../procedure/request';

export const holdsAny = (place: { readonly issueId: string } | { readonly projectId: string }): Promise<readonly Permission[]> => myPermissions(place, permissions);
