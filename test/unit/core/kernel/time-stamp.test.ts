/** Which time stamps hold: whoever has openssl can make one, so who signed it is what it is worth. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { certificatesIn } from '../../../../core/kernel/certificate-chain.ts';
import { usableNonce } from '../../../../core/kernel/time-stamp.ts';
import { checkTimeStamp, type StampExpected } from '../../../../core/kernel/time-stamp-check.ts';
import {
  createStamps,
  hasOpenssl,
  POLICY,
  type StampAsked,
  type Stamps,
} from '../../../support/time-stamps.ts';

const TEXT = 'a'.repeat(64);
const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

(hasOpenssl() ? describe : describe.skip)('a time stamp (skipped where there is no openssl)', () => {
  let stamps: Stamps;
  let ca: Uint8Array;
  beforeAll(() => {
    stamps = createStamps();
    stamps.certificate('ca', { purpose: 'ca' });
    stamps.certificate('other-ca', { purpose: 'ca' });
    stamps.certificate('tsa', { by: 'ca', days: 10 });
    stamps.certificate('between', { purpose: 'ca', by: 'ca', days: 10 });
    stamps.certificate('below', { by: 'between', days: 30 });
    stamps.certificate('self');
    stamps.certificate('no-ca', { purpose: 'none', by: 'ca' });
    stamps.certificate('under-no-ca', { by: 'no-ca' });
    for (const purpose of ['none', 'not-critical', 'one-of-two'] as const)
      stamps.certificate(purpose, { purpose, by: 'ca' });
    ca = stamps.der('ca');
  });
  afterAll(() => stamps.close());

  const faultOf = async (asked: StampAsked, expected: Partial<StampExpected> = {}) =>
    (
      await checkTimeStamp(stamps.stamp(TEXT, asked), TEXT, {
        authorities: [ca],
        policy: null,
        nonce: null,
        ...expected,
      })
    ).fault;

  test('One by an authority that is believed holds, and is named', async () => {
    const answer = stamps.stamp(TEXT, { signer: 'tsa', beside: ['ca'] });
    const expected = { authorities: [ca], policy: POLICY, nonce: null };
    expect(await checkTimeStamp(answer, TEXT, expected)).toMatchObject({ fault: null, authority: 'tsa' });
    expect(await faultOf({ signer: 'below', beside: ['between'] })).toBeNull();
    expect(await faultOf({ signer: 'tsa' }, { authorities: [stamps.der('tsa')] })).toBeNull();
  });

  test('One by an authority of somebody’s own making, or of another, is not trusted', async () => {
    expect(await faultOf({ signer: 'self' })).toBe('untrusted');
    expect(await faultOf({ signer: 'self', beside: ['ca'] })).toBe('untrusted');
    expect(await faultOf({ signer: 'tsa' }, { authorities: [stamps.der('other-ca')] })).toBe('untrusted');
    expect(await faultOf({ signer: 'below' })).toBe('untrusted');
    expect(await faultOf({ signer: 'under-no-ca', beside: ['no-ca'] })).toBe('untrusted');
  });

  test('Where no authority is named, who signed is said and not checked', async () => {
    const answer = stamps.stamp(TEXT, { signer: 'self' });
    const found = await checkTimeStamp(answer, TEXT, { authorities: null, policy: null, nonce: null });
    expect(found).toMatchObject({ fault: null, authority: 'self' });
  });

  test.each([
    'none',
    'not-critical',
    'one-of-two',
  ])('A certificate that is not for time stamps alone, and critically so, gives none: %s', async (signer) => {
    expect(await faultOf({ signer })).toBe('purpose');
    expect(await faultOf({ signer }, { authorities: null })).toBe('purpose');
  });

  test('A certificate that had run out, or had not begun, gives none; one that ran out later does', async () => {
    expect(await faultOf({ signer: 'tsa', at: inDays(11) })).toBe('expired');
    expect(await faultOf({ signer: 'tsa', at: inDays(-1) }, { authorities: null })).toBe('expired');
    expect(await faultOf({ signer: 'below', beside: ['between'], at: inDays(20) })).toBe('expired');
    expect(await faultOf({ signer: 'tsa', at: inDays(9) })).toBeNull();
  });

  test('A signature that does not say whose it is gives none', async () => {
    expect(await faultOf({ signer: 'tsa', namesSigner: false })).toBe('signer');
  });

  test('The answer to another question, or by another policy, is not the one asked for', async () => {
    const nonce = usableNonce(Uint8Array.from([255, 1, 2, 3]));
    expect(await faultOf({ signer: 'tsa', nonce }, { nonce })).toBeNull();
    expect(await faultOf({ signer: 'tsa' }, { nonce })).toBe('nonce');
    expect(await faultOf({ signer: 'tsa', nonce: usableNonce(new Uint8Array(4)) }, { nonce })).toBe('nonce');
    expect(await faultOf({ signer: 'tsa' }, { policy: '1.2.3.4.2' })).toBe('policy');
  });

  test('A bit that is flipped in the signed part, another text and plain bytes are no stamp', async () => {
    const answer = stamps.stamp(TEXT, { signer: 'tsa' });
    const expected = { authorities: null, policy: null, nonce: null };
    const at = Buffer.from(answer).indexOf(String(new Date().getUTCFullYear()), 0, 'latin1');
    for (const bytes of [answer.with(at + 5, answer[at + 5]! ^ 1), new Uint8Array(9), answer.slice(0, 200)])
      expect(await checkTimeStamp(bytes, TEXT, expected)).toMatchObject({ fault: 'altered' });
    expect(await checkTimeStamp(answer, 'b'.repeat(64), expected)).toMatchObject({ fault: 'altered' });
  });

  test('A refusal is one, whatever comes with it', async () => {
    const refusal = Uint8Array.from([0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]);
    const expected = { authorities: null, policy: null, nonce: null };
    expect(await checkTimeStamp(refusal, TEXT, expected)).toMatchObject({ fault: 'refused' });
  });

  test('Certificates are read from PEM, several after one another', () => {
    const pem = readFileSync(stamps.certificate('another', { purpose: 'ca' }), 'utf8');
    expect(certificatesIn(`# ours\n${pem}${pem}`)).toHaveLength(2);
    expect(() => certificatesIn('-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----')).toThrow();
    expect(() => certificatesIn('')).toThrow('no certificate');
  });
});
