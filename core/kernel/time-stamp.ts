/**
 * RFC 3161: an authority says that a hash existed at a moment. Only the hash leaves the machine. What comes back is kept
 * as it is, so that `openssl ts -verify` or any other program can check it.
 */
import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

export const SHA256 = '2.16.840.1.101.3.4.2.1';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto }));

export const imprintOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A number of that many bytes: with its first bit set it would be a negative one, and a zero would not be written. */
export function usableNonce(bytes: Uint8Array): Uint8Array {
  const number = Uint8Array.from(bytes);
  number[0] = ((number[0] ?? 0) & 0x7f) | 0x01;
  return number;
}

interface Asked {
  /** Of {@link usableNonce}: the answer must repeat it. */
  readonly nonce: Uint8Array;
  /** The policy that the authority is to stamp by, as an object identifier; null: its own. */
  readonly policy: string | null;
}

/** The request for a time stamp over a text. */
export function timeStampRequest(text: string, { nonce, policy }: Asked): Uint8Array {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: SHA256,
        algorithmParams: new asn1js.Null(),
      }),
      hashedMessage: new asn1js.OctetString({ valueHex: imprintOf(text) }),
    }),
    nonce: new asn1js.Integer({ valueHex: nonce }),
    certReq: true,
    ...(policy === null ? {} : { reqPolicy: policy }),
  });
  return new Uint8Array(request.toSchema().toBER());
}
