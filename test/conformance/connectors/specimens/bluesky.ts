import type { Specimen } from './specimen.ts';

const US = 'did:plc:exempelby000000000000000';
const ASA = 'did:plc:asa0000000000000000000000';
const post = (did: string, rkey: string): string => `at://${did}/app.bsky.feed.post/${rkey}`;
const root = { uri: post(US, '3root'), cid: 'bafyroot' };
const said = (uri: unknown, record: unknown) => ({
  ...{
    uri,
    cid: 'bafy',
    author: { did: ASA, handle: 'asa.example' },
    reason: 'reply',
    reasonSubject: root.uri,
  },
  ...{ record, isRead: false, indexedAt: '2026-11-21T14:00:00.000Z' },
});

export const bluesky: Specimen = {
  textKey: 'text',
  envelope: (changes) => ({ bluesky: { account: US }, changes }),
  comment: (n, text) =>
    said(post(ASA, `3k${n}`), {
      $type: 'app.bsky.feed.post',
      text,
      createdAt: '2026-11-21T13:59:58.000Z',
      reply: { root, parent: root },
    }),
  strange: [
    null,
    7,
    'text',
    [],
    {},
    said('nowhere', { text: 'x' }),
    said(post(ASA, '3k'), null),
    said(post(ASA, '3k'), {}),
    said(post(ASA, '3k'), { text: 3 }),
    { ...said(post(ASA, '3k'), { text: 'x' }), reason: 'hologram' },
    { did: ASA, time_us: 1, kind: 'commit' },
    {
      did: ASA,
      time_us: 1,
      kind: 'commit',
      commit: { operation: 'create', collection: 'app.bsky.feed.post' },
    },
  ],
};
