import { createHmac } from 'node:crypto';
import type { Specimen } from './specimen.ts';

const snippetOf = (text: string) => ({
  channelId: 'UCexempelby0000000000001',
  videoId: 'dQexempel01',
  textDisplay: 'Så syns den',
  textOriginal: text,
  authorDisplayName: '@asaoqvist',
  authorChannelId: { value: 'UCasaoqvist0000000000001' },
  publishedAt: '2026-11-20T14:00:00Z',
  updatedAt: '2026-11-20T14:00:00Z',
});

export const youtube: Specimen = {
  sign: (body, secret) => ({
    'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
  }),
  textKey: 'textOriginal',
  envelope: (items) => ({ kind: 'youtube#commentListResponse', etag: 'e', items }),
  comment: (n, text) => ({ kind: 'youtube#comment', etag: 'e', id: `UgxA${n}`, snippet: snippetOf(text) }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { kind: 'youtube#comment' },
    { kind: 'youtube#comment', id: 'UgxA', snippet: null },
    { kind: 'youtube#comment', id: 'UgxA', snippet: {} },
    { kind: 'youtube#comment', snippet: snippetOf('x') },
    { kind: 'youtube#comment', id: 'UgxA', snippet: { textDisplay: 3 } },
    { kind: 'youtube#commentThread', id: 'UgxA', snippet: { topLevelComment: 3 } },
    { kind: 'youtube#video', id: 'dQexempel01', snippet: { title: 'x' } },
    { kind: 'youtube#premonition', text: 'x' },
  ],
};
