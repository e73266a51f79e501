// Shows which forms count as signed by whom, on PDFs that are really signed, and what forgers get.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PDF } from '@libpdf/core';
import { digestsOfBlankForm } from '../../src/checks/blank-form';
import { type Outcome, runCheck, type Verdict } from '../../src/checks/check';
import type { Evidence } from '../../src/checks/evidence';
import { signedAgreement } from '../../src/checks/signed-agreement';
import { known, now, sentences } from './given';
import { type Identity, join, makeForm, makeIdentity, pem, replace, resign, sign, update, valueOf, withValue } from '../../tools/compare/signed-pdfs';

type Expectation = Evidence['formExpectation'];
const dana = { name: 'Dana Whitfield', address: 'dana.whitfield@northwindtraders.com', side: 'customer' as const };
const helen = { name: 'Helen Ström', address: 'helen@vendor.example', side: 'vendor' as const };
const expecting = (...signers: Expectation['signers'][number][]): Expectation => ({ signers, blankDigests: [] });

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function judge(bytes: Uint8Array, settings: unknown = {}, expectation: Expectation = expecting(dana)): Promise<Verdict> {
  const verdict = await runCheck(
    signedAgreement,
    { signedForm: known({ name: 'service-request.pdf', bytes, sha256: sha256(bytes) }), formExpectation: known(expectation) },
    settings,
    now,
  );
  expect(sentences(signedAgreement, verdict)).not.toContain('');
  return verdict;
}
const codes = ({ findings }: Verdict): string[] => findings.map(({ code }) => code);

let authority: Identity;
let byDana: Identity;
let byHelen: Identity;
let form: Uint8Array;
let signed: Uint8Array;
let countersigned: Uint8Array;
let trusting: { trustedRoots: string[] };

beforeAll(async () => {
  authority = await makeIdentity({ name: 'Throwaway Root', isAuthority: true });
  byDana = await makeIdentity({ name: dana.name, address: dana.address }, authority);
  byHelen = await makeIdentity({ name: 'Strom, Helen', kind: 'RSA', address: helen.address }, authority);
  form = await makeForm();
  signed = await sign(form, byDana);
  countersigned = await sign(signed, byHelen, { subFilter: 'adbe.pkcs7.detached' });
  trusting = { trustedRoots: [pem(authority)] };
});

test('a form signed by the customer, under a trusted root, passes', async () => {
  expect(await judge(signed, trusting)).toMatchObject({
    outcome: 'pass',
    findings: [{ code: 'signed' }],
    shows: { sha256: sha256(signed), signatures: [{ signer: 'Dana Whitfield', coversWholeFile: true, intact: true, signedAt: '2026-11-16T09:00:00.000Z', trust: 'known-root' }] },
  });
});

test('customer and vendor both sign', async () => {
  expect(await judge(countersigned, trusting, expecting(dana, helen))).toMatchObject({
    outcome: 'pass',
    shows: { signatures: [{ signer: 'Dana Whitfield', coversWholeFile: false, intact: true }, { signer: 'Strom, Helen', coversWholeFile: true, intact: true }] },
  });
  expect(await judge(signed, trusting, expecting(dana, helen))).toMatchObject({ outcome: 'fail', findings: [{ code: 'not-countersigned', params: { expected: 'Helen Ström' } }] });
});

test('trust is stated honestly', async () => {
  expect(await judge(signed)).toMatchObject({ outcome: 'warn', findings: [{ code: 'root-unknown' }, { code: 'signed' }], shows: { signatures: [{ trust: 'unknown' }] } });
  const selfMade = await sign(form, await makeIdentity({ name: dana.name, address: dana.address }));
  expect(await judge(selfMade, trusting)).toMatchObject({ outcome: 'warn', findings: [{ code: 'self-signed' }, { code: 'signed' }], shows: { signatures: [{ trust: 'self-signed' }] } });
  expect(await judge(selfMade, { ...trusting, trust: 'required' })).toMatchObject({ outcome: 'fail' });
});

test('a certificate without an address counts by name, which is said', async () => {
  const named = await sign(form, await makeIdentity({ name: 'WHITFIELD Dana' }, authority));
  const verdict = await judge(named, trusting);
  expect(verdict.outcome).toBe('warn');
  expect(codes(verdict)).toEqual(['signer-by-name-only', 'signed']);
});

test('nobody recorded who was to sign: unknown, unless the rules do not ask', async () => {
  const nobody = await runCheck(signedAgreement, { signedForm: known({ name: 'a.pdf', bytes: signed, sha256: sha256(signed) }) }, trusting, now);
  expect(nobody).toMatchObject({ outcome: 'unknown', findings: [{ code: 'expectation-missing' }, { code: 'signed' }] });
  expect(await judge(signed, { ...trusting, intendedSigners: 'off' }, expecting())).toMatchObject({ outcome: 'pass' });
});

describe('a signing service seals in its own name', () => {
  let sealed: Uint8Array;
  beforeAll(async () => {
    sealed = await sign(form, await makeIdentity({ name: 'DocuSign, Inc.', organisation: 'DocuSign, Inc.' }, authority));
  });
  const envelope = (ours: boolean): Expectation => ({ ...expecting(dana, helen), envelope: { id: 'e-1', ours, ticket: 'SUP-1' } });

  test.each<readonly [string, () => Expectation, object, Outcome, string]>([
    ['from our own envelope', () => envelope(true), {}, 'pass', 'our-envelope'],
    ['from another', () => envelope(false), {}, 'fail', 'not-our-envelope'],
    ['of an unknown one', () => expecting(dana), {}, 'warn', 'sealed-by-service'],
    ['of an unknown one, where the rules ask for ours', () => expecting(dana), { envelope: 'required' }, 'fail', 'not-our-envelope'],
    ['under a root that nobody trusts', () => expecting(dana), { trustedRoots: [] }, 'unknown', 'sealed-by-service'],
  ])('%s', async (_, expectation, settings, outcome, code) => {
    const verdict = await judge(sealed, { ...trusting, ...settings }, expectation());
    expect(verdict.outcome).toBe(outcome);
    expect(codes(verdict)).toContain(code);
  });
});

/** A page that shows one picture and not one letter. */
function scanned(): Uint8Array {
  const pixels = deflateSync(Buffer.alloc(300, 0x7f)).toString('latin1');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>',
    `<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length ${String(pixels.length)} >>\nstream\n${pixels}\nendstream`,
    '<< /Length 28 >>\nstream\nq 100 0 0 100 0 0 cm /I Do Q\nendstream',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Uint8Array.from(Buffer.from(`${file}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${String(file.length)}\n%%EOF\n`, 'latin1'));
}

describe('what is not a signed PDF', () => {
  const docx = (): Uint8Array => join('PK\x03\x04', '\0'.repeat(26), '[Content_Types].xml', '\0'.repeat(60), 'word/document.xml');
  const protectedForm = async (): Promise<Uint8Array> => {
    const pdf = await PDF.load(form);
    pdf.setProtection({ userPassword: 'secret', ownerPassword: 'owner' });
    return pdf.save();
  };
  test.each<readonly [string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['an unsigned PDF', () => form, 'unsigned'],
    ['a scan', scanned, 'scan'],
    ['a text document', docx, 'docx'],
    ['an old text document', () => join('\xd0\xcf\x11\xe0', 'old'), 'docx'],
    ['rich text', () => join('{\\rtf1 signed}'), 'docx'],
    ['an archive', () => join('PK\x03\x04', '\0'.repeat(26), 'forms.pdf'), 'not-a-pdf'],
    ['a photograph', () => join('\xff\xd8\xff\xe0', 'x'), 'image'],
    ['a screenshot', () => join('\x89PNG\r\n\x1a\n'), 'image'],
    ['a fax', () => join('II*\0', 'x'), 'image'],
    ['a telephone’s photograph', () => join('\0\0\0\x18ftypheic'), 'image'],
    ['an encrypted PDF', protectedForm, 'encrypted'],
    ['half a PDF', () => signed.slice(0, signed.length / 2), 'damaged'],
    ['the first line of a PDF', () => join('%PDF-1.7\n'), 'damaged'],
    ['nothing', () => new Uint8Array(), 'empty'],
    ['a page of text', () => join('I, Dana Whitfield, agree.'), 'not-a-pdf'],
    ['26 MB', () => join('%PDF-1.7\n', new Uint8Array(26_000_000)), 'too-large'],
  ])('%s', async (_, make, code) => {
    const verdict = await judge(await make());
    expect({ outcome: verdict.outcome, codes: codes(verdict) }).toEqual({ outcome: 'fail', codes: [code] });
    expect(verdict.shows).toMatchObject({ signatures: [] });
  });

  test('a form signed by pen can be judged by hand where the rules say so', async () => {
    expect(await judge(scanned(), { scans: 'by-hand' })).toMatchObject({ outcome: 'warn', findings: [{ code: 'scan' }, { code: 'judged-by-hand' }] });
    expect(await judge(join('\xff\xd8\xff\xe0'), { scans: 'by-hand' })).toMatchObject({ outcome: 'warn' });
  });
});

describe('the blank form', () => {
  test('is known by what its digests were computed from, and a form that is no blank one by none', async () => {
    const read = await digestsOfBlankForm(form);
    if ('problem' in read) throw new Error(read.problem);
    for (const digest of read.digests) expect(await judge(form, {}, { ...expecting(dana), blankDigests: [digest] })).toMatchObject({ outcome: 'fail', findings: [{ code: 'blank-template' }] });
    expect(read.digests).toHaveLength(2);
    const docx = join('PK\x03\x04', '\0'.repeat(26), 'word/document.xml');
    expect(await digestsOfBlankForm(docx)).toEqual({ digests: [sha256(docx)] });
    expect(await Promise.all([join(''), join('Hello'), scanned(), signed, form.slice(0, 200)].map(digestsOfBlankForm))).toMatchObject([{ problem: 'empty' }, { problem: 'other' }, { digests: [expect.any(String), expect.any(String)] }, { problem: 'signed' }, { problem: 'damaged' }]);
  });

  test('is known by its file and by what it shows', async () => {
    expect(await judge(form, {}, { ...expecting(dana), blankDigests: [sha256(form).toUpperCase()] })).toMatchObject({ outcome: 'fail', findings: [{ code: 'blank-template' }] });
    const { shows } = await judge(form);
    const saved = await update(form, (pdf) => { pdf.setTitle('saved again'); });
    expect(sha256(saved)).not.toBe(sha256(form));
    expect(await judge(saved, {}, { ...expecting(dana), blankDigests: [String(shows['content'])] })).toMatchObject({ outcome: 'fail', findings: [{ code: 'blank-template' }] });
    expect(codes(await judge(signed, trusting, { ...expecting(dana), blankDigests: [String(shows['content'])] }))).toContain('nothing-filled-in');
  });
});

describe('hostile', () => {
  test.each<readonly [string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['a word of the text is exchanged', () => replace(signed, /5365727669636520/i, () => '5365727669636521'), 'altered'],
    ['a page is drawn over after signing', () => update(signed, (pdf) => pdf.getPage(0)?.drawText('for evil.example')), 'changed-after-signing'],
    ['a page is added after signing', () => update(signed, (pdf) => pdf.addPage().drawText('and everything else')), 'changed-after-signing'],
    ['a note is stuck on after signing', () => update(signed, (pdf) => pdf.getPage(0)?.addTextAnnotation({ rect: { x: 1, y: 1, width: 20, height: 20 }, contents: 'not northwind' })), 'changed-after-signing'],
    ['the page is exchanged and somebody else signs', async () => sign(await update(signed, (pdf) => pdf.getPage(0)?.drawText('for evil.example')), byHelen), 'changed-between-signatures'],
    ['the signature covers less than it seems', () => replace(signed, /\/ByteRange\s*\[\s*0\s+\d+\s+\d+\s+\d+/, (found) => found.replace(/\d+$/, (rest) => String(Number(rest) - 40).padEnd(rest.length))), 'altered'],
    ['the signature says that it is a time stamp', () => replace(signed, /\/ETSI\.CAdES\.detached/, (found) => '/ETSI.RFC3161'.padEnd(found.length)), 'unsigned'],
    ['the signature’s field is taken out of the form', () => replace(signed, /\/FT \/Sig/, () => '/FT /Btn'), 'unsigned'],
    ['the signature covers nothing', () => replace(signed, /\/ByteRange\s*\[[^\]]*\]/, (found) => '/ByteRange [0 0 0 0]'.padEnd(found.length)), 'signature-broken'],
    ['the gap is wider than the signature', () => replace(signed, /\/ByteRange\s*\[\s*0\s+\d+/, (found) => found.replace(/\d+$/, (before) => String(Number(before) - 10).padEnd(before.length))), 'signature-broken'],
    ['the signature is emptied', () => withValue(signed, ''), 'signature-broken'],
    ['the signature is nonsense', () => withValue(signed, 'deadbeef'), 'signature-broken'],
    ['the signature brings its own content', () => resign(signed, byDana, { embeds: join('something that Dana did sign') }), 'signature-broken'],
    ['the signature rests on SHA-1', () => resign(signed, byDana, { hash: 'SHA-1' }), 'weak-signature'],
    ['the signature is that of another file', async () => withValue(signed, valueOf(await sign(await makeForm('a birthday card'), byDana))), 'altered'],
    ['the certificate had run out', async () => sign(form, await makeIdentity({ name: dana.name, address: dana.address, from: '2020-01-01', to: '2021-01-01' }, authority)), 'not-in-force'],
    ['the key is of the size that can be factored', async () => sign(form, await makeIdentity({ name: dana.name, address: dana.address, kind: 'RSA', bits: 1024 }, authority)), 'weak-signature'],
    ['somebody else signed', async () => sign(form, await makeIdentity({ name: 'Mallory', address: 'mallory@evil.example' }, authority)), 'signer-not-intended'],
    ['a namesake signed', async () => sign(form, await makeIdentity({ name: dana.name, address: 'dana.whitfield@evil.example' }, authority)), 'signer-not-intended'],
    ['a self-made service sealed it', async () => sign(form, await makeIdentity({ name: 'DocuSign, Inc.' })), 'signer-not-intended'],
  ])('%s', async (_, make, code) => {
    const verdict = await judge(await make(), trusting);
    expect({ outcome: verdict.outcome, codes: codes(verdict) }).toEqual({ outcome: 'fail', codes: expect.arrayContaining([code]) as unknown });
  });

  test('a field filled in between two signatures is said, and after the last one it fails', async () => {
    const withField = await update(form, (pdf) => {
      const field = pdf.getOrCreateForm().createTextField('scope');
      pdf.getPage(0)?.drawField(field, { x: 50, y: 50, width: 200, height: 20 });
    });
    const byDanaAlone = await sign(withField, byDana);
    const filled = await update(byDanaAlone, (pdf) => pdf.getForm()?.getTextField('scope')?.setValue('everything'));
    expect(await judge(byDanaAlone, trusting)).toMatchObject({ outcome: 'pass' });
    expect(await judge(filled, trusting)).toMatchObject({ outcome: 'fail', findings: [{ code: 'changed-after-signing' }] });
    expect(await judge(await sign(filled, byHelen), trusting, expecting(dana, helen))).toMatchObject({ outcome: 'warn', findings: [{ code: 'changed-between-signatures', params: { what: 'fields' } }, { code: 'signed' }] });
  });

  test('one signature does not stand for two people', async () => {
    const both = await sign(form, await makeIdentity({ name: 'Sam Lee' }, authority));
    expect(codes(await judge(both, trusting, expecting({ name: 'Sam Lee', side: 'customer' }, { name: 'Sam Lee', side: 'vendor' })))).toContain('not-countersigned');
  });

  test('a further signature is mentioned', async () => {
    expect(codes(await judge(countersigned, trusting))).toContain('unexpected-signature');
  });

  test('bytes added at the end are mentioned, though they show nothing', async () => {
    expect(await judge(join(signed, '\n% harmless'), trusting)).toMatchObject({ outcome: 'warn', findings: [{ code: 'appended-after-signing' }, { code: 'signed' }], shows: { signatures: [{ coversWholeFile: false, intact: true }] } });
  });

  test('names in a certificate show nothing unseen', async () => {
    const verdict = await judge(await sign(form, await makeIdentity({ name: 'Dana\u202e dleiftihW\u0000' }, authority)), trusting);
    expect(verdict.shows).toMatchObject({ signatures: [{ signer: 'Dana dleiftihW' }] });
  });
});

test('no bytes make it throw, and the same bytes get the same verdict twice', async () => {
  const anywhere = fc.nat(countersigned.length - 1);
  const damaged = fc.array(fc.record({ at: anywhere, byte: fc.nat(255) }), { minLength: 1, maxLength: 8 }).map((edits) => {
    const bytes = Uint8Array.from(countersigned);
    for (const { at, byte } of edits) bytes[at] = byte;
    return bytes;
  });
  const cut = fc.tuple(anywhere, anywhere).map(([from, to]) => join(countersigned.subarray(0, Math.min(from, to)), countersigned.subarray(Math.max(from, to))));
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, cut, fc.uint8Array({ maxLength: 2000 }).map((bytes) => join('%PDF-1.7\n', bytes))), async (bytes) => {
      const verdict = await judge(bytes, trusting, expecting(dana, helen));
      expect(codes(verdict)).not.toContain('check-failed');
      expect(await judge(bytes, trusting, expecting(dana, helen))).toEqual(verdict);
      if (Buffer.compare(bytes, countersigned) !== 0) expect(verdict.outcome).not.toBe('pass');
    }),
    { numRuns: 150 },
  );
}, 120_000);
