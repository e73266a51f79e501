// Puts a screen on its page, once Jira's theme is known, so that no screen flashes in the wrong colours.
import { view } from '@forge/bridge';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

export async function show(screen: ReactNode): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with the id "root"');
  await view.theme.enable();
  createRoot(root).render(screen);
}
