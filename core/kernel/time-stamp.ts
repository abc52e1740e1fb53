/**
 * RFC 3161: an authority says that a hash existed at a moment. Only the hash leaves the machine. What comes back is kept
 * as it is, so that `openssl ts -verify` or any other program can check it.
 */
import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }));

const imprintOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The request for a time stamp over a text, and the number that the answer must repeat. */
export function timeStampRequest(text: string, nonce: Uint8Array): Uint8Array {
  const number = Uint8Array.from(nonce);
  // A number with its first bit set would be a negative one.
  number[0] = ((number[0] ?? 0) & 0x7f) | 0x01;
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: SHA256,
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: imprintOf(text) }),
    }),
    nonce: new asn1js.Integer({ valueHex: number }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

export interface TimeStamp {
  readonly at: Date;
  /** Of the certificate that signed, as it names itself; who it is must be judged by people. */
  readonly authority: string;
}

const nameOf = (certificate: pkijs.Certificate | undefined): string =>
  certificate?.subject.typesAndValues.map(({ value }) => String(value.valueBlock.value)).join(', ') ?? '';

const hexOf = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(bytes as Uint8Array).toString('hex');

/** When the answer says that the text existed. Null: it is no answer, is over another text, or its signature is wrong. */
export async function readTimeStamp(answer: Uint8Array, text: string): Promise<TimeStamp | null> {
  try {
    const response = pkijs.TimeStampResp.fromBER(Uint8Array.from(answer).buffer);
    const token = response.timeStampToken;
    if (token === undefined || token.contentType !== SIGNED_DATA) return null;
    const signed = new pkijs.SignedData({ schema: token.content });
    const content = signed.encapContentInfo.eContent;
    if (content === undefined) return null;
    const info = pkijs.TSTInfo.fromBER(content.getValue());
    const { hashAlgorithm, hashedMessage } = info.messageImprint;
    if (hashAlgorithm.algorithmId !== SHA256) return null;
    if (hexOf(hashedMessage.valueBlock.valueHexView) !== imprintOf(text).toString('hex')) return null;
    const data = Uint8Array.from(Buffer.from(text)).buffer;
    // In full, since it says which of the certificates signed: they stand in no order.
    const found = await signed.verify({ signer: 0, data, extendedMode: true });
    if (!found.signatureVerified) return null;
    return { at: info.genTime, authority: nameOf(found.signerCertificate ?? undefined) };
  } catch {
    return null;
  }
}
