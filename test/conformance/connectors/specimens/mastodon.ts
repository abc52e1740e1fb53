import type { Specimen } from './specimen.ts';

const writer = { id: '77', username: 'asa', acct: 'asa@fedi.example', display_name: 'Åsa Öqvist' };

export const mastodon: Specimen = {
  textKey: 'content',
  envelope: (changes) => ({
    mastodon: { account: 'exempelby@mastodon.example', id: '1', roots: {} },
    changes,
  }),
  comment: (n, text) => ({
    ...{ id: String(n), type: 'mention', created_at: '2026-11-21T14:00:00.000Z', account: writer },
    status: {
      ...{ id: `1148${n}`, created_at: '2026-11-21T13:59:58.000Z', edited_at: null, visibility: 'public' },
      ...{ in_reply_to_id: '9', in_reply_to_account_id: '1', spoiler_text: '', account: writer },
      content: text,
      url: `https://fedi.example/@asa/1148${n}`,
      mentions: [{ id: '1', acct: 'exempelby' }],
      media_attachments: [],
    },
  }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { event: 'teleport', payload: '{}' },
    { event: 'notification', payload: '{half' },
    { event: 'delete', payload: {} },
    { id: '1', type: 'hologram', created_at: 'x' },
    { id: '1', type: 'mention', created_at: 'x', status: null },
    { id: '1', type: 'mention', created_at: 'x', status: { id: '2', content: 3 } },
    { id: '1', type: 'mention', created_at: 'x', status: { content: 'x' } },
  ],
};
