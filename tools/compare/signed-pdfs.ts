// Makes forms and really signs them, with certificates of an authority that exists for one run of the tests.
import { webcrypto } from 'node:crypto';
import { CryptoKeySigner, PDF, type SignOptions } from '@libpdf/core';
import { Integer, ObjectIdentifier, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier, Attribute, AttributeTypeAndValue, BasicConstraints, Certificate, ContentInfo, EncapsulatedContentInfo, Extension, GeneralName, GeneralNames, IssuerAndSerialNumber,
  SignedAndUnsignedAttributes, SignedData, SignerInfo,
} from 'pkijs';

export type Identity = { readonly certificate: Certificate; readonly key: webcrypto.CryptoKey; readonly chain: readonly Certificate[]; readonly kind: 'RSA' | 'EC' };
type Wish = { readonly name: string; readonly address?: string; readonly organisation?: string; readonly kind?: 'RSA' | 'EC'; readonly bits?: number; readonly from?: string; readonly to?: string; readonly isAuthority?: boolean };

let serial = 1;

export async function makeIdentity({ name, address, organisation, kind = 'EC', bits = 2048, from = '2026-01-01', to = '2028-01-01', isAuthority = false }: Wish, issuer?: Identity): Promise<Identity> {
  const algorithm = kind === 'RSA' ? { name: 'RSASSA-PKCS1-v1_5', modulusLength: bits, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('No pair');
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: (serial += 1) });
  const add = (type: string, value: string): number => certificate.subject.typesAndValues.push(new AttributeTypeAndValue({ type, value: new Utf8String({ value }) }));
  add('2.5.4.3', name);
  if (organisation !== undefined) add('2.5.4.10', organisation);
  certificate.issuer.typesAndValues = (issuer?.certificate ?? certificate).subject.typesAndValues;
  certificate.notBefore.value = new Date(from);
  certificate.notAfter.value = new Date(to);
  certificate.extensions = [new Extension({ extnID: '2.5.29.19', critical: true, extnValue: new BasicConstraints({ cA: isAuthority }).toSchema().toBER(), parsedValue: new BasicConstraints({ cA: isAuthority }) })];
  if (address !== undefined) {
    const names = new GeneralNames({ names: [new GeneralName({ type: 1, value: address })] });
    certificate.extensions.push(new Extension({ extnID: '2.5.29.17', critical: false, extnValue: names.toSchema().toBER(), parsedValue: names }));
  }
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(issuer?.key ?? pair.privateKey, 'SHA-256');
  return { certificate, key: pair.privateKey, kind, chain: issuer === undefined ? [] : [issuer.certificate, ...issuer.chain] };
}

const der = (certificate: Certificate): Uint8Array => new Uint8Array(certificate.toSchema().toBER());
export const pem = ({ certificate }: Identity): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der(certificate)).toString('base64')}\n-----END CERTIFICATE-----`;

export async function makeForm(text = 'Service request: one data dump of northwind.atlassian.net'): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.addPage().drawText(text);
  return pdf.save();
}

export async function sign(bytes: Uint8Array, { certificate, key, kind, chain }: Identity, options: Partial<SignOptions> = {}): Promise<Uint8Array> {
  const signer = new CryptoKeySigner(key, der(certificate), kind, kind === 'RSA' ? 'RSASSA-PKCS1-v1_5' : 'ECDSA', chain.map(der));
  const pdf = await PDF.load(bytes);
  return (await pdf.sign({ signer, signingTime: new Date('2026-11-16T09:00:00Z'), ...options })).bytes;
}

/** Changes a document as a PDF editor would, by an update at its end. */
export async function update(bytes: Uint8Array, change: (pdf: PDF) => unknown): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes);
  await change(pdf);
  return pdf.save({ incremental: true });
}

export const join = (...parts: readonly (Uint8Array | string)[]): Uint8Array => Uint8Array.from(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));

export function replace(bytes: Uint8Array, pattern: RegExp, by: (found: string) => string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const changed = text.replace(pattern, by);
  if (changed === text) throw new Error(`${String(pattern)} is not in the file`);
  return Uint8Array.from(Buffer.from(changed, 'latin1'));
}

const lastRange = (bytes: Uint8Array): readonly [number, number, number, number] => {
  const [, a = '', b = '', c = '', d = ''] = Array.from(Buffer.from(bytes).toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)).at(-1) ?? [];
  return [Number(a), Number(b), Number(c), Number(d)];
};

/** Puts another signature value in the place of the last one, made over the same bytes. */
export async function resign(bytes: Uint8Array, identity: Identity, how: { readonly hash?: string; readonly embeds?: Uint8Array }): Promise<Uint8Array> {
  const [, before, after, rest] = lastRange(bytes);
  const signed = Buffer.concat([bytes.subarray(0, before), bytes.subarray(after, after + rest)]);
  const hash = how.hash ?? 'SHA-256';
  const digest = await webcrypto.subtle.digest(hash, how.embeds ?? signed);
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1', ...(how.embeds ? { eContent: new OctetString({ valueHex: Uint8Array.from(how.embeds).buffer }) } : {}) }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: identity.certificate.issuer, serialNumber: identity.certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({ type: '1.2.840.113549.1.9.3', values: [new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })] }),
            new Attribute({ type: '1.2.840.113549.1.9.4', values: [new OctetString({ valueHex: digest })] }),
          ],
        }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: hash === 'SHA-1' ? '1.3.14.3.2.26' : '2.16.840.1.101.3.4.2.1' }),
      }),
    ],
    certificates: [identity.certificate],
  });
  await data.sign(identity.key, 0, hash, Uint8Array.from(how.embeds ?? signed).buffer);
  const cms = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) }).toSchema().toBER();
  return withValue(bytes, Buffer.from(cms).toString('hex'));
}

export function withValue(bytes: Uint8Array, hex: string): Uint8Array {
  const [, before, after] = lastRange(bytes);
  return join(bytes.subarray(0, before), `<${hex.padEnd(after - before - 2, '0')}>`, bytes.subarray(after));
}

export const valueOf = (bytes: Uint8Array): string => /\/Contents\s*<([0-9A-Fa-f]+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
