// Runs forge lint without its login: infers from the calls in src which scopes the manifest must ask for.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ProcessorBuilder, ValidationTypes } from '@forge/manifest';

const root = resolve(__dirname, '..');
const contracts = resolve(root, '../shared/contracts');
const empty = join(root, '.cache/no-paths.json');

function contractOr(file: string): string {
  const path = join(contracts, file);
  return existsSync(path) ? path : empty;
}

// The linter's own switch: without every one of these it downloads the descriptions.
function useContractsOnDisk(): void {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(empty, '{"openapi":"3.0.0","paths":{}}\n');
  Object.assign(process.env, {
    USE_LOCAL_SWAGGER: '1',
    LOCAL_JIRA_SWAGGER: contractOr('jira-cloud-v3.json'),
    LOCAL_JSM_SWAGGER: contractOr('jsm-cloud.json'),
    LOCAL_JSW_SWAGGER: empty,
    LOCAL_CONF_SWAGGER: empty,
    LOCAL_CONF_V2_SWAGGER: empty,
    LOCAL_BB_SWAGGER: empty,
  });
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined, trace: () => undefined };

async function faults(): Promise<readonly string[]> {
  useContractsOnDisk();
  process.chdir(root);
  const { lint } = await import('@forge/lint');
  const { manifestObject } = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process();
  if (!manifestObject?.typedContent) return ['manifest.yml cannot be read'];

  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.d)\.ts$/.test(file));
  // Atlassian asks a server which runtimes are withdrawn; the runtime stands in the manifest's validation as well.
  const withdrawnRuntimes = { getDeprecatedRuntimes: () => Promise.resolve([]) } as unknown as Parameters<typeof lint>[4];
  const results = await lint(
    files.map((file) => join('src', file)),
    manifestObject.typedContent,
    'development',
    silent,
    withdrawnRuntimes,
    { linter: { mode: 'client-side' } },
  );
  return results.flatMap(({ file, errors, warnings }) =>
    [...errors, ...warnings].map(({ line, message }) => `${file}:${line} ${message}`),
  );
}

void faults().then((found) => {
  for (const fault of new Set(found)) console.error(fault);
  process.exitCode = found.length === 0 ? 0 : 1;
});
