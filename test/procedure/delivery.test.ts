// Shows which pasted delivery records are taken, which are refused and why, and where a delivery stands.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { deliveryStanding, notifyUntil } from '../../src/procedure/delivery';
import { readRecord, recordLimits } from '../../src/procedure/delivery-record';
import { isSameSite, startStanding } from '../../src/procedure/production-site';
import { defaultRules } from '../../src/procedure/default-rules';
import { readiness } from '../../src/procedure/readiness';
import type { Attempt, SnapshotRequest } from '../../src/procedure/request';
import { sentence } from '../../src/procedure/sentence';
import { instructionsFor } from '../../src/procedure/instructions';
import { aboutOf, objectionRuns, objectionUntil, toldStanding } from '../../src/procedure/told-contacts';
import { textDifferences } from '../../src/procedure/task-text';
import { act, fingerprint, handedOver, now, on, reader, rules, stateOf, values, withFacts, withOtherKey } from './given';

const ticket = 'SUP-1';
const bytes = Buffer.from('sealed bytes');
const digest = createHash('sha256').update(bytes).digest('hex');
const file = (name: string, { size = String(bytes.length), sha256 = digest, head = bytes.toString('hex') } = {}): string => `file ${size} ${sha256} ${head} ${name}`;
const record = (...lines: readonly string[]): string => [`snapshot-delivery 1 ${ticket}`, ...lines, `end ${lines.length}`, ''].join('\n');
const codeOf = (text: string): string => {
  const read = readRecord(text, ticket);
  return 'refused' in read ? read.refused.code : `files ${read.files.length}`;
};

describe('a pasted record', () => {
  it('gives each file with its name, size, digest and first bytes', () => {
    expect(readRecord(record(file('SUP-1.7z.gpg'), file('SUP-1-raw.7z.gpg')), ticket)).toEqual({
      files: ['SUP-1.7z.gpg', 'SUP-1-raw.7z.gpg'].map((name) => ({ name, size: bytes.length, sha256: digest, head: new Uint8Array(bytes) })),
    });
  });

  it('may come with the line ends and the blank lines of another system', () => {
    expect(codeOf(`\r\n${record(file('SUP-1.7z.gpg')).replace(/\n/g, '\r\n')}\r\n`)).toBe('files 1');
  });

  const large = { size: '1400000000', head: 'ab'.repeat(recordLimits.headBytes) };
  it('holds the first bytes of a large file alone', () => {
    expect(codeOf(record(file('SUP-1.7z.gpg', large)))).toBe('files 1');
  });

  it.each<[string, string, string]>([
    ['a digest that is too short', record(file('a.gpg', { sha256: digest.slice(1) })), 'record.digest'],
    ['a digest in capitals', record(file('a.gpg', { sha256: digest.toUpperCase() })), 'record.digest'],
    ['a digest of other bytes', record(file('a.gpg', { sha256: '0'.repeat(64) })), 'record.digest-differs'],
    ['a file that is there twice', record(file('a.gpg'), file('a.gpg')), 'record.duplicate'],
    ['two names that differ in their case', record(file('a.gpg'), file('A.GPG')), 'record.duplicate'],
    ['a name that runs a command', record(file('a;rm -rf ~.gpg')), 'record.name'],
    ['a name that runs a command within quotes', record(file('$(id).gpg')), 'record.name'],
    ['a name with backticks', record(file('`id`.gpg')), 'record.name'],
    ['a name that is an option', record(file('-rf.gpg')), 'record.name'],
    ['a name that leads elsewhere', record(file('../a.gpg')), 'record.name'],
    ['a name in other letters', record(file('а.gpg')), 'record.name'],
    ['a name as the command spells one with an escape sequence', record(`odd ${Buffer.from('SUP-1.\u001b[2Ja.gpg').toString('hex')}`), 'record.name'],
    ['a name as the command spells one with a line break', record(`odd ${Buffer.from('SUP-1.\na.gpg').toString('hex')}`), 'record.name'],
    ['an escape sequence in a name', record(file('a\u001b[31m.gpg')), 'record.escape'],
    ['an override of direction in a name', record(file('a\u202egpg.exe')), 'record.escape'],
    ['a tabulator', record(`${file('a.gpg')}\t`), 'record.escape'],
    ['no first line', file('a.gpg'), 'record.no-begin'],
    ['a prompt before it', `$ ${record(file('a.gpg'))}`, 'record.no-begin'],
    ['the record of another ticket', record(file('a.gpg')).replace('SUP-1', 'SUP-2'), 'record.other-ticket'],
    ['the last line missing', record(file('a.gpg')).replace('end 1\n', ''), 'record.no-end'],
    ['a file line missing', record(file('a.gpg')).replace('end 1', 'end 2'), 'record.count'],
    ['first bytes that were cut off', record(file('a.gpg', { head: bytes.toString('hex').slice(2) })), 'record.cut'],
    ['a large file with few first bytes', record(file('a.gpg', { ...large, head: 'ab' })), 'record.cut'],
    ['half a byte', record(file('a.gpg', { head: 'abc' })), 'record.head'],
    ['a size that is no number', record(file('a.gpg', { size: '12k' })), 'record.size'],
    ['a size below nothing', record(file('a.gpg', { size: '-1' })), 'record.size'],
    ['a line of something else', record(file('a.gpg'), 'sha256sum: missing'), 'record.line'],
    ['no file', record(), 'record.empty'],
    ['more files than a record has', record(...Array.from({ length: recordLimits.files + 1 }, (_, nth) => file(`a${nth}.gpg`))), 'record.too-many'],
    ['more than is read', 'x'.repeat(recordLimits.characters + 1), 'record.too-long'],
    ['nothing', '', 'record.no-begin'],
  ])('with %s is refused', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('is never answered with what it hides', () => {
    const read = readRecord(record(`odd ${Buffer.from('SUP-1\u001b]0;x\u0007.gpg').toString('hex')}`), ticket);
    expect('refused' in read && sentence(read.refused, reader)).toMatch(/^[\x20-\x7e“”]*$/);
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant(file('a.gpg')), fc.constant('end 1'), fc.constant(`snapshot-delivery 1 ${ticket}`))), (parts) => {
      expect(codeOf(parts.join('\n'))).toMatch(/^(record\.|files )/);
    }));
  });
});

const verdict = (outcome: 'pass' | 'fail' | 'unknown'): Attempt['files'][number]['verdict'] => ({ check: 'sealed-file', outcome, findings: [], shows: {} });
const place = { host: 'drop.example.com', hostKey: `SHA256:${'a'.repeat(43)}`, username: 'sd-sup-1', path: '/home/sd-sup-1', expiresOn: '2026-12-15' };
const attempt = (outcome: 'pass' | 'fail' | 'unknown', more: Partial<Attempt> = {}): Attempt => ({ ...act('sre'), number: 1, files: [{ name: 'SUP-1.7z.gpg', size: 9, sha256: digest, verdict: verdict(outcome) }], place, sealedFor: fingerprint, ...more });
const withAttempts = (...deliveries: readonly Attempt[]): SnapshotRequest => ({ ...handedOver, deliveries });

describe('a delivery', () => {
  it.each<[string, SnapshotRequest, string, string, string]>([
    ['before anything is recorded', handedOver, 'not-recorded', 'open: not-done', 'open: not-done'],
    ['with a file that fails', withAttempts(attempt('fail')), 'not-sealed', 'fails: not-sealed', 'open: not-done'],
    ['with a file that nobody can tell of', withAttempts(attempt('unknown')), 'not-sealed', 'fails: not-sealed', 'open: not-done'],
    ['with no file at all', withAttempts(attempt('pass', { files: [] })), 'not-sealed', 'fails: not-sealed', 'open: not-done'],
    ['with every file sealed', withAttempts(attempt('pass')), 'recorded', 'done: done', 'open: not-done'],
    ['sealed to a key that was changed since', withOtherKey(withAttempts(attempt('pass'))), 'other-key', 'fails: other-key', 'open: not-done'],
    ['with the details given', withAttempts(attempt('pass', { handedOver: { ...act('sre'), note: 'by telephone' } })), 'handed-over', 'done: done', 'done: done'],
    ['that did not work', withAttempts(attempt('pass', { handedOver: { ...act('sre'), note: 'by telephone' }, failed: { ...act('sre'), reason: 'refused' } })), 'not-recorded', 'open: not-done', 'open: not-done'],
  ])('%s stands as %s', (_, request, standing, recorded, delivered) => {
    expect([deliveryStanding(request), stateOf('files-recorded', request, defaultRules), stateOf('delivered', request, defaultRules)]).toEqual([standing, recorded, delivered]);
  });

  it('that went to the wrong place is told to the authority within 72 hours', () => {
    expect(notifyUntil('2026-11-19T10:00:00.000Z')).toBe('2026-11-22T10:00:00.000Z');
  });
});

describe('the start', () => {
  const map = [{ tenantId: values.tenant, site: 'northwind.atlassian.net', formerSites: ['nw-time.atlassian.net'] }];
  it.each([
    ['northwind.atlassian.net', 'northwind.atlassian.net', true],
    ['northwind.atlassian.net', 'nw-time.atlassian.net', true],
    ['nw-time.atlassian.net', 'northwind.atlassian.net', true],
    ['northwind-eu.atlassian.net', 'northwind.atlassian.net', false],
    ['northwind-eu.atlassian.net', 'nw-time.atlassian.net', false],
  ])('production holds %s, the terms say %s: %s', (stated, approved, same) => {
    expect(isSameSite(stated, approved, values.tenant, map)).toBe(same);
  });

  it('is no start of another tenant, nor with another site', () => {
    const start = { ...act('sre'), site: values.site, matches: true, tenant: values.tenant, approved: values.site };
    expect(startStanding({ ...handedOver, start })).toBe('started');
    expect(startStanding({ ...handedOver, start: { ...start, matches: false } })).toBe('site-differs');
    expect(startStanding(withFacts({ ...handedOver, start }, { tenant: '00000000-4b1e-4d0a-9c86-2e5d1f08b7a4' }))).toBe('terms-moved');
  });
});

describe('the listed contacts', () => {
  const told = { ...act('agent'), how: 'by-hand' as const, addresses: ['dana.whitfield@northwindtraders.com'], about: aboutOf(handedOver), until: objectionUntil(rules, now) };
  const request: SnapshotRequest = { ...handedOver, told };

  it('may object for two business days, on the last of which nothing is delivered yet', () => {
    expect(told.until).toBe('2026-11-23');
    expect(['2026-11-19', '2026-11-22', '2026-11-23', '2026-11-24'].map((day) => objectionRuns(request, rules, on(day)))).toEqual(['2026-11-23', '2026-11-23', '2026-11-23', undefined]);
    expect(readiness('deliver', request, rules, now).missing.map(({ says }) => says)).toContainEqual({ code: 'missing.objection', params: { until: { day: '2026-11-23' } } });
  });

  it('shut no gate but the delivery while they may', () => {
    expect(readiness('start-work', request, rules, now).missing.map(({ says }) => says.code)).toEqual([]);
  });

  it('have to be told again when what is asked changes', () => {
    expect(toldStanding(request)).toBe('told');
    expect(toldStanding(withFacts(request, { recipient: { ...values.recipient, address: 'luis@elsewhere.example' } }))).toBe('told-otherwise');
    expect(toldStanding(withOtherKey(request))).toBe('told');
  });
});

it('tells the recipient how to fetch, compare, decrypt and extract exactly these files, and nothing secret', () => {
  const text = instructionsFor({ recipient: 'Luis Ferreira', ticket, fingerprint, files: [{ name: 'SUP-1-raw.7z.gpg', size: 1400, sha256: digest }], place }, reader);
  for (const part of [digest, 'sftp -i YOUR-SSH-KEY sd-sup-1@drop.example.com:/home/sd-sup-1/SUP-1-raw.7z.gpg .', 'gpg --output SUP-1-raw.7z --decrypt SUP-1-raw.7z.gpg', '7zz x SUP-1-raw.7z', 'certutil -hashfile SUP-1-raw.7z.gpg SHA256', 'keybase pgp decrypt -i SUP-1-raw.7z.gpg -o SUP-1-raw.7z', place.hostKey, '15 Dec']) expect(text).toContain(part);
  expect(text).not.toMatch(/password/i);
});

it('finds where the text of a task differs from what was written, line by line', () => {
  const cell = (text: string): object => ({ type: 'tableCell', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
  const row = (label: string, value: string): object => ({ type: 'tableRow', content: [cell(label), cell(value)] });
  const task = (...rows: readonly object[]) => ({ summary: 'Data Dump Request', description: { type: 'doc', content: [{ type: 'table', content: rows }] } });
  const made = task(row('Site URL', 'https://northwind.atlassian.net'), row('Tenant ID', '7f3c'));
  expect(textDifferences(made, made)).toEqual([]);
  expect(textDifferences(made, { ...task(row('Site URL', 'https://northwind.atlassian.net'), row('Tenant ID', '91be'), row('Also', 'all tenants')), summary: 'Dump' })).toEqual([
    { label: 'Summary', was: 'Data Dump Request', now: 'Dump' },
    { label: 'Tenant ID', was: '7f3c', now: '91be' },
    { label: 'Also', was: '', now: 'all tenants' },
  ]);
});
