/** Decides whether a page stands in the dialog that asks for a disposal, and shows that instead of the panel. */
import { view } from '@forge/bridge';
import type { DisposalProfile } from '../../../src/contract';
import { show } from '../show';
import type { After, DisposalInvoke } from './invoke';

const record = (given: unknown): Readonly<Record<string, unknown>> => (typeof given === 'object' && given !== null ? { ...given } : {});

async function profileAsked(): Promise<DisposalProfile | undefined> {
  const { extension } = await view.getContext();
  const { disposal } = record(record(extension)['modal']);
  return disposal === 'delivered-dump' || disposal === 'tenant-systems' ? disposal : undefined;
}

/** False where the page stands on an issue of its own, as it mostly does. */
export async function showsDialog<Then extends After>(invoke: DisposalInvoke<Then>): Promise<boolean> {
  const profile = await profileAsked();
  if (!profile) return false;
  const { drawDialog } = await import('./draw-dialog');
  await show((site) => drawDialog({ invoke, profile, site, onClose: (done) => { void view.close(done); } }));
  return true;
}
