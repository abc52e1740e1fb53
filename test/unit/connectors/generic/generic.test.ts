import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/generic/reader.ts';
import { signatureOf } from '../../../../connectors/generic/signature.ts';
import { webhook } from '../../../../connectors/generic/webhook.ts';
import type { Change } from '../../../../core/actions/connector.ts';

const bytes = (events: unknown, more: object = {}): Buffer =>
  Buffer.from(JSON.stringify({ source: 'exempelby-webb', events, ...more }));
const changesOf = (...events: unknown[]): Change[] =>
  reader.parseDelivery(bytes(events)).flatMap(({ changes }) => changes.map(({ change }) => change));
const at = new Date('2026-11-21T14:00:00.000Z');
const time = at.toISOString();
const place = { kind: 'comment', externalId: 'c-1', parentId: 'nyhet-33', postId: 'nyhet-33' };
const said = { action: 'created', id: 'c-1', postId: 'nyhet-33', time };

describe('what a source sends', () => {
  test('A comment arrives with all that its site tells', () => {
    const attachments = [{ type: 'image', url: 'https://www.exempelby.example/1.jpg', alt: 'En lampa' }];
    const event = {
      ...said,
      text: 'Varför?',
      author: { id: 'u-7', name: 'Åsa' },
      url: 'https://e.example/1',
      attachments,
    };
    expect(changesOf(event)).toEqual([
      {
        ...{ type: 'added', ...place, permalink: 'https://e.example/1', own: false, text: 'Varför?', at },
        author: { id: 'u-7', name: 'Åsa' },
        attachments: [{ ...attachments[0], state: 'unfetched' }],
      },
    ]);
  });

  test('HTML becomes the text that is seen, a picture needs none, and text that is none is no comment', () => {
    expect(
      changesOf({ ...said, html: '<p>Hej <a href="https://bluff.example">kommunen.example</a></p>' }),
    ).toMatchObject([{ text: 'Hej kommunen.example (https://bluff.example)' }]);
    expect(changesOf({ ...said, attachments: [] })).toMatchObject([{ text: '' }]);
    expect(changesOf({ ...said, text: 3 }, said)).toEqual([
      { type: 'unknown', what: 'event lacks text' },
      { type: 'unknown', what: 'event lacks text' },
    ]);
  });

  test('What waits on the site arrives and is hidden there', () => {
    expect(changesOf({ ...said, text: 'Hej', visible: false })).toMatchObject([
      { type: 'added', ...place },
      { type: 'hidden', ...place, at },
    ]);
  });

  test('Edits, deletions, hides and reactions are told apart', () => {
    const events = [
      { ...said, action: 'edited', text: 'Rättat' },
      { ...said, action: 'edited' },
      { ...said, action: 'deleted', by: { id: 'u-7' } },
      { ...said, action: 'hidden' },
      { ...said, action: 'unhidden' },
      { ...said, kind: 'reaction', parentId: 'c-1' },
    ];
    expect(changesOf(...events)).toMatchObject([
      { type: 'edited', text: 'Rättat', at },
      { type: 'untold-edit', ...place },
      { type: 'removed', by: 'u-7' },
      { type: 'hidden' },
      { type: 'unhidden' },
      { type: 'ignored', reaction: { removed: false, parentId: 'c-1' } },
    ]);
    expect(reader.tellsOfHiding(bytes(events))).toBe(true);
    expect(reader.tellsOfHiding(bytes([{ ...said, text: 'hidden' }]))).toBe(false);
  });

  test('The municipality’s own words are its own, by flag or by the source’s name', () => {
    const events = [
      { ...said, text: 'Svar', own: true },
      { ...said, text: 'Svar', author: { id: 'exempelby-webb' } },
    ];
    expect(changesOf(...events)).toMatchObject([{ own: true }, { own: true }]);
  });

  test('An edit without its text is completed by what was fetched', () => {
    const completed = reader.withText(bytes([{ ...said, action: 'edited' }]), 'c-1', 'Rättat');
    expect(reader.parseDelivery(completed as Uint8Array)[0]?.changes[0]?.change).toMatchObject({
      text: 'Rättat',
    });
    expect(reader.withText(bytes([said]), 'c-1', 'x')).toBeNull();
  });

  test.each([
    '',
    'x',
    '{}',
    '{"events":[]}',
    '{"source":"","events":[]}',
    '{"source":"a","events":{}}',
  ])('%j is no delivery', (text) => {
    expect(reader.isReadable(Buffer.from(text))).toBe(false);
  });
});

describe('the signature', () => {
  const body = bytes([said]);
  const headers = { 'x-uppsikt-signature': signatureOf(body, { secret: 's', at }) };
  const verify = (given: Record<string, string>) =>
    webhook.verify(body, given, { signing: ['old', 's'], verifyTokens: [] });

  test('The time is signed with the bytes, and an old one is not taken', () => {
    expect(verify(headers)).toBe(true);
    const moved = headers['x-uppsikt-signature'].replace(/t=\d+/u, 't=1763733601');
    expect(verify({ 'x-uppsikt-signature': moved })).toBe(false);
    const timelyIn = (ms: number) => webhook.isTimely?.(headers, new Date(at.getTime() + ms));
    expect([
      timelyIn(0),
      timelyIn(300_000),
      timelyIn(-300_000),
      timelyIn(301_000),
      timelyIn(-301_000),
    ]).toEqual([...[true, true, true], ...[false, false]]);
    expect(webhook.isTimely?.({}, at)).toBe(false);
  });
});
