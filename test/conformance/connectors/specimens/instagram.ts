import { facebook } from './facebook.ts';
import type { Specimen } from './specimen.ts';

export const instagram: Specimen = {
  ...(facebook.sign && { sign: facebook.sign }),
  textKey: 'text',
  envelope: (changes) => ({
    object: 'instagram',
    entry: [{ id: '17841400000000101', time: 1763733700, changes }],
  }),
  comment: (n, text) => ({
    field: 'comments',
    value: {
      from: { id: '6100000000000001', username: 'asa.oqvist' },
      media: { id: '17800000000000900', media_product_type: 'FEED' },
      id: `1790000000000${n}`,
      text,
    },
  }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { field: 'comments' },
    { field: 'comments', value: null },
    { field: 'comments', value: [] },
    { field: 'comments', value: { text: 'x' } },
    { field: 'comments', value: { id: '1', text: 3 } },
    { field: 'mentions', value: {} },
    { field: 'messages', value: { message: { text: 'x' } } },
    { field: 'premonitions', value: { text: 'x' } },
  ],
};
