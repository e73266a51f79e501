// Shows that the files which the customers attach are what their names say, by the app's own checks.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, readPrivateKey } from 'openpgp';
import { runCheck, type Verdict } from '../../../src/checks/check';
import type { GivenFile } from '../../../src/checks/evidence';
import { openpgpKey } from '../../../src/checks/openpgp-key';
import { signedAgreement } from '../../../src/checks/signed-agreement';
import { sshKey } from '../../../src/checks/ssh-key';
import { licencesFromAnswer } from '../../../src/licences/parse-licences';
import { parseTenantMap } from '../../../src/licences/tenant-map';
import { fileNamed } from '../../../local/scenarios/portal';
import { known } from '../../checks/given';

const scenarios = join(__dirname, '../../../local/scenarios');
const now = new Date('2026-11-21T12:00:00Z');
const deliveryBy = known({ day: '2026-12-04' });

function given(name: string): GivenFile {
  const { content } = fileNamed(name);
  return { name, bytes: content, sha256: createHash('sha256').update(content).digest('hex') };
}
const codes = ({ findings }: Verdict): string[] => findings.map(({ code }) => code);
const keyVerdict = (name: string): Promise<Verdict> => runCheck(openpgpKey, { encryptionKey: known(given(name)), deliveryBy }, {}, now);

const odd: Readonly<Record<string, string>> = {
  'luis-ferreira-expired.asc': 'expired',
  'northwind-backup.asc': 'private-key',
  'tailspin-backup.asc': 'private-key',
};
const keyFiles = readdirSync(join(scenarios, 'files')).filter((name) => name.endsWith('.asc'));

test.each(keyFiles.filter((name) => !(name in odd)))('%s is a key that passes', async (name) => {
  expect(await keyVerdict(name)).toMatchObject({ outcome: 'pass' });
});

test.each(Object.entries(odd))('%s is refused: %s', async (name, code) => {
  const verdict = await keyVerdict(name);
  expect(verdict.outcome).toBe('fail');
  expect(codes(verdict)).toContain(code);
});

test.each(['luis-ferreira.asc', 'tomas-rivera.asc'])('the secret half of %s is there, for the scenario and for tests', async (name) => {
  const armored = (path: string): string => readFileSync(join(scenarios, 'files', path), 'utf8');
  const secret = await readPrivateKey({ armoredKey: armored(`secret-halves-for-tests/${name}`) });
  expect(secret.isDecrypted()).toBe(true);
  expect(secret.getFingerprint()).toBe((await readKey({ armoredKey: armored(name) })).getFingerprint());
});

const sshFiles = readdirSync(join(scenarios, 'files')).filter((name) => name.endsWith('.pub'));

test.each(sshFiles)('%s is an SSH key that passes', async (name) => {
  expect(await runCheck(sshKey, { sshKey: known(given(name)) }, {}, now)).toMatchObject({ outcome: 'pass' });
});

const vendor = { name: 'Anneke Visser', address: 'agreements@example.com', side: 'vendor' as const };
const form = (name: string, address: string): Promise<Verdict> =>
  runCheck(signedAgreement, { signedForm: known(given(name)), formExpectation: known({ signers: [{ address, side: 'customer' }, vendor], blankDigests: [given('service-request-blank.pdf').sha256] }) }, {}, now);

test.each([
  ['service-request-signed.pdf', 'dana.whitfield@northwindtraders.com'],
  ['service-request-proseware.pdf', 'amara.diallo@proseware.com'],
  ['service-request-woodgrove.pdf', 'simone.richter@woodgrovebank.com'],
  ['service-request-sandoval.pdf', 'lena.sandoval.cycles@gmail.com'],
  ['service-request-alpine.pdf', 'sven.halvorsen@alpineskihouse.com'],
  ['service-request-fabrikam.pdf', 'ines.carvalho@fabrikam.com'],
])('%s is signed by %s and the vendor, and unchanged since', async (name, address) => {
  const verdict = await form(name, address);
  // Nobody trusts an authority that was thrown away, and the second signature changes the file that the first one covers.
  expect(new Set(codes(verdict))).toEqual(new Set(['root-unknown', 'signed']));
  expect(verdict.shows['signatures']).toMatchObject([{ intact: true }, { intact: true, signer: 'Anneke Visser', coversWholeFile: true }]);
});

test('the blank form and the picture are no signed form', async () => {
  expect(codes(await form('service-request-blank.pdf', ''))).toEqual(['blank-template']);
  expect(codes(await form('screenshot-of-my-key.png', ''))).toEqual(['image']);
});

test('the licence directory and the tenant map are whole', () => {
  const directory = licencesFromAnswer(readFileSync(join(scenarios, 'licence-directory.json'), 'utf8'));
  expect(directory).toMatchObject({ ok: true, skipped: [], totalCount: 26 });
  expect(directory.ok && directory.licences).toHaveLength(26);
  expect(parseTenantMap(readFileSync(join(scenarios, 'tenant-map.json'), 'utf8'))).toMatchObject({ ok: true, skipped: [] });
});
