// Starts the local host from the command line and says where to click.
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { openHost } from './host';
import { realSite } from './real-site';
import { scenarios } from './scenarios/index';

const USAGE = 'npm start -- [--scenario NAME | --empty] [--requests N] [--har FILE] [--site URL]';

interface Asked {
  scenario: string;
  empty: boolean;
  requests: number | undefined;
  har: string | undefined;
  site: string | undefined;
}

function options(): Asked {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', default: 'default' },
      empty: { type: 'boolean', default: false },
      requests: { type: 'string' },
      har: { type: 'string' },
      site: { type: 'string' },
    },
  });
  if (!Object.hasOwn(scenarios, values.scenario)) throw new Error(`there is no scenario "${values.scenario}": ${Object.keys(scenarios).join(', ')}`);
  const requests = values.requests === undefined ? undefined : Number(values.requests);
  if (requests !== undefined && !(Number.isInteger(requests) && requests > 0)) throw new Error(`--requests takes a number, not "${values.requests ?? ''}"`);
  return { scenario: values.scenario, empty: values.empty, requests, har: values.har, site: values.site };
}

function site(url: string): (request: Request) => Promise<Response> {
  const { JIRA_EMAIL: email, JIRA_API_TOKEN: token } = process.env;
  if (email === undefined || token === undefined) throw new Error('--site needs JIRA_EMAIL and JIRA_API_TOKEN in the environment');
  return realSite(url, email, token);
}

/** Each way to begin has its own data, so that the next start never finds another's tickets. */
function dataOf({ scenario, empty, requests, site: url }: Asked): string {
  if (url !== undefined) return new URL(url).hostname;
  if (empty) return 'empty';
  return requests === undefined ? scenario : `${scenario}-${requests}`;
}

async function start(): Promise<void> {
  const asked = options();
  const scenario = asked.empty ? undefined : scenarios[asked.scenario];
  const host = await openHost({
    port: Number(process.env['PORT'] ?? 8370),
    directory: resolve(__dirname, '../.local', dataOf(asked)),
    ...(asked.har !== undefined && { har: asked.har }),
    ...(scenario && { scenario }),
    ...(asked.requests !== undefined && { requests: asked.requests }),
    ...(asked.site !== undefined && { realSite: site(asked.site) }),
    onFailure: (what, failure) => { console.error(`${what}: ${failure.message}`, failure.cause ?? ''); },
  });
  console.log(`Snapshot Desk runs. Open ${host.url} and choose who you are; scripts use basic auth with the password "local".`);
  console.log('Ctrl+C stops it, `npm run reset` clears its data.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void host.close().then(() => process.exit(0)));
  }
}

start().catch((failure: unknown) => {
  const message = failure instanceof Error ? failure.message : String(failure);
  console.error(message.includes('EADDRINUSE') ? 'The port is taken. Set PORT to another one.' : `${message}\n${USAGE}`);
  process.exitCode = 2;
});
