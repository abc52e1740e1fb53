import { createHmac } from 'node:crypto';
import type { Specimen } from './specimen.ts';

export const x: Specimen = {
  sign: (body, secret) => ({
    'x-twitter-webhooks-signature': `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`,
  }),
  textKey: 'text',
  envelope: (changes) => ({ for_user_id: '101', tweet_create_events: changes }),
  comment: (n, text) => ({
    created_at: 'Fri Nov 21 14:00:00 +0000 2025',
    id_str: String(9000 + n),
    text,
    in_reply_to_status_id_str: '900',
    in_reply_to_user_id_str: '101',
    user: { id_str: '7001', name: 'Åsa Öqvist', screen_name: 'asaoq' },
    entities: { urls: [], user_mentions: [] },
  }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { text: 'x' },
    { id_str: '' },
    { id_str: '1' },
    { id_str: '1', text: 3 },
    { id_str: {}, id: 1.5, text: 'x' },
  ],
};
