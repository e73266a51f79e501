/** Prints the figures that the README quotes, each measured now on the built app: speed as ratios within this one run. `desk` prints the desk's alone, `export` and sizes those of taking it away. */
import { join } from 'node:path';
import { openHost } from '../local/host';
import { scenarios } from '../local/scenarios/index';
import { benchActs } from './bench-acts';
import { benchBundle, partsLoadedBy } from './bench-bundle';
import { benchDesk } from './bench-desk';
import { benchExport } from './bench-export';
import { benchKeys } from './bench-keys';
import { benchPanel } from './bench-panel';
import { benchTrail } from './bench-trail';
import { openDesk } from './carried-ticket';

const root = join(__dirname, '..');
const functions = join(root, 'build/functions');

function say(title: string, lines: readonly string[]): void {
  console.log(`\n${title}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}`);
}

async function benchApp(): Promise<void> {
  const { default: scenario } = scenarios;
  const host = await openHost({ directory: ':memory:', functions, ...(scenario && { scenario }) });
  try {
    const { ticket } = await openDesk(host);
    say('First paint of the ticket panel', await benchPanel(host, join(root, 'build/static'), ticket));
    const { lines, loaded } = await benchActs(host, () => partsLoadedBy(functions, 'resolvers/ticket-panel'));
    say('A whole ticket, act by act', lines);
    const late = [...loaded].map(([what, parts]) => `${what}: ${parts.join(', ')}`);
    const first = [...loaded].find(([, parts]) => parts.some((part) => part.startsWith('openpgp ')))?.[0] ?? 'never';
    say('What the panel’s resolver loads late, and at which act', [...late, `openpgp is first loaded at: ${first}`]);
  } finally {
    await host.close();
  }
}

async function benchTrails(): Promise<readonly string[]> {
  const { entries, megabytes, entriesPerSecond, digestsPerSecond, heldMegabytes } = await benchTrail();
  return [
    `A trail of ${entries.toLocaleString('en')} entries (${megabytes} MB) verified: ${entriesPerSecond.toLocaleString('en')} entries a second, holding ${heldMegabytes} MB more than before`,
    `SHA-256 of as many blocks as long as an entry, and nothing else: ${digestsPerSecond.toLocaleString('en')} a second`,
    `Ratio, plain digests to verified entries: ${(digestsPerSecond / entriesPerSecond).toFixed(1)}`,
  ];
}

async function bench(): Promise<void> {
  console.log('Measured on this machine, now. Compare the ratios, not the seconds.');
  if (process.argv[2] === 'desk') {
    say('The desk, beside ten thousand requests', await benchDesk());
    return;
  }
  if (process.argv[2] === 'export') {
    say('A whole desk taken away', await benchExport(process.argv.slice(3).map(Number)));
    return;
  }
  await benchApp();
  say('What each function loads before it answers', benchBundle(functions));
  say('The desk, beside ten thousand requests', await benchDesk());
  say('A whole desk taken away', await benchExport([300, 2000]));
  say('Trail', await benchTrails());
  say('Keys', await benchKeys(join(root, 'local/scenarios/files')));
}

bench().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
