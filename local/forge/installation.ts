// Says under which ids the app is installed here, and forgets its storage when it is uninstalled.
import { randomUUID } from 'node:crypto';
import type { Database } from '../database';

/** One site and one app: these never change on a local host. */
export const site = {
  cloudId: '5d0c3a52-6c1f-4c3e-9d7a-0b54a4f0b1c7',
  appId: '2f9a8a64-3b47-4a0e-8d0f-6f6f0c1d7e21',
  environmentId: 'c7c0a1de-95a8-4b7f-a1f9-31b6f8f2f5a0',
  appVersion: '1.0.0',
};

export const contextAri = `ari:cloud:jira::site/${site.cloudId}`;

/** The name under which Jira knows a permission of the app. */
export const permissionKey = (key: string): string =>
  `ari:cloud:ecosystem::extension/${site.appId}/${site.environmentId}/static/${key}`;

export interface Installation {
  id(): string;
  installed(): boolean;
  uninstall(): void;
  /** Comes back empty: Forge keeps the old storage for 28 days and does not restore it. */
  reinstall(): void;
}

export function openInstallation(database: Database): Installation {
  database.script('CREATE TABLE IF NOT EXISTS forge_installation (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT, installed INTEGER NOT NULL)');
  database.run('INSERT INTO forge_installation VALUES (1, ?, 1) ON CONFLICT (only) DO NOTHING', randomUUID());
  const row = (): { id: string; installed: number } =>
    database.one<{ id: string; installed: number }>('SELECT id, installed FROM forge_installation') ?? { id: '', installed: 0 };
  return {
    id: () => row().id,
    installed: () => row().installed === 1,
    uninstall: () => void database.run('UPDATE forge_installation SET installed = 0'),
    reinstall: () => void database.run('UPDATE forge_installation SET installed = 1, id = ?', randomUUID()),
  };
}
