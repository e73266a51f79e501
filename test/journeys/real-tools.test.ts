// Carries a dump from an export to the customer's disk with the programs that people use: GnuPG, 7-Zip, a POSIX shell and an OpenSSH server.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { approve, formSent, luis, openDesk, sendReply, stepOf, takeForm, takeSshKey, type Desk } from './desk';
import { beginWork, onTask } from './sre-desk';

jest.setTimeout(90_000);

const server = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));
const packages = { gpg: 'gnupg', '7z': 'p7zip-full', 'ssh-keygen': 'openssh-client', sftp: 'openssh-client', sha256sum: 'coreutils' };
const missing = [
  ...Object.entries(packages).filter(([program]) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0).map(([program, name]) => `${program} (Debian: ${name})`),
  ...(server ? [] : ['sshd (Debian: openssh-server)']),
];
const isSkipped = missing.length > 0 && process.env['CI'] !== 'true';
const withTools = isSkipped ? describe.skip : describe;
const why = isSkipped ? ` (skipped here, for want of ${missing.join(', ')})` : '';

const isRoot = process.getuid?.() === 0;
/** An account that is there already: making one would change the machine that the test runs on. */
const account = isRoot ? 'nobody' : userInfo().username;
const asRoot = isRoot ? it : it.skip;
const rootAlone = isRoot ? '' : ' (skipped here, because only root can wall an account in)';
const host = 'drop-eu1.brightwell.example';
/** The desk's day is not this machine's, by which sshd judges an account's end. */
const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const shell = spawnSync('sh', ['-c', 'command -v dash']).status === 0 ? 'dash' : 'sh';

withTools(`a data dump, with the programs that people use${why}`, () => {
  let desk: Desk;
  /** Of the customer, of SRE, and of the delivery host. */
  let customer: string, work: string, drop: string;
  let sshd: ChildProcess | undefined;
  let port = 0;
  let ticket = '';
  let task = '';
  const dump = new Map<string, Buffer>([['worklogs.csv', Buffer.from('issue,hours\nNW-1,2\n'.repeat(5_000))], ['attachments.bin', randomBytes(300_000)]]);

  interface Ran { readonly status: number | null; readonly out: string; readonly errors: string }
  function attempt(script: string, cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
    const { status, stdout, stderr } = spawnSync(shell, ['-c', script], { cwd, encoding: 'utf8', timeout: 30_000, env: { ...process.env, TMPDIR: work, LC_ALL: 'C.UTF-8', ...env } });
    return { status, out: stdout, errors: stderr };
  }
  function run(script: string, cwd: string, env?: NodeJS.ProcessEnv): string {
    const { status, out, errors } = attempt(script, cwd, env);
    if (status !== 0) throw new Error(`${script}\n${out}\n${errors}`);
    return out;
  }

  const shellOf = async (command: string): Promise<string> => {
    const { delivery } = await onTask(desk, task, 'packet.open');
    return delivery?.commands.find((one) => one.command === command)?.shell ?? '';
  };

  /**
   * What the panel's commands for the delivery host do, as far as it does not change this machine: `sudo` is left out, accounts
   * and services are not touched, the folders of the system are those of `drop`, and the account is one that is there. An
   * ordinary user gives no file to root either.
   */
  const onHost = (command: string): string => {
    const places: readonly (readonly [string, string])[] = [
      ['/etc/ssh/sshd_config.d/', `${drop}/sshd_config.d/`],
      ['/etc/ssh/ssh_host_ed25519_key', `${drop}/host_key`],
      ['/etc/ssh/snapshot-delivery', `${drop}/keys`],
      ['/srv/snapshot-delivery', `${drop}/srv`],
      [`sd-${ticket.toLowerCase()}`, account],
      ['Match Group snapshot-delivery', `Match User ${account}`],
      ...(isRoot ? [] : ([[' -o root -g root', '']] as const)),
    ];
    const stands = ['groupadd', 'useradd', 'usermod', 'systemctl', 'pkill'].map((program) => `${program}() { echo "${program} $*" >>'${drop}/asked'; }`);
    return ['sudo() { "$@"; }', `sshd() { '${server ?? ''}' -f '${drop}/sshd_config' "$@"; }`, ...stands, places.reduce((text, [of, here]) => text.replaceAll(of, here), command)].join('\n');
  };

  async function startServer(): Promise<void> {
    // Only root can wall an account in; all else of the settings holds for an ordinary user, too.
    const setting = join(drop, 'sshd_config.d/00-snapshot-delivery.conf');
    if (!isRoot) writeFileSync(setting, readFileSync(setting, 'utf8').replace(/^ *ChrootDirectory .*\n/m, ''));
    sshd = spawn(server ?? '', ['-D', '-E', join(drop, 'log'), '-f', join(drop, 'sshd_config')], { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      const isThere = await new Promise<boolean>((done) => {
        const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
        socket.on('error', () => { done(false); });
      });
      if (isThere) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server did not start: ${readFileSync(join(drop, 'log'), 'utf8')}`);
  }

  /** A customer's terminal, in which the host is known by its name and is found on this machine. */
  const atCustomer = (script: string, fingerprint: string): Ran => {
    writeFileSync(join(customer, 'ssh_config'), `Host ${host}\n  HostName 127.0.0.1\n  Port ${port}\n  UserKnownHostsFile ${customer}/known_hosts\n  IdentitiesOnly yes\n  ConnectTimeout 10\n`);
    // Types the fingerprint of the message where OpenSSH asks whether this is the right host; another host makes it ask again.
    writeFileSync(join(customer, 'type'), `#!/bin/sh\nif [ -e '${customer}/typed' ]; then echo no; else : >'${customer}/typed'; echo '${fingerprint}'; fi\n`, { mode: 0o755 });
    rmSync(join(customer, 'typed'), { force: true });
    return attempt(`sftp() { command sftp -F '${customer}/ssh_config' "$@"; }\nssh() { command ssh -F '${customer}/ssh_config' "$@"; }\n${script.replaceAll('YOUR-SSH-KEY', `${customer}/id_ed25519`)}`, join(customer, 'downloads'), {
      GNUPGHOME: join(customer, 'gnupg'), SSH_ASKPASS: join(customer, 'type'), SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0', SSH_AUTH_SOCK: '',
    });
  };

  const hostKey = (): string => /SHA256:[A-Za-z0-9+/]{43}/.exec(run(`ssh-keygen -lf '${drop}/host_key.pub'`, drop))?.[0] ?? '';

  beforeAll(async () => {
    if (missing.length > 0) throw new Error(`in CI these must be there: ${missing.join(', ')}`);
    [customer, work] = ['customer', 'sre'].map((who) => mkdtempSync(join(tmpdir(), `${who}-`))) as [string, string];
    // sshd wants nobody but root to be able to write to any folder above a wall, and everybody can write to the usual one.
    drop = mkdtempSync(join(isRoot ? '/run' : tmpdir(), 'drop-'));
    chmodSync(drop, 0o755);
    // Where root starts sshd, it gives up its rights in this folder, which Debian's service makes when it starts.
    if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    mkdirSync(join(customer, 'gnupg'), { mode: 0o700 });
    for (const folder of [join(customer, 'downloads'), join(drop, 'sshd_config.d')]) mkdirSync(folder);
    port = await new Promise((done) => {
      const free = createServer().listen(0, '127.0.0.1', () => { const address = free.address(); free.close(() => { done(typeof address === 'object' ? (address?.port ?? 0) : 0); }); });
    });
    run("ssh-keygen -q -t ed25519 -N '' -f host_key", drop);
    writeFileSync(join(drop, 'sshd_config'), [
      `Include ${drop}/sshd_config.d/*.conf`, `Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${drop}/host_key`, 'PidFile none', 'UsePAM no', 'Subsystem sftp internal-sftp',
      // The modes of the folder for temporary files are not the host's.
      ...(isRoot ? [] : ['StrictModes no']), '',
    ].join('\n'));

    // The customer's two pairs. Nothing of the private halves leaves this folder.
    const gpg = `gpg --batch --quiet --homedir '${customer}/gnupg' --pinentry-mode loopback --passphrase ''`;
    const made = "--faked-system-time '20240102T120000!'";
    run(`${gpg} ${made} --quick-generate-key 'Luis Ferreira <${luis}>' rsa3072 sign,cert 2036-01-01`, customer);
    const [primary = ''] = /(?<=^fpr:{9})\w+/m.exec(run(`${gpg} --with-colons --list-keys`, customer)) ?? [];
    run(`${gpg} ${made} --quick-add-key ${primary} rsa3072 encrypt 2036-01-01 && ${gpg} --armor --output public-key.asc --export ${luis}`, customer);
    run("ssh-keygen -q -t ed25519 -N '' -C luis@laptop -f id_ed25519", customer);

    desk = await openDesk({ name: 'real-tools' });
  });

  afterAll(async () => {
    sshd?.kill();
    if (missing.length > 0) return;
    spawnSync('gpgconf', ['--homedir', join(customer, 'gnupg'), '--kill', 'all']);
    await desk.close();
    for (const folder of [customer, work, drop]) rmSync(folder, { recursive: true, force: true });
  });

  it('both keys pass their checks as GnuPG and OpenSSH made them, up to the hand-off', async () => {
    ({ key: ticket } = await formSent(desk));
    await takeForm(desk, ticket);
    const attachmentId = await desk.attach('agent', ticket, 'public-key.asc', readFileSync(join(customer, 'public-key.asc')));
    await desk.act('agent', ticket, 'file.take', { role: 'encryption-key', attachmentId });
    await takeSshKey(desk, ticket, readFileSync(join(customer, 'id_ed25519.pub')));
    const seen = await desk.request(ticket);
    expect(['encryption-key', 'key-owner', 'ssh-key'].map((id) => stepOf(seen, id).state)).toEqual(['done', 'done', 'done']);
    await approve(desk, ticket, 'release');
    const { done } = await desk.act('agent', ticket, 'hand-off.start');
    await desk.host.settled();
    task = String(done?.params['task']);
    await sendReply(desk, ticket, 'estimate');
    await beginWork(desk, ticket, task);
  });

  let record = '';
  it('SRE imports, packs, seals and records with the commands of the panel, one after another in one terminal', async () => {
    const packet = z.object({ ok: z.literal(true), value: z.object({ packet: z.object({ publicKey: z.string() }) }) });
    const { value } = packet.parse(await desk.as('sre').invoke({ moduleKey: 'sre-panel', issueKey: task }, 'packet.open', {}));
    writeFileSync(join(work, `${ticket}-key.asc`), value.packet.publicKey);
    mkdirSync(join(work, ticket));
    for (const [name, content] of dump) writeFileSync(join(work, ticket, name), content);

    const [importing, packing, sealing, recording] = await Promise.all(['import', 'pack', 'seal', 'record'].map(shellOf));
    const imported = run(`${importing}\n${packing} >&2\n${sealing}\nls "$GNUPGHOME" >/dev/null`, work);
    expect(imported.trim().split('\n').at(-1)).toBe('The approved key is here');
    record = run(recording ?? '', work);
    expect(record.split('\n')).toEqual([`snapshot-delivery 1 ${ticket}`, expect.stringMatching(new RegExp(`^file \\d+ [0-9a-f]{64} [0-9a-f]{8192} ${ticket}\\.7z\\.gpg$`)), 'end 1', '']);
  });

  it('an unprepared host gets no key, and a prepared one lets it in', async () => {
    run(`mkdir keys srv`, drop);
    const opening = onHost(await shellOf('account'));
    expect(run(opening, work)).toContain('STOP: prepare this host first');
    expect(existsSync(join(drop, 'keys', account))).toBe(false);

    run(onHost(await shellOf('host')), work);
    const opened = run(opening, work);
    expect(opened).toContain('The account reads its own folder alone');
    expect(opened).toContain(hostKey());
    expect(readFileSync(join(drop, 'keys', account), 'utf8')).toMatch(/^restrict,command="internal-sftp -R",expiry-time="\d{14}" ssh-ed25519 \S+ \S+\n$/);
    expect(readFileSync(join(drop, 'asked'), 'utf8')).toMatch(new RegExp(`^usermod --password \\* --expiredate \\d{4}-\\d\\d-\\d\\d ${account}$`, 'm'));
    await startServer();
  });

  /** Opens the account as the panel's command does, with another last day. */
  const openUntil = async (day: string): Promise<string> => run(onHost((await shellOf('account')).replace(/expiry-time="\d{8}/, `expiry-time="${day.replaceAll('-', '')}`)), work);

  it('the pasted record passes, and the recipient’s message leads to the very bytes that were exported', async () => {
    const path = isRoot ? `/${account}` : `${drop}/srv/${account}/${account}`;
    const recorded = await onTask(desk, task, 'delivery.record', { record, host, hostKey: hostKey(), username: account, path, expiresOn: '2026-12-10' });
    expect(recorded.delivery?.attempt).toMatchObject({ state: 'recorded', files: [{ name: `${ticket}.7z.gpg`, outcome: 'pass' }] });
    await openUntil(daysFromNow(1));
    await desk.host.clock.set('2026-11-24T09:00:00.000Z');
    const message = (await onTask(desk, task, 'packet.open')).delivery?.message ?? '';
    await onTask(desk, task, 'delivery.hand-details', { note: 'To Luis by telephone' });

    const [, linux = ''] = /^Linux[^\n]*\n((?: {2}.*\n)+)/m.exec(message) ?? [];
    const commands = linux.trim().split('\n').map((line) => line.trim());
    expect(commands.map((line) => line.split(' ')[0])).toEqual(['sftp', 'sha256sum', 'gpg', '7z']);
    const stated = /SHA256:[A-Za-z0-9+/]{43}/.exec(message)?.[0] ?? '';

    // A host with another key than the message states is left before anything is fetched.
    const stranger = `SHA256:${'k'.repeat(43)}`;
    expect(atCustomer(commands[0] ?? '', stranger)).toMatchObject({ status: 255, errors: expect.stringContaining('Host key verification failed') as string });

    const fetched = atCustomer(commands.join(' && \\\n'), stated);
    expect([fetched.status, fetched.errors]).toEqual([0, expect.any(String)]);
    const [digest = ''] = /^[0-9a-f]{64}(?= {2}\S+\.gpg$)/m.exec(fetched.out) ?? [];
    expect(message).toContain(`${digest}  ${ticket}.7z.gpg`);
    expect(digest).toBe(createHash('sha256').update(readFileSync(join(work, `${ticket}.7z.gpg`))).digest('hex'));
    for (const [name, content] of dump) expect(readFileSync(join(customer, 'downloads', ticket, name)).equals(content)).toBe(true);
  });

  const batch = (lines: string): Ran => atCustomer(`printf '%b' '${lines}' | sftp -b - -i YOUR-SSH-KEY ${account}@${host}`, hostKey());

  it('the key changes nothing, runs nothing and reaches no further host', () => {
    const folder = isRoot ? `/${account}` : `${drop}/srv/${account}/${account}`;
    appendFileSync(join(customer, 'downloads/mine'), 'mine');
    for (const wrong of [`put mine ${folder}/mine`, `rm ${folder}/${ticket}.7z.gpg`, `rename ${folder}/${ticket}.7z.gpg ${folder}/gone.gpg`, `mkdir ${folder}/mine`]) {
      expect([wrong, batch(`${wrong}\\n`).status]).toEqual([wrong, 1]);
    }
    // Whatever is asked for, the answer is the file service, which does not know what to make of it.
    expect(atCustomer(`ssh -i YOUR-SSH-KEY ${account}@${host} id </dev/null`, hostKey()).out).not.toContain('uid=');
    expect(atCustomer(`ssh -i YOUR-SSH-KEY -o ExitOnForwardFailure=yes -W 127.0.0.1:${port} ${account}@${host} </dev/null`, hostKey()).errors).toMatch(/administratively prohibited|forwarding failed/);
  });

  asRoot(`the account reads its own folder alone: no other customer’s, and nothing of the host${rootAlone}`, () => {
    mkdirSync(join(drop, 'srv/other/other'), { recursive: true, mode: 0o755 });
    writeFileSync(join(drop, 'srv/other/other/OTHER-1.7z.gpg'), 'of another customer', { mode: 0o644 });
    expect(batch('ls -1 /\\n').out.trim().split('\n').slice(1)).toEqual([`/${account}`]);
    for (const path of ['/etc/passwd', `../../other/other/OTHER-1.7z.gpg`, `${drop}/srv/other/other/OTHER-1.7z.gpg`, `${drop}/keys/${account}`]) expect([path, batch(`get ${path} stolen\\n`).status]).toEqual([path, 1]);
    expect(existsSync(join(customer, 'downloads/stolen'))).toBe(false);
  });

  it('the key opens nothing once its last day is over, nor once the account is shut', async () => {
    const fetch = (): Ran => batch('ls\\n');
    const { delivery } = await onTask(desk, task, 'packet.open');
    const key = join(drop, 'keys', account);
    const line = readFileSync(key, 'utf8');
    expect(fetch().status).toBe(0);
    // Through the whole last day, and not a day longer.
    writeFileSync(key, line.replace(/expiry-time="\d{8}/, `expiry-time="${daysFromNow(-2).replaceAll('-', '')}`));
    expect(fetch()).toMatchObject({ status: 255, errors: expect.stringContaining('Permission denied (publickey)') as string });
    writeFileSync(key, line);
    expect(fetch().status).toBe(0);

    run(onHost(delivery?.commands.find(({ command }) => command === 'close')?.shell ?? ''), work);
    expect(fetch()).toMatchObject({ status: 255, errors: expect.stringContaining('Permission denied (publickey)') as string });
    expect(readFileSync(join(drop, 'asked'), 'utf8')).toMatch(new RegExp(`^usermod --lock --expiredate 1 -- ${account}\\npkill -KILL -u ${account}$`, 'm'));
  });

  it('nothing of a private half is kept by the app or on the host', () => {
    const secrets = [readFileSync(join(customer, 'id_ed25519'), 'utf8').split('\n')[2] ?? '', 'PRIVATE KEY'];
    const kept = execFileSync('sh', ['-c', `cat '${work}'/*.asc; cat '${drop}'/keys/*; cat .cache/traffic/real-tools.har 2>/dev/null || true`], { encoding: 'utf8', maxBuffer: 1 << 28, cwd: join(__dirname, '../..') });
    expect(kept.length).toBeGreaterThan(500);
    for (const secret of secrets) expect(kept.includes(secret)).toBe(false);
  });
});
