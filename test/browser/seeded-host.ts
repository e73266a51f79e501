// Opens a browser and a local host with the tickets that anyone meets who tries the app.
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../local/browser';
import { openHost, type Host } from '../../local/host';
import { scenarios } from '../../local/scenarios/index';

export async function openSeededHost(): Promise<[Browser, Host]> {
  const { default: scenario } = scenarios;
  if (!scenario) throw new Error('the local host has no tickets to try');
  const opened = await Promise.all([openBrowser(), openHost({ directory: ':memory:', scenario })]);
  await opened[1].settled();
  return opened;
}
