/** What the suite must know of a platform to speak as it does. A connector without a specimen fails the suite. */
import { createHmac } from 'node:crypto';
import type { Platform } from '../../../core/kernel/platform.ts';

export interface Specimen {
  sign(body: Uint8Array, secret: string): Record<string, string>;
  /** A body of one account's changes, each as the platform wraps them. */
  envelope(changes: readonly unknown[]): unknown;
  /** The n-th of many different new comments. */
  comment(n: number, text: string): unknown;
  /** Changes that no version of the platform documents, and such as lack what they should have. */
  readonly strange: readonly unknown[];
}

const facebook: Specimen = {
  sign: (body, secret) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }),
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

export const specimens: Partial<Record<Platform, Specimen>> = { facebook };
