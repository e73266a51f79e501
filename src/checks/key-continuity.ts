/** Decides whether the key is the one that this customer's last delivery was encrypted to. */
import { z } from 'zod';
import { type Judged, defineCheck } from './check';
import { openKeyFile } from './key-file';

const findings = {
  'same-key-as-last-time': { says: 'The key is the one that the delivery of {deliveredOn} was encrypted to.', remedy: 'Nothing to do.' },
  'first-delivery': { says: 'Nothing was delivered to this customer before, so there is no earlier key to hold it against.', remedy: 'Nothing to do.' },
  'other-key-than-last-time': {
    says: 'The key is not the one that the delivery of {deliveredOn} was encrypted to ({fingerprint}).',
    remedy: 'An agent asks a listed contact, at the address on the licence, to confirm the fingerprint of the new key, and records the answer.',
  },
  'key-unread': { says: 'Unknown: no key could be read from the file.', remedy: 'See the check “Encryption key”.' },
} as const;

type Code = keyof typeof findings;

export const keyContinuity = defineCheck({
  id: 'key-continuity',
  title: 'Same key as last time',
  why: 'People change keys seldom, impostors always. A new key for a customer who has had data before is what an attack on a mailbox looks like, so somebody other than that mailbox must vouch for it.',
  sources: ['RFC 4255 and OpenSSH’s known_hosts: trust on first use, and a changed key is a question'],
  needs: ['encryptionKey'],
  uses: ['lastDeliveredKey'],
  settings: z.strictObject({}),
  findings,
  verify({ encryptionKey, lastDeliveredKey }): Judged<Code> {
    const opened = openKeyFile(encryptionKey.bytes, encryptionKey.chosenFingerprint);
    // A version that we do not know has no fingerprint that we know.
    const fingerprint = 'refused' in opened ? '' : opened.certificate.fingerprint;
    if (fingerprint === '') return { findings: [{ code: 'key-unread', weight: 'unknown', params: {} }], shows: {} };
    if (!lastDeliveredKey) return { findings: [{ code: 'first-delivery', weight: 'note', params: {} }], shows: { fingerprint } };
    const before = lastDeliveredKey.fingerprint.replace(/\s/g, '').toUpperCase();
    const deliveredOn = { day: lastDeliveredKey.deliveredOn.slice(0, 10) };
    if (before === fingerprint) return { findings: [{ code: 'same-key-as-last-time', weight: 'note', params: { deliveredOn } }], shows: { fingerprint } };
    return { findings: [{ code: 'other-key-than-last-time', weight: 'warn', params: { deliveredOn, fingerprint: before } }], shows: { fingerprint, lastFingerprint: before } };
  },
});
