/** Decides what one CMS signature proves: whether it fits the bytes, whose certificate made it, and how far that can be trusted. */
import type { Certificate, ICryptoEngine, RelativeDistinguishedNames, SignedData } from 'pkijs';

/** `known-root` only for a root that the rules name: nothing in a certificate makes it trustworthy by itself. */
type Trust = 'known-root' | 'self-signed' | 'unknown';

export type CmsSignature =
  | {
      readonly state: 'intact' | 'altered' | 'unverifiable';
      readonly signer: string;
      readonly address?: string;
      readonly organisation?: string;
      /** The signer's own word. */
      readonly claimedAt?: string;
      readonly weak: boolean;
      readonly trust: Trust;
      /** Whether the certificate was valid at the claimed time, or is now where none is claimed. */
      readonly inForce: boolean;
    }
  | { readonly state: 'unreadable' };

const oids = { commonName: '2.5.4.3', organisation: '2.5.4.10', email: '1.2.840.113549.1.9.1', subjectAltName: '2.5.29.17', signedData: '1.2.840.113549.1.7.2', signingTime: '1.2.840.113549.1.9.5' };
/** pkijs has one code for a digest that differs and for whatever else goes wrong. */
const digestDiffers = 'Message digest doesn\'t match';

/** Verifying draws no random numbers. The engine is named at each call, because @libpdf/core may replace pkijs's own by one that cannot digest. */
async function verifier(): Promise<ICryptoEngine> {
  const { CryptoEngine } = await import('pkijs');
  return new CryptoEngine({ name: 'verifier', crypto: globalThis.crypto });
}

const weakAlgorithms = new Set([
  '1.2.840.113549.2.2', '1.2.840.113549.2.5', '1.3.14.3.2.26', // MD2, MD5, SHA-1
  '1.2.840.113549.1.1.2', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1', '1.2.840.10040.4.3', // RSA with those, ECDSA and DSA with SHA-1
]);

/** Signed names are the signer's to choose: nothing unseen in them, and not a page of it. */
const shown = (name: string): string => name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim().slice(0, 200);

function part(names: RelativeDistinguishedNames, type: string): string | undefined {
  const value: unknown = names.typesAndValues.find((one) => one.type === type)?.value.valueBlock.value;
  return typeof value === 'string' && shown(value) !== '' ? shown(value) : undefined;
}

function addressOf(certificate: Certificate): string | undefined {
  const parsed: unknown = certificate.extensions?.find(({ extnID }) => extnID === oids.subjectAltName)?.parsedValue;
  const names = typeof parsed === 'object' && parsed !== null && 'altNames' in parsed && Array.isArray(parsed.altNames) ? parsed.altNames : [];
  const mail: unknown = names.find((name: unknown) => typeof name === 'object' && name !== null && 'type' in name && name.type === 1);
  const value = typeof mail === 'object' && mail !== null && 'value' in mail ? mail.value : undefined;
  return typeof value === 'string' ? shown(value) : part(certificate.subject, oids.email);
}

async function claimedTime({ signerInfos: [signerInfo] }: SignedData): Promise<Date | undefined> {
  const { GeneralizedTime, UTCTime } = await import('asn1js');
  const time: unknown = signerInfo?.signedAttrs?.attributes.find(({ type }) => type === oids.signingTime)?.values[0];
  const date = time instanceof UTCTime || time instanceof GeneralizedTime ? time.toDate() : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

function rsaBits(certificate: Certificate): number | undefined {
  const key = certificate.subjectPublicKeyInfo.parsedKey;
  if (key === undefined || !('modulus' in key)) return undefined;
  const digits = key.modulus.valueBlock.valueHexView;
  return (digits.length - (digits[0] === 0 ? 1 : 0)) * 8;
}

export type Roots = readonly string[];

async function trustOf(certificate: Certificate, all: readonly Certificate[], roots: Roots, at: Date): Promise<Trust> {
  const pkijs = await import('pkijs');
  const trustedCerts = roots.map((pem) => pkijs.Certificate.fromBER(Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')).buffer));
  if (trustedCerts.length > 0) {
    const others = all.filter((one) => one !== certificate);
    const engine = new pkijs.CertificateChainValidationEngine({ trustedCerts, certs: [...others, certificate], checkDate: at });
    if (await engine.verify({}, await verifier()).then(({ result }) => result, () => false)) return 'known-root';
  }
  const own = certificate.issuer.isEqual(certificate.subject) && (await certificate.verify(undefined, await verifier()).catch(() => false));
  return own ? 'self-signed' : 'unknown';
}

/** Nothing where the bytes are no signature of one signer over content that lies outside of it. */
async function parse(cms: Uint8Array): Promise<SignedData | undefined> {
  const [pkijs, asn1js] = await Promise.all([import('pkijs'), import('asn1js')]);
  try {
    const parsed = asn1js.fromBER(Uint8Array.from(cms).buffer);
    if (parsed.offset <= 0 || cms.subarray(parsed.offset).some((byte) => byte !== 0)) return undefined;
    const content = new pkijs.ContentInfo({ schema: parsed.result });
    if (content.contentType !== oids.signedData) return undefined;
    const data = new pkijs.SignedData({ schema: content.content });
    // pkijs verifies content that a signature brings along and leaves the file's bytes unread: such a signature is none of the file.
    return data.encapContentInfo.eContent === undefined && data.signerInfos.length === 1 ? data : undefined;
  } catch {
    return undefined;
  }
}

type Outcome = { readonly state: 'intact' | 'altered' | 'unverifiable'; readonly certificate: Certificate | undefined };

async function verify(data: SignedData, signed: Uint8Array, checkDate: Date): Promise<Outcome> {
  const { SignedDataVerifyError } = await import('pkijs');
  try {
    const { signatureVerified, signerCertificate } = await data.verify({ signer: 0, data: Uint8Array.from(signed).buffer, checkChain: false, checkDate, extendedMode: true }, await verifier());
    return { state: signatureVerified === true ? 'intact' : 'altered', certificate: signerCertificate ?? undefined };
  } catch (error) {
    if (!(error instanceof SignedDataVerifyError)) return { state: 'unverifiable', certificate: undefined };
    return { state: error.message.includes(digestDiffers) ? 'altered' : 'unverifiable', certificate: error.signerCertificate ?? undefined };
  }
}

/** `cms` may be padded with zeros, as PDF writers do; `signed` are the bytes that it is said to sign. */
export async function readCms(cms: Uint8Array, signed: Uint8Array, roots: Roots, now: Date): Promise<CmsSignature> {
  const data = await parse(cms);
  if (data === undefined) return { state: 'unreadable' };
  const { Certificate: X509 } = await import('pkijs');
  const claimed = await claimedTime(data);
  const at = claimed ?? now;
  const { state, certificate } = await verify(data, signed, at);
  if (certificate === undefined) return { state: 'unreadable' };

  const [signerInfo] = data.signerInfos;
  const certificates = (data.certificates ?? []).filter((one): one is Certificate => one instanceof X509);
  const address = addressOf(certificate);
  const organisation = part(certificate.subject, oids.organisation);
  const bits = rsaBits(certificate);
  return {
    state,
    signer: part(certificate.subject, oids.commonName) ?? address ?? organisation ?? '?',
    ...(address === undefined ? {} : { address }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(claimed === undefined ? {} : { claimedAt: claimed.toISOString() }),
    weak: weakAlgorithms.has(signerInfo?.digestAlgorithm.algorithmId ?? '') || weakAlgorithms.has(signerInfo?.signatureAlgorithm.algorithmId ?? '') || (bits !== undefined && bits < 2048),
    trust: await trustOf(certificate, certificates, roots, at).catch((): Trust => 'unknown'),
    inForce: certificate.notBefore.value <= at && at <= certificate.notAfter.value,
  };
}
