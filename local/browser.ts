// Opens a Chromium for tests and measurements: the one named, else one on the path, else the one inside an npm package.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

interface Found {
  readonly executablePath: string;
  readonly env?: Readonly<Record<string, string>>;
}

const root = resolve(__dirname, '..');
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

// The package's own list names the font folders of a Lambda alone, and no monospaced font.
const fontsIn = (home: string) => `<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/font-cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family><family>Liberation Mono</family></prefer></alias>
</fontconfig>
`;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onThePath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** In a process of its own, because the package unpacks to wherever the process's temporary folder is. */
function unpack(into: string): void {
  const script = "import('@sparticuz/chromium').then(({ default: packaged }) => packaged.executablePath())";
  // Taken for a Lambda, the package unpacks the NSS libraries too, which a bare machine lacks.
  const env = { ...process.env, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x', TMPDIR: into };
  execFileSync(process.execPath, ['--eval', script], { cwd: root, env, stdio: 'pipe' });
}

function fromThePackage(): Found {
  const home = join(root, '.cache/chromium-147');
  if (!existsSync(home)) {
    // Unpacked beside and renamed whole: another process may be looking for it at the same moment.
    const fresh = `${home}.${String(process.pid)}`;
    mkdirSync(fresh, { recursive: true });
    unpack(fresh);
    writeFileSync(join(fresh, 'fonts.conf'), fontsIn(home));
    if (existsSync(home)) rmSync(fresh, { recursive: true });
    else renameSync(fresh, home);
  }
  const libraries = [join(home, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, 'fonts.conf') },
  };
}

function find(): Found {
  const executablePath = process.env['CHROME'] ?? onThePath();
  return executablePath ? { executablePath } : fromThePackage();
}

export async function openBrowser(): Promise<Browser> {
  try {
    const { executablePath, env } = find();
    return await chromium.launch({ executablePath, env: { ...process.env, ...env } });
  } catch (cause) {
    throw new Error('No Chromium could be started: set CHROME to the path of one, or put chromium on the PATH.', { cause });
  }
}
