import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { isOneOf, verifyHubSignature } from '../../../../connectors/shared/signature.ts';

/** The vector of platforms.md 0.2: escaped letters, an emoji as surrogates, an escaped slash. */
const BODY = Buffer.from(
  String.raw`{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"1_2","message":"\u00e5\u00e4\u00f6 \ud83d\ude00 a\/b"}}]}]}`,
);
const HEX = '226e222b763615f403e1f72d297c2280448fb4f723cc9edb1c1ae3bb1118fab5';
const REWRITTEN_HEX = '6381443b9f92a937137bbe9cd13c5e84fb6100dd97a74ea0218de54262806613';
const SECRETS = ['app-secret'];

const check = (signature: string | string[] | undefined, secrets: readonly string[] = SECRETS): boolean =>
  verifyHubSignature(BODY, { 'x-hub-signature-256': signature }, secrets);

describe('X-Hub-Signature-256', () => {
  test('A signature fits the raw bytes, whatever the case of the header’s name', () => {
    expect(check(`sha256=${HEX}`)).toBe(true);
    expect(verifyHubSignature(BODY, { 'X-Hub-Signature-256': `sha256=${HEX}` }, SECRETS)).toBe(true);
  });

  test('A signature does not fit the body after JSON.parse and JSON.stringify', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(BODY.toString())));
    const header = { 'x-hub-signature-256': `sha256=${HEX}` };
    expect(verifyHubSignature(rewritten, header, SECRETS)).toBe(false);
    expect(check(`sha256=${REWRITTEN_HEX}`)).toBe(false);
  });

  test('Either secret fits while they are being changed', () => {
    expect(check(`sha256=${HEX}`, ['new-secret', 'app-secret'])).toBe(true);
    expect(check(`sha256=${HEX}`, ['app-secret', 'new-secret'])).toBe(true);
    expect(check(`sha256=${HEX}`, ['new-secret'])).toBe(false);
  });

  test('Nothing fits without a secret, and an empty secret is none', () => {
    const forged = createHmac('sha256', '').update(BODY).digest('hex');
    expect(check(`sha256=${HEX}`, [])).toBe(false);
    expect(check(`sha256=${forged}`, [''])).toBe(false);
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['no prefix', HEX],
    ['another prefix', `sha1=${HEX}`],
    ['the prefix in capitals', `SHA256=${HEX}`],
    ['capitals', `sha256=${HEX.toUpperCase()}`],
    ['a digit too few', `sha256=${HEX.slice(1)}`],
    ['a digit too many', `sha256=${HEX}0`],
    ['no hex', `sha256=${'z'.repeat(64)}`],
    ['a space before', ` sha256=${HEX}`],
    ['a line end', `sha256=${HEX}\n`],
    ['two values', [`sha256=${HEX}`, `sha256=${HEX}`]],
    ['two values in one', `sha256=${HEX}, sha256=${HEX}`],
    ['no value', []],
  ])('A signature check with %s is false and does not throw', (_name, signature) => {
    expect(check(signature)).toBe(false);
  });

  test('The header under two spellings is two values and fits nothing', () => {
    const value = `sha256=${HEX}`;
    const headers = { 'x-hub-signature-256': value, 'X-Hub-Signature-256': value };
    expect(verifyHubSignature(BODY, headers, SECRETS)).toBe(false);
  });
});

test('A token is compared whole, and an empty one is never known', () => {
  expect(isOneOf('b', ['a', 'b'])).toBe(true);
  expect(isOneOf('b', ['a', 'bb'])).toBe(false);
  expect(isOneOf('', ['', 'a'])).toBe(false);
});
