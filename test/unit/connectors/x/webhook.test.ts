/** X's challenge and signature, with the published vectors of platforms.md 0.2. */
import { describe, expect, test } from '@jest/globals';
import { webhook } from '../../../../connectors/x/webhook.ts';

const SECRETS = { signing: ['consumer-secret'], verifyTokens: [] };
const BODY = Buffer.from('{"for_user_id":"1","text":"hej å"}');
const SIGNATURE = 'sha256=FTEc23sPuETD2Orjn5Ly2Nmsy2vm/MPl9hfSNe5sBns=';
const headers = (signature: string) => ({ 'X-Twitter-Webhooks-Signature': signature });

describe('the challenge', () => {
  const query = { crc_token: '9b4507b3-9040-4669-9ca3-6b94edb50553', nonce: 'x' };

  test('A challenge is answered with its HMAC in base64', () => {
    expect(webhook.handshake(query, SECRETS)).toEqual({
      ok: true,
      body: '{"response_token":"sha256=NhN+8FRk3FiSPXyqxXmpVRtiLiWoawvOgUBuXwGUTL4="}',
      contentType: 'application/json; charset=utf-8',
    });
  });

  test('While secrets rotate, the first one answers', () => {
    const rotating = { ...SECRETS, signing: ['', 'consumer-secret', 'old'] };
    expect(webhook.handshake(query, rotating)).toEqual(webhook.handshake(query, SECRETS));
  });

  test.each([
    [{}],
    [{ crc_token: '' }],
    [{ crc_token: ['a', 'b'] }],
    [{ crc_token: 'x'.repeat(1001) }],
    [{ 'hub.challenge': '1', 'hub.mode': 'subscribe' }],
  ])('A challenge of %j is not answered', (asked) => {
    expect(webhook.handshake(asked, SECRETS)).toEqual({ ok: false });
  });

  test('Without a secret no challenge is answered', () => {
    expect(webhook.handshake(query, { signing: [''], verifyTokens: [] })).toEqual({ ok: false });
  });
});

describe('the signature', () => {
  test('A signature in base64 is verified over the raw bytes', () => {
    expect(webhook.verify(BODY, headers(SIGNATURE), SECRETS)).toBe(true);
    const escaped = Buffer.from('{"for_user_id":"1","text":"hej \\u00e5"}');
    expect(webhook.verify(escaped, headers(SIGNATURE), SECRETS)).toBe(false);
  });

  test.each([
    'FTEc23sPuETD2Orjn5Ly2Nmsy2vm/MPl9hfSNe5sBns=',
    'sha256=FTEc23sPuETD2Orjn5Ly2Nmsy2vm_MPl9hfSNe5sBns=',
    'sha256=FTEc23sPuETD2Orjn5Ly2Nmsy2vm/MPl9hfSNe5sBnt=',
    'sha256=15311cdb7b0fb844c3d8eae39f92f2d8d9accb6be6fcc3e5f617d235ee6c067b',
    'sha1=FTEc23sPuETD2Orjn5Ly2Nmsy2vm/MPl9hfSNe5sBns=',
  ])('A signature written as %s is none', (written) => {
    expect(webhook.isSigned(headers(written))).toBe(false);
    expect(webhook.verify(BODY, headers(written), SECRETS)).toBe(false);
  });
});
