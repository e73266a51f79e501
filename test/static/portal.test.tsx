/** Decides whether the portal says what its visitors need, with one primary button, and sends nothing of a private key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from './draw';
import type { KeyView, PortalView } from '../../src/contract';
import { howTo } from '../../src/procedure/instructions';
import { KeyVerdict } from '../../static/portal/KeyVerdict';
import { PortalContent } from '../../static/portal/Portal';
import { isPrivateKey, mostBytes, readKey } from '../../static/portal/read-key';
import type { Acts } from '../../static/portal/use-portal';

type Shown = NonNullable<PortalView['request']>;

const never = (): Promise<never> => Promise.reject(new Error('A drawing asks nothing'));
/** Nothing was pressed yet. */
const still: Acts = { invoke: never, underWay: undefined, refused: undefined, done: undefined, send: () => undefined };

const fingerprint = '3F1C8A92D0476E5B21C97D84F0A35B6E9C1248D7';
const road: Shown['road'] = [
  { stop: 'asked', state: 'done', what: { code: 'portal.road.asked', params: { done: 'yes', reader: 'recipient' } }, when: { code: 'portal.when.on', params: { on: { moment: '2026-11-09T10:00:00Z' } } } },
  { stop: 'keys', state: 'now', what: { code: 'portal.road.keys', params: { done: 'no', reader: 'recipient' } }, when: { code: 'portal.when.now', params: {} } },
  { stop: 'disposed', state: 'to-do', what: { code: 'portal.road.disposed', params: { done: 'no', reader: 'recipient' } } },
];
const turn: Shown['turn'] = { who: 'you', mood: 'you', what: { code: 'portal.turn.form', params: {} }, next: [] };
const works = { works: true, file: 'luis.asc', howTo: [], fingerprint, validUntil: '2027-11-24' };
const key = (more: Partial<KeyView> = {}): KeyView => ({ role: 'encryption-key', wanted: true, voids: false, howToMake: ['gpg --quick-generate-key luis@example.com default default 1y'], ...more });

const page = (more: Partial<Shown> = {}, acts = still) => draw(<PortalContent view={{ now: '2026-11-24T10:00:00Z', relation: 'recipient', request: { turn, road, ...more } }} acts={acts} />, '2026-11-24T10:00:00Z');
const buttons = ($: ReturnType<typeof draw>): readonly string[] => $('button').toArray().map((button) => $(button).text()).filter((text) => text !== '');

test('a ticket that is no request says so, and nothing else', () => {
  const $ = draw(<PortalContent view={{ now: '2026-11-24T10:00:00Z', relation: 'onlooker' }} acts={still} />);
  expect($('p').text()).toContain('This is no request for a copy of your data');
  expect($('button, ol')).toHaveLength(0);
});

test('an onlooker has the progress and no button', () => {
  const $ = page();
  expect($('.road__item').toArray().map((item) => $(item).text())).toEqual(['Done: You asked for your data9 Nov', 'Next: You give us your keysNow', 'Open: We delete our copy and send a certificate']);
  expect($('[aria-current=step]')).toHaveLength(1);
  expect($('button')).toHaveLength(0);
});

test('keys that are asked for stand open, each button by a name of its own; others are folded', () => {
  const $ = page({ keys: [key(), key({ role: 'ssh-key' })] });
  expect($('input[type=file]')).toHaveLength(2);
  const names = $('button[aria-label]').toArray().map((button) => $(button).attr('aria-label'));
  expect(names).toEqual(expect.arrayContaining(['Choose file: Public key for the encryption', 'Choose file: Public SSH key for the download']));
  expect($('.portal__others')).toHaveLength(0);
  expect(page({ keys: [key({ wanted: false })] })('.portal__others input[type=file]')).toHaveLength(1);
});

test('a key that works shows its fingerprint whole; one that does not shows what mends it', () => {
  const good = draw(<KeyVerdict verdict={works} />);
  expect(good('.fp').text().replace(/\s/g, '')).toBe(fingerprint);
  expect(good.text()).toContain('valid until 24 Nov 2027');
  const bad = draw(<KeyVerdict verdict={{ works: false, file: 'luis.asc', says: { code: 'openpgp-key.expired.says', params: { part: 'primary', on: { day: '2024-01-01' } } }, remedy: { code: 'portal.remedy.extend', params: {} }, howTo: ['gpg --quick-set-expire X 1y'], fingerprint }} at="2026-11-19T10:00:00Z" />);
  expect(bad('.state').text().trim()).toBe('Fails:');
  expect(bad('.fp')).toHaveLength(0);
  expect(bad('details code').text()).toBe('gpg --quick-set-expire X 1y');
});

const place = { host: 'drop.example', hostKey: 'SHA256:hostkey', username: 'sd', path: '/home/sd', expiresOn: '2026-12-15' };
const files = [{ name: 'a.7z.gpg', size: 1000, sha256: 'a'.repeat(64) }, { name: 'b.7z.gpg', size: 2000, sha256: 'b'.repeat(64) }];
const given = { files, place };
const download = { files, hostKey: place.hostKey, fingerprint, howTo: { macos: howTo(given, 'macos'), linux: howTo(given, 'linux'), windows: howTo(given, 'windows') } };

const onSystem = (userAgent: string): void => void Object.defineProperty(globalThis, 'navigator', { value: { userAgent }, configurable: true });
beforeEach(() => { onSystem('Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0)'); });

test.each([['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'certutil'], ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0)', 'shasum -a 256'], ['Mozilla/5.0 (X11; Linux x86_64)', 'sha256sum'], ['', 'sha256sum']])('a browser that says %j is shown %s first', (userAgent, command) => {
  onSystem(userAgent);
  expect(page({ download })('.howto').text()).toContain(command);
});

test('the download says what to run for every file, what to compare with, and asks whether they open, with one primary button', () => {
  const $ = page({ download, receipt: {} });
  expect($('.howto > li')).toHaveLength(4);
  expect($('.howto').text()).toContain(place.hostKey);
  for (const { sha256 } of files) expect($('.digests').text()).toContain(sha256);
  expect($('.btn--primary').toArray().map((button) => $(button).text())).toEqual(['They open']);
  expect(buttons($)).toEqual(['Something is wrong', 'They open']);
  expect($('.howto').text()).not.toContain('keybase');
  expect(page({ download: { ...download, keybase: ['keybase pgp decrypt -i a'] } })('.howto').text()).toContain('keybase pgp decrypt');
});

test('a report that was made is shown, and can still be taken back by saying that they open', () => {
  const $ = page({ receipt: { reported: { at: '2026-11-23T10:00:00Z', reason: 'gpg says <b>no</b>' } } });
  expect($('.choice').text()).toContain('“gpg says <b>no</b>”');
  expect(buttons($)).toEqual(['They open after all']);
});

test('the sealed message can be copied, and the code is asked for with how often it may still be tried', () => {
  const $ = page({ code: { sealed: '-----BEGIN PGP MESSAGE-----', left: 1, until: '2026-12-04T10:00:00Z' } });
  expect($('.field__help').text()).toBe('Four groups of four letters. 1 attempt is left, until 4 Dec.');
  expect($('button[aria-label="Copy sealed message"]')).toHaveLength(1);
  expect($('.btn--primary').text()).toBe('Send code');
});

test('a refusal stands where it was tried', () => {
  const $ = page({ download, receipt: {} }, { ...still, refused: { place: 'receipt', refusal: { code: 'nothing-delivered', params: {} } } });
  expect($('[role=alert]').text()).toContain('Nothing is delivered yet');
});

describe('a chosen file', () => {
  const root = join(__dirname, '../..');
  const bytes = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(root, path)));
  const keys = 'test/checks/fixtures/keys';

  test.each(['private.asc', 'private.gpg', 'private-subkeys.asc', 'private-after-public.asc'].map((name) => `${keys}/${name}`).concat(['test/checks/fixtures/ssh/private', 'test/checks/fixtures/ssh/private-pem', 'local/scenarios/files/northwind-backup.asc']))('%s never leaves the computer', async (path) => {
    expect(await readKey(new Blob([bytes(path)]), 'key.asc')).toEqual({ refused: 'private' });
  });

  test('a private key in UTF-16 does not either', () => {
    expect(isPrivateKey(new Uint8Array(Buffer.from('\ufeff-----BEGIN PGP PRIVATE KEY BLOCK-----', 'utf16le')))).toBe(true);
  });

  test.each([`${keys}/ed25519.asc`, `${keys}/binary.gpg`, 'test/checks/fixtures/ssh/ed25519.pub', 'local/scenarios/files/screenshot-of-my-key.png'])('%s is sent to be judged, byte for byte', async (path) => {
    const read = await readKey(new Blob([bytes(path)]), 'key.asc');
    expect('content' in read && Buffer.from(read.content, 'base64').equals(Buffer.from(bytes(path)))).toBe(true);
  });

  test('of no bytes or too many is not sent', async () => {
    expect(await readKey(new Blob([]), 'x')).toEqual({ refused: 'empty' });
    expect(await readKey(new Blob([new Uint8Array(mostBytes + 1)]), 'x')).toEqual({ refused: 'too-large' });
    expect(await readKey({ size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob, 'x')).toEqual({ refused: 'unreadable' });
  });

  test.each([['..\\..\\key.asc', '....key.asc'], ['a\u202ecsa.exe', 'acsa.exe'], ['/', 'public-key.txt'], ['k'.repeat(300), 'k'.repeat(120)]])('the name %j becomes %j', async (name, plain) => {
    expect(await readKey(new Blob(['x']), name)).toMatchObject({ name: plain });
  });
});
