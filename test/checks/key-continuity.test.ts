// Shows when a key is the one of last time, and that another one never passes in silence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck, type Verdict } from '../../src/checks/check';
import { keyContinuity } from '../../src/checks/key-continuity';
import { known, now, sentences } from './given';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, 'fixtures/keys', name));

async function judge(file: string, before?: string): Promise<Verdict> {
  const last = before === undefined ? { state: 'missing' as const } : known({ fingerprint: before, deliveredOn: '2025-11-03' });
  const verdict = await runCheck(keyContinuity, { encryptionKey: known({ name: file, bytes: fixture(file), sha256: '' }), lastDeliveredKey: last }, {}, now);
  sentences(keyContinuity, verdict);
  return verdict;
}

const fingerprintOf = async (file: string): Promise<string> => {
  const { fingerprint } = (await judge(file)).shows;
  return typeof fingerprint === 'string' ? fingerprint : '';
};

const said = ({ outcome, findings }: Verdict): string[] => [outcome, ...findings.map(({ code }) => code)];

test('a first delivery has no key to be held against', async () => {
  expect(said(await judge('ed25519.asc'))).toEqual(['pass', 'first-delivery']);
});

test('the same key passes, however its fingerprint was written', async () => {
  const fingerprint = await fingerprintOf('ed25519.asc');
  expect(said(await judge('ed25519.asc', fingerprint))).toEqual(['pass', 'same-key-as-last-time']);
  expect(said(await judge('ed25519.asc', fingerprint.toLowerCase().replace(/(.{4})/g, '$1 ')))).toEqual(['pass', 'same-key-as-last-time']);
});

test('another key is a warning that names the old one', async () => {
  const before = await fingerprintOf('rsa3072.asc');
  const verdict = await judge('ed25519.asc', before);
  expect(said(verdict)).toEqual(['warn', 'other-key-than-last-time']);
  expect(verdict.findings[0]?.params).toEqual({ deliveredOn: { day: '2025-11-03' }, fingerprint: before });
});

describe('hostile', () => {
  test('a key id or the end of a fingerprint is not the fingerprint: both can be made to match', async () => {
    const fingerprint = await fingerprintOf('ed25519.asc');
    expect((await judge('ed25519.asc', fingerprint.slice(-16))).outcome).toBe('warn');
    expect((await judge('ed25519.asc', `F${fingerprint.slice(1)}`)).outcome).toBe('warn');
    expect((await judge('ed25519.asc', '')).outcome).toBe('warn');
  });

  test.each(['private.asc', 'two-blocks.asc'])('%s is not the key of last time', async (file) => {
    expect(said(await judge(file, await fingerprintOf('ed25519.asc')))).toEqual(['unknown', 'key-unread']);
  });
});
