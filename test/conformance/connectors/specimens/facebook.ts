import { createHmac } from 'node:crypto';
import type { Specimen } from './specimen.ts';

export const facebook: Specimen = {
  sign: (body, secret) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
  textKey: 'message',
  envelope: (changes) => ({ object: 'page', entry: [{ id: '101', time: 1763733700, changes }] }),
  comment: (n, text) => ({
    field: 'feed',
    value: {
      from: { id: '7001', name: 'Åsa Öqvist' },
      message: text,
      post_id: '101_900',
      parent_id: '101_900',
      comment_id: `900_${n}`,
      created_time: 1763733600 + n,
      item: 'comment',
      verb: 'add',
    },
  }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { field: 'feed' },
    { field: 'feed', value: null },
    { field: 'feed', value: [] },
    { field: 'feed', value: { item: 'comment', verb: 'add' } },
    { field: 'feed', value: { item: 'comment', verb: 'add', comment_id: '900_1', message: 3 } },
    { field: 'feed', value: { item: 'hologram', verb: 'add', message: 'x' } },
    { field: 'feed', value: { item: 'comment', verb: 'teleport', comment_id: '900_1' } },
    { field: 'premonitions', value: { message: 'x' } },
  ],
};
