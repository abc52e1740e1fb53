import { describe, expect, test } from '@jest/globals';
import { webhook } from '../../../../connectors/youtube/webhook.ts';

const secrets = { signing: ['old-secret', 'hub-secret'], verifyTokens: [] };
const topic = 'https://www.youtube.com/xml/feeds/videos.xml?channel_id=UCexempelby0000000000001';
const query = {
  'hub.mode': 'subscribe',
  'hub.topic': topic,
  'hub.challenge': '0123a',
  'hub.lease_seconds': '432000',
};

describe('the hub’s question', () => {
  test('A subscription to a channel’s feed gets its challenge back', () => {
    expect(webhook.handshake(query, secrets)).toEqual({
      ok: true,
      body: '0123a',
      contentType: 'text/plain; charset=utf-8',
    });
    const other = { ...query, 'hub.topic': topic.replace('/xml/', '/') };
    expect(webhook.handshake(other, secrets).ok).toBe(true);
  });

  test.each([
    ['an unsubscription', { ...query, 'hub.mode': 'unsubscribe' }],
    ['a refusal', { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': 'x' }],
    ['another feed', { ...query, 'hub.topic': 'https://exempel.se/feed.xml' }],
    ['a feed elsewhere', { ...query, 'hub.topic': `https://evil.example/?${topic}` }],
    ['no challenge', { ...query, 'hub.challenge': '' }],
    ['nothing', {}],
  ])('%s is not confirmed', (_name, bad) => {
    expect(webhook.handshake(bad, secrets)).toEqual({ ok: false });
  });

  test('Without a secret nothing is confirmed, since no push could be verified', () => {
    expect(webhook.handshake(query, { signing: [''], verifyTokens: [] })).toEqual({ ok: false });
  });
});

describe('the hub’s signature', () => {
  const body = Buffer.from('<feed/>');
  const signed = { 'X-Hub-Signature': 'sha1=d07260cad34b4772d7f4167f7e45b4d5f26fe2a1' };

  test('The vector of the reference verifies, and nothing else does', () => {
    expect(webhook.verify(body, signed, secrets)).toBe(true);
    expect(webhook.isSigned(signed)).toBe(true);
    expect(webhook.verify(Buffer.from('<feed />'), signed, secrets)).toBe(false);
    expect(webhook.verify(body, signed, { ...secrets, signing: ['other'] })).toBe(false);
    const bare = signed['X-Hub-Signature'].slice(5);
    for (const value of [bare, `sha256=${bare}`, signed['X-Hub-Signature'].toUpperCase(), ''])
      expect(webhook.verify(body, { 'x-hub-signature': value }, secrets)).toBe(false);
  });
});
