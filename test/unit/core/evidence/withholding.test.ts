/** Which sealed files stay in the house, once something in them must. */
import { expect, test } from '@jest/globals';
import { capturedFile, sealCapture, sealFiles } from '../../../../core/evidence/capture.ts';
import {
  NOTHING_WITHHELD,
  shownBeside,
  withheldFiles,
  withheldSince,
} from '../../../../core/evidence/withholding.ts';

const record = (attachments: readonly object[] = [], raw: unknown = [{ change: { parent: 'p-1' } }]) =>
  sealCapture(
    { raw, comment: { revisions: [{ attachments }] }, context: { post: null, thread: [] }, assessment: {} },
    { at: '2026-03-02T08:00:00.000Z' },
  );
const picture = sealFiles([capturedFile('picture/rendered-1.png', 'image/png', new Uint8Array(3))], {
  at: '2026-03-02T08:00:00.000Z',
});
const paths = (sealed: ReturnType<typeof record>, since: object) =>
  withheldFiles({ record: sealed, picture }, { ...NOTHING_WITHHELD, ...since }).map(({ path }) => path);

test('Where nothing is withheld, everything leaves', () => {
  expect(paths(record(), {})).toEqual([]);
});

test('Of an item that is kept out nothing leaves', () => {
  expect(paths(record(), { item: true })).toEqual([
    'raw.json',
    'comment.json',
    'context.json',
    'assessment.json',
    'picture/rendered-1.png',
  ]);
});

test('A neighbour takes what stood around with it, and the raw change only where that names it', () => {
  const pictured = 'picture/rendered-1.png';
  expect(paths(record(), { around: new Set(['n-1']) })).toEqual(['context.json', pictured]);
  expect(paths(record(), { around: new Set(['p-1']) })).toEqual(['raw.json', 'context.json', pictured]);
});

test('A suspicion of its own pictures takes their addresses with it', () => {
  const media = { media: true };
  const pictured = 'picture/rendered-1.png';
  expect(paths(record(), media)).toEqual(['raw.json', pictured]);
  expect(paths(record([{ type: 'image', url: 'https://x.example/1' }]), media)).toEqual([
    'raw.json',
    'comment.json',
    pictured,
  ]);
  expect(paths(record([], []), media)).toEqual([pictured]);
});

test('What was withheld already when it was sealed is not withheld since', () => {
  const entry = { parentId: null, own: false };
  const context = {
    post: { externalId: 'post', withheld: true },
    thread: [
      { ...entry, externalId: 'self' },
      { ...entry, externalId: 'seen' },
      { ...entry, externalId: 'hidden', withheld: true },
    ],
  };
  expect(shownBeside(context, 'self')).toEqual(['seen']);
  expect(shownBeside(null, 'self')).toEqual([]);
});

test('A person’s word and a machine’s suspicion are told apart', () => {
  const item = { media: null, removal: { state: 'none' }, recordsOutcome: 'no-capture' } as never;
  expect(withheldSince(item, new Set())).toMatchObject({ item: true, media: false });
  expect(withheldSince(null, new Set())).toMatchObject({ item: false, media: false });
});
