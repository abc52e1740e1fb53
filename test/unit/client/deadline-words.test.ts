import { sayDeadline } from '../../../client/src/shared/deadline-words.ts';
import { clock, dayAndTime, initials, spanWords } from '../../../client/src/shared/format.ts';
import { dueIn, itemWith, NOON } from './item-fixture.ts';

const HOUR = 3_600_000;
const sv = { today: 'i dag', tomorrow: 'i morgon', yesterday: 'i går' };
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('what is said of a deadline', () => {
  it.each([
    [-1.3, 'late', 'late'],
    [-0.01, 'late', 'lateNow'],
    [0, 'soon', 'now'],
    [0.5, 'soon', 'left'],
    [4, 'soon', 'left'],
    [4.1, 'calm', 'at'],
  ])('A deadline with %p hours left is %s and says "%s"', (hours, tone, key) => {
    expect(sayDeadline(dueIn(hours), NOON)).toMatchObject({ tone, key });
  });
  it('From two days on a deadline is spoken of in whole days, before that to the minute', () => {
    const said = (hours: number) => sayDeadline(dueIn(hours), NOON).spanMs;
    expect([said(-50), said(-47.5), said(75)]).toEqual([48 * HOUR, 47.5 * HOUR, 72 * HOUR]);
  });
  it('A deadline has no tone once the clock has stopped, even if it stopped late', () => {
    expect(sayDeadline({ ...dueIn(-2), state: 'answered', breached: true }, NOON)).toMatchObject({
      tone: 'none',
      key: 'answered',
    });
  });
  it('An item without a clock has words too', () => {
    expect(sayDeadline({ ...itemWith('a').deadline, state: 'none', dueAt: null }, NOON).key).toBe('none');
  });
});

describe('spans and times', () => {
  it.each([
    ['sv', 2 * HOUR + 600_000, '2 tim 10 min'],
    ['nb', 2 * HOUR, '2 t'],
    ['en', 35 * 60_000 + 59_000, '35 mins'],
    ['sv', 20_000, '0 min'],
    ['sv', 49 * HOUR + 60_000, '2 dygn 1 tim'],
    ['sv', 48 * HOUR, '2 dygn'],
    ['nb', 48 * HOUR, '2 døgn'],
    ['en', 24 * HOUR, '1 day'],
  ])('In %s, a span of %p ms is written as a person would say it', (lang, ms, words) => {
    expect(plain(spanWords(lang, ms))).toBe(words);
  });
  it('A span never breaks over two lines', () => {
    expect(spanWords('sv', 2 * HOUR + 600_000)).not.toContain(' ');
    expect(dayAndTime('sv', new Date(NOON), { now: new Date(NOON), words: sv })).not.toContain(' ');
  });
  it('A time speaks of days as the office in Stockholm counts them', () => {
    const now = new Date('2026-11-21T22:30:00.000Z');
    expect(plain(dayAndTime('sv', new Date('2026-11-21T23:10:00.000Z'), { now, words: sv }))).toBe(
      'i morgon 00:10',
    );
    expect(plain(dayAndTime('sv', new Date(NOON), { now, words: sv }))).toBe('i dag 12:00');
    expect(plain(dayAndTime('sv', new Date('2026-11-23T14:00:00.000Z'), { now, words: sv }))).toMatch(
      /^mån 23 nov\.? 15:00$/u,
    );
  });
  it('English times use 24 hours too', () => {
    expect(clock('en', new Date('2026-11-21T14:05:00.000Z'))).toBe('15:05');
    expect(clock('nb', new Date('2026-11-21T14:05:00.000Z'))).toBe('15:05');
  });
});

describe('initials', () => {
  it.each([
    ['Eva Sjöberg', 'ES'],
    ['Norrkommun', 'N'],
    ['  ', '?'],
    ['Åsa von der Ö', 'ÅÖ'],
  ])('The initials of %p are %p', (name, letters) => expect(initials(name)).toBe(letters));
});
