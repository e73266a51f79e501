/** Decides which PDFs the comparison tries: those that are honestly signed, and what forgers make of them. */
import { PDF } from '@libpdf/core';
import type { Evidence } from '../../src/checks/evidence';
import { type Identity, join, makeForm, makeIdentity, pem, replace, resign, sign, update, valueOf, withValue } from './signed-pdfs';
import { type Case, daysFrom } from './cases';
import type { Bench } from './programs';

type Expectation = Evidence['formExpectation'];
type PdfCase = Case & { readonly expectation: Expectation };

const dana = { name: 'Dana Whitfield', address: 'dana.whitfield@customer.example', side: 'customer' as const };
const helen = { name: 'Helen Ström', address: 'helen@vendor.example', side: 'vendor' as const };

const LATER = 'It says “valid” of what was signed. What the file shows today was changed afterwards, which it mentions as “not total document signed” at most.';
const WHOM = 'It asks only whether the certificate is trusted, not whether this person was to sign.';
const WEAK = 'It takes arithmetic that can be forged today.';

/** The root vouches for every signer who is not meant to be a stranger to it. */
export async function pdfCases({ now }: Bench): Promise<{ readonly cases: readonly PdfCase[]; readonly root: string }> {
  const day = (days: number): string => daysFrom(now, days).toISOString();
  const force = { from: day(-300), to: day(300) };
  const signing = { signingTime: daysFrom(now, -3) };
  const authority = await makeIdentity({ name: 'Throwaway Root', isAuthority: true, ...force });
  const stranger = await makeIdentity({ name: 'Unknown Root', isAuthority: true, ...force });
  const identity = (wish: Partial<Parameters<typeof makeIdentity>[0]> = {}, issuer: Identity | undefined = authority): Promise<Identity> => makeIdentity({ name: dana.name, address: dana.address, ...force, ...wish }, issuer);
  const signedBy = (bytes: Uint8Array, by: Identity): Promise<Uint8Array> => sign(bytes, by, signing);

  const byDana = await identity();
  const byHelen = await identity({ name: helen.name, address: helen.address, kind: 'RSA' });
  const form = await makeForm();
  const signed = await signedBy(form, byDana);
  const countersigned = await sign(signed, byHelen, { ...signing, subFilter: 'adbe.pkcs7.detached' });
  const newlySigned = async (wish: Parameters<typeof identity>[0]): Promise<Uint8Array> => signedBy(form, await identity(wish));
  const drawnOver = await update(signed, (pdf) => pdf.getPage(0)?.drawText('for evil.example'));
  const withField = await update(form, (pdf) => {
    const field = pdf.getOrCreateForm().createTextField('scope');
    pdf.getPage(0)?.drawField(field, { x: 50, y: 50, width: 200, height: 20 });
  });
  const filled = await update(await signedBy(withField, byDana), (pdf) => pdf.getForm()?.getTextField('scope')?.setValue('everything'));
  const protectedForm = await PDF.load(form);
  protectedForm.setProtection({ userPassword: 'secret', ownerPassword: 'owner' });
  const range = (change: (found: string) => string): Uint8Array => replace(signed, /\/ByteRange\s*\[[^\]]*\]/, (found) => change(found).padEnd(found.length));
  const self = await makeIdentity({ name: dana.name, address: dana.address, ...force });

  const both: Expectation = { signers: [dana, helen], blankDigests: [] };
  const alone: Expectation = { signers: [dana], blankDigests: [] };
  const cases: readonly (readonly [name: string, bytes: Uint8Array, pdfsig?: string | undefined, expectation?: Expectation])[] = [
    ['signed by the customer', signed],
    ['signed by customer and vendor', countersigned, undefined, both],
    ['signed with RSA 2048', await newlySigned({ kind: 'RSA' })],
    ['signed with RSA 3072', await newlySigned({ kind: 'RSA', bits: 3072 })],
    ['a certificate with a name and no address', await signedBy(form, await makeIdentity({ name: 'WHITFIELD Dana', ...force }, authority))],
    ['a signing service’s seal, from our own envelope', await newlySigned({ name: 'DocuSign, Inc.', organisation: 'DocuSign, Inc.' }), undefined, { ...both, envelope: { id: 'e-1', ours: true, ticket: 'SUP-1' } }],
    ['a signing service’s seal, from another envelope', await newlySigned({ name: 'DocuSign, Inc.', organisation: 'DocuSign, Inc.' }), 'It knows nothing of envelopes. This one was not made here for this ticket.', { ...both, envelope: { id: 'e-2', ours: false, ticket: 'SUP-1' } }],
    ['a field filled in between two signatures', await signedBy(filled, byHelen), undefined, both],
    ['a remark behind the end of the file', join(signed, '\n% harmless')],
    ['the vendor has not signed', signed, WHOM, both],
    ['not signed', form],
    ['encrypted', await protectedForm.save()],
    ['half a PDF', signed.slice(0, signed.length / 2)],
    ['a page of text', join('I, Dana Whitfield, agree.')],
    ['nothing', new Uint8Array()],
    ['a letter of the text exchanged', replace(signed, /5365727669636520/i, () => '5365727669636521')],
    ['drawn over after signing', drawnOver, LATER],
    ['a page added after signing', await update(signed, (pdf) => pdf.addPage().drawText('and everything else')), LATER],
    ['a note stuck on after signing', await update(signed, (pdf) => pdf.getPage(0)?.addTextAnnotation({ rect: { x: 1, y: 1, width: 20, height: 20 }, contents: 'not this' })), LATER],
    ['a field filled in after the last signature', filled, LATER],
    ['drawn over, then signed by the vendor', await signedBy(drawnOver, byHelen), LATER, both],
    ['its range ends before the file does', range((found) => found.replace(/(\d+)\s*\]/, (_, rest: string) => `${Number(rest) - 40}]`))],
    ['its range covers nothing', range(() => '/ByteRange [0 0 0 0]')],
    ['a gap wider than the signature', range((found) => found.replace(/\[\s*0\s+(\d+)/, (_, before: string) => `[0 ${Number(before) - 10}`))],
    ['called a time stamp', replace(signed, /\/ETSI\.CAdES\.detached/, (found) => '/ETSI.RFC3161'.padEnd(found.length))],
    ['its field called a button', replace(signed, /\/FT \/Sig/, () => '/FT /Btn')],
    ['an empty signature', withValue(signed, '')],
    ['a nonsensical signature', withValue(signed, 'deadbeef')],
    ['the signature of another file', withValue(signed, valueOf(await signedBy(await makeForm('a birthday card'), byDana)))],
    ['a signature that brings its own content', await resign(signed, byDana, { embeds: join('something that Dana did sign') })],
    ['a signature that rests on SHA-1', await resign(signed, byDana, { hash: 'SHA-1' }), WEAK],
    ['signed with RSA 1024', await newlySigned({ kind: 'RSA', bits: 1024 }), WEAK],
    ['a certificate that had run out', await newlySigned({ from: day(-900), to: day(-500) })],
    ['a certificate not yet in force', await newlySigned({ from: day(30) })],
    ['signed by somebody else', await newlySigned({ name: 'Mallory', address: 'mallory@evil.example' }), WHOM],
    ['signed by a namesake', await newlySigned({ address: 'dana.whitfield@evil.example' }), WHOM],
    ['a certificate that vouches for itself', await signedBy(form, self)],
    ['a certificate under an unknown root', await signedBy(form, await identity({}, stranger))],
    ['a self-made signing service', await signedBy(form, await makeIdentity({ name: 'DocuSign, Inc.', ...force }))],
  ];
  return { cases: cases.map(([name, bytes, pdfsig, expectation = alone]) => ({ name, bytes, expectation, ...(pdfsig !== undefined && { because: { pdfsig } }) })), root: pem(authority) };
}
