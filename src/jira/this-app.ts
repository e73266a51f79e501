/** Decides what this installation is called: the site that its issue ids are of, and the version of the app. */
import { getAppContext } from '@forge/api';

export function thisApp(): { readonly app: string; readonly site: string } {
  const { appVersion, installation } = getAppContext();
  // The SDK types it as an object and the platform gives an ARI: both end with the cloud id.
  const [context] = installation?.contexts ?? [];
  return { app: appVersion, site: context?.cloudId ?? String(context).slice(String(context).lastIndexOf('/') + 1) };
}
