/**
 * Does an RFC 3161 answer hold? Its signature over our text, that its signer may give time stamps at all, and, where
 * authorities are named, that one of them stands behind it. The rules of `openssl ts -verify`, and nothing is fetched.
 */
import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { chainFault } from './certificate-chain.ts';
import type { StampFault } from './stamp-fault.ts';
import { imprintOf, SHA256 } from './time-stamp.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

export interface StampExpected {
  /** Certificates of the authorities that are believed (DER); null: none is named, and who signed is not checked. */
  readonly authorities: readonly Uint8Array[] | null;
  /** Null: any. */
  readonly policy: string | null;
  /** What the answer must repeat; null: it is not known any more. */
  readonly nonce: Uint8Array | null;
}

export interface CheckedStamp {
  readonly at: Date;
  /** Of the certificate that signed, as it names itself. */
  readonly authority: string;
  readonly fault: StampFault | null;
}

const ALTERED = { fault: 'altered' } as const;

const nameOf = (certificate: pkijs.Certificate): string =>
  certificate.subject.typesAndValues.map(({ value }) => String(value.valueBlock.value)).join(', ');

const hexOf = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('hex');

export const derOf = (certificate: pkijs.Certificate): Buffer =>
  Buffer.from(certificate.toSchema().toBER(false));

/** Time stamps and nothing else, and whoever cannot read that must refuse the certificate. */
function isForTimeStamps({ extensions = [] }: pkijs.Certificate): boolean {
  const found = extensions.filter(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const purposes = (found[0]?.parsedValue as pkijs.ExtKeyUsage | undefined)?.keyPurposes ?? [];
  return found.length === 1 && found[0]?.critical === true && purposes.join() === TIME_STAMPING;
}

const partsOf = (value: unknown): asn1js.BaseBlock[] =>
  value instanceof asn1js.Sequence ? (value.valueBlock.value as asn1js.BaseBlock[]) : [];

const HASHES: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The signature covers which certificate made it (RFC 2634, RFC 5035): another one with the same key is none. */
function namesItsSigner(info: pkijs.SignerInfo, signer: pkijs.Certificate): boolean {
  const attributes = info.signedAttrs?.attributes ?? [];
  const said = (type: string): unknown => attributes.find((attribute) => attribute.type === type)?.values[0];
  const certificateId = (type: string) => partsOf(partsOf(partsOf(said(type))[0])[0]);
  const isHash = (algorithm: string | undefined, hash: asn1js.BaseBlock | undefined): boolean =>
    algorithm !== undefined &&
    hash instanceof asn1js.OctetString &&
    hexOf(hash.valueBlock.valueHexView) === createHash(algorithm).update(derOf(signer)).digest('hex');
  const [first, second] = certificateId(SIGNING_CERTIFICATE_V2);
  if (first instanceof asn1js.OctetString) return isHash('sha256', first);
  const [algorithm] = partsOf(first);
  if (algorithm instanceof asn1js.ObjectIdentifier)
    return isHash(HASHES[algorithm.valueBlock.toString()], second);
  return isHash('sha1', certificateId(SIGNING_CERTIFICATE)[0]);
}

interface Opened {
  readonly signed: pkijs.SignedData;
  readonly info: pkijs.TSTInfo;
}

function opened(answer: Uint8Array): Opened | StampFault {
  const response = pkijs.TimeStampResp.fromBER(Uint8Array.from(answer).buffer);
  const { granted, grantedWithMods } = pkijs.PKIStatus;
  const { status } = response.status;
  if (status !== granted && status !== grantedWithMods) return 'refused';
  const token = response.timeStampToken;
  if (token === undefined || token.contentType !== SIGNED_DATA) return 'altered';
  const signed = new pkijs.SignedData({ schema: token.content });
  const { eContent, eContentType } = signed.encapContentInfo;
  // One signature, or the one that is checked need not be the one that somebody reads.
  if (eContent === undefined || eContentType !== TST_INFO || signed.signerInfos.length !== 1)
    return 'altered';
  return { signed, info: pkijs.TSTInfo.fromBER(eContent.getValue()) };
}

function isOver({ messageImprint }: pkijs.TSTInfo, text: string): boolean {
  const { hashAlgorithm, hashedMessage } = messageImprint;
  const imprint = imprintOf(text).toString('hex');
  return hashAlgorithm.algorithmId === SHA256 && hexOf(hashedMessage.valueBlock.valueHexView) === imprint;
}

function saidFault({ nonce, policy }: pkijs.TSTInfo, expected: StampExpected): StampFault | null {
  const repeated = nonce === undefined ? '' : hexOf(nonce.valueBlock.valueHexView);
  if (expected.nonce !== null && repeated !== hexOf(expected.nonce)) return 'nonce';
  return expected.policy !== null && policy !== expected.policy ? 'policy' : null;
}

async function signerFault(
  { signed, info }: Opened,
  signer: pkijs.Certificate,
  { authorities }: StampExpected,
): Promise<StampFault | null> {
  const [signerInfo] = signed.signerInfos;
  if (!isForTimeStamps(signer)) return 'purpose';
  if (signerInfo === undefined || !namesItsSigner(signerInfo, signer)) return 'signer';
  const at = info.genTime;
  if (at < signer.notBefore.value || at > signer.notAfter.value) return 'expired';
  if (authorities === null) return null;
  const beside = (signed.certificates ?? []).filter(
    (certificate) => certificate instanceof pkijs.Certificate,
  );
  return chainFault(signer, { beside, authorities, at });
}

async function check(answer: Uint8Array, text: string, expected: StampExpected) {
  const found = opened(answer);
  if (typeof found === 'string') return { fault: found };
  const { signed, info } = found;
  if (!isOver(info, text)) return ALTERED;
  const data = Uint8Array.from(Buffer.from(text)).buffer;
  // In full, since it says which of the certificates signed: they stand in no order.
  const { signatureVerified, signerCertificate: signer } = await signed.verify({
    signer: 0,
    data,
    extendedMode: true,
  });
  if (!signatureVerified || !signer) return ALTERED;
  const fault = saidFault(info, expected) ?? (await signerFault(found, signer, expected));
  return { fault, at: info.genTime, authority: nameOf(signer) };
}

/** Never throws: an answer may come from anywhere. Where it was read, it is said what it claims, also beside a fault. */
export async function checkTimeStamp(
  answer: Uint8Array,
  text: string,
  expected: StampExpected,
): Promise<CheckedStamp | { readonly fault: StampFault; readonly at?: undefined }> {
  try {
    return (await check(answer, text, expected)) as CheckedStamp;
  } catch {
    return ALTERED;
  }
}
