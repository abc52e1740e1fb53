import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/youtube/reader.ts';
import { changesIn, delivery } from '../../../support/youtube-fixtures.ts';

const CHANNEL = 'UCexempelby0000000000001';
const readable = (text: string): boolean => reader.isReadable(Buffer.from(text));
const edited = (minutes: number): Buffer =>
  Buffer.from(
    delivery('new-video.xml')
      .toString()
      .replaceAll('09:00:12.552394234', `09:${String(minutes).padStart(2, '0')}:00`),
  );

describe('the hub’s feed', () => {
  test('A new video is a post of the channel’s own', () => {
    expect(reader.parseDelivery(delivery('new-video.xml'))).toMatchObject([
      {
        accountExternalId: CHANNEL,
        changes: [
          {
            change: {
              type: 'added',
              kind: 'post',
              externalId: 'dQexempel01',
              permalink: 'https://www.youtube.com/watch?v=dQexempel01',
              author: { id: CHANNEL, name: 'Exempelby kommun' },
              own: true,
              text: 'Så byggs bron & vägen 😀',
              at: new Date('2026-11-20T09:00:00Z'),
            },
          },
        ],
      },
    ]);
  });

  test('A later `updated` is an edit, dated by it', () => {
    expect(changesIn(edited(45))).toMatchObject([{ type: 'edited', at: new Date('2026-11-20T09:45:00Z') }]);
    expect(changesIn(edited(1))).toMatchObject([{ type: 'added' }]);
  });

  test('A video that was taken away names its channel in who did it alone', () => {
    expect(reader.parseDelivery(delivery('deleted-video.xml'))).toMatchObject([
      {
        accountExternalId: CHANNEL,
        changes: [
          {
            change: {
              type: 'removed',
              externalId: 'dQexempel01',
              by: CHANNEL,
              at: new Date('2026-11-21T10:00:00Z'),
            },
          },
        ],
      },
    ]);
  });

  test('An entry is kept as it was sent', () => {
    const raw = reader.parseDelivery(delivery('new-video.xml'))[0]?.changes[0]?.raw;
    expect(delivery('new-video.xml').toString()).toContain(raw);
    expect(raw).toMatch(/^<entry>.*<\/entry>$/su);
  });

  test('An entry that lacks its video or its title is recorded, and costs its neighbours nothing', () => {
    const body = '<feed><entry><title>Hemligt</title></entry><entry><videoId>a</videoId></entry><x/></feed>';
    expect(changesIn(Buffer.from(body))).toEqual([
      { type: 'unknown', what: 'entry lacks videoId' },
      { type: 'unknown', what: 'entry lacks title' },
    ]);
  });
});

describe('safety', () => {
  test('A feed of nothing is a feed; what is cut off or doubled is none', () => {
    expect(['<feed/>', '<a:feed></a:feed>\n'].map(readable)).toEqual([true, true]);
    const bad = ['<feed>', '<feed><entry></feed>', '<feed/><feed/>', '<feed><entry/>', '<entry/>'];
    expect(bad.map(readable)).toEqual(bad.map(() => false));
  });

  test('A document type is refused, and an entity of its own stays as it stands', () => {
    expect(readable('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed/>')).toBe(false);
    const body = '<feed><entry><videoId>a</videoId><title>&x; &#229;</title></entry></feed>';
    expect(changesIn(Buffer.from(body))).toMatchObject([{ text: '&x; å' }]);
  });

  test('A feed far longer than any is not read', () => {
    expect(readable(`<feed>${'<entry/>'.repeat(100_000)}</feed>`)).toBe(false);
  });

  test('A feed that is nested without end is read in no time', () => {
    expect(readable(`<feed>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</feed>`)).toBe(false);
  });
});
