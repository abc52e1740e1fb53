import { SIGNATURE_HEADER, signatureOf } from '../../../../connectors/generic/signature.ts';
import type { Specimen } from './specimen.ts';

export const generic: Specimen = {
  sign: (body, secret) => ({
    [SIGNATURE_HEADER]: signatureOf(body, { secret, at: new Date('2026-11-21T14:00:00.000Z') }),
  }),
  textKey: 'text',
  envelope: (events) => ({ source: 'exempelby-webb', sentAt: '2026-11-21T14:00:00.000Z', events }),
  comment: (n, text) => ({
    action: 'created',
    id: `c-${n}`,
    postId: 'nyhet-33',
    author: { id: 'u-7', name: 'Åsa Öqvist' },
    text,
    url: `https://www.exempelby.example/nyhet-33#c-${n}`,
    time: '2026-11-21T13:59:58.000Z',
  }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    { action: 'created' },
    { action: 'created', id: 'c-1' },
    { action: 'created', id: 'c-1', text: 3 },
    { action: 'teleported', id: 'c-1', text: 'x' },
    { action: 'created', kind: 'hologram', id: 'c-1', text: 'x' },
  ],
};
