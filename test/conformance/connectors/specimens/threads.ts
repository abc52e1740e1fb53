import { facebook } from './facebook.ts';
import type { Specimen } from './specimen.ts';

export const threads: Specimen = {
  ...(facebook.sign && { sign: facebook.sign }),
  textKey: 'text',
  envelope: (changes) => ({
    app_id: '55',
    topic: 'moderate',
    target_id: '101',
    time: 1763733700,
    values: changes,
  }),
  comment: (n, text) => ({
    field: 'replies',
    value: {
      id: `1800000000000${n}`,
      username: 'asa.oqvist',
      text,
      replied_to: { id: '900' },
      root_post: { id: '900', owner_id: '101', username: 'exempelby' },
      timestamp: '2025-11-21T14:00:00+0000',
    },
  }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { field: 'replies' },
    { field: 'replies', value: null },
    { field: 'replies', value: [] },
    { field: 'replies', value: { text: 'x' } },
    { field: 'replies', value: { id: '1', text: 3 } },
    { field: 'delete', value: { username: 'x' } },
    { field: 'premonitions', value: { id: '1', text: 'x' } },
  ],
};
