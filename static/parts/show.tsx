/** Puts a screen on its page once Jira's theme and the reader's zone are known, so that none flashes in wrong colours. */
import { view } from '@forge/bridge';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import './base.css';

export type Site = { readonly url: string; readonly timeZone: string; readonly moduleKey: string };

const heldZone = (zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
};

export async function show(screen: (site: Site) => ReactNode): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id "root"');
  const [{ siteUrl, timezone, moduleKey }] = await Promise.all([view.getContext(), view.theme.enable()]);
  createRoot(root).render(screen({ url: siteUrl, timeZone: heldZone(timezone), moduleKey }));
}
