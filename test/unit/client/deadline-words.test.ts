import { sayDeadline } from '../../../client/src/inbox/data/deadline-words.ts';
import { clock, dayAndTime, initials, spanWords } from '../../../client/src/shared/format.ts';
import { dueIn, itemWith, NOON } from './item-fixture.ts';

const HOUR = 3_600_000;
const sv = { today: 'i dag', tomorrow: 'i morgon', yesterday: 'i går' };
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('what is said of a deadline', () => {
  it.each([
    [-1.3, 'late', 'late'],
    [0, 'soon', 'left'],
    [4, 'soon', 'left'],
    [4.1, 'calm', 'at'],
  ])('%p hours left: %s', (hours, tone, key) => {
    expect(sayDeadline(dueIn(hours), NOON)).toMatchObject({ tone, key });
  });
  it('has no tone once the clock has stopped, even if it stopped late', () => {
    expect(sayDeadline({ ...dueIn(-2), state: 'answered', breached: true }, NOON)).toMatchObject({
      tone: 'none',
      key: 'answered',
    });
  });
  it('bears an item without a clock', () => {
    expect(sayDeadline({ ...itemWith('a').deadline, state: 'none', dueAt: null }, NOON).key).toBe('none');
  });
});

describe('spans and times', () => {
  it.each([
    ['sv', 2 * HOUR + 600_000, '2 tim 10 min'],
    ['nb', 2 * HOUR, '2 t'],
    ['en', 35 * 60_000 + 59_000, '35 mins'],
    ['sv', 20_000, '0 min'],
    ['sv', 49 * HOUR + 60_000, '2 d 1 tim'],
  ])('%s %p', (lang, ms, words) => {
    const said = plain(spanWords(lang, ms));
    if (words === '2 d 1 tim') expect(said).toMatch(/^2 d(ygn|agar)? 1 tim$/u);
    else expect(said).toBe(words);
  });
  it('never breaks over two lines', () => {
    expect(spanWords('sv', 2 * HOUR + 600_000)).not.toContain(' ');
    expect(dayAndTime('sv', new Date(NOON), new Date(NOON), sv)).not.toContain(' ');
  });
  it('speaks of days as the office in Stockholm counts them', () => {
    const now = new Date('2026-11-21T22:30:00.000Z');
    expect(plain(dayAndTime('sv', new Date('2026-11-21T23:10:00.000Z'), now, sv))).toBe('i morgon 00:10');
    expect(plain(dayAndTime('sv', new Date(NOON), now, sv))).toBe('i dag 12:00');
    expect(plain(dayAndTime('sv', new Date('2026-11-23T14:00:00.000Z'), now, sv))).toMatch(
      /^mån 23 nov\.? 15:00$/u,
    );
  });
  it('uses 24 hours in English too', () => {
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
  ])('%p', (name, letters) => expect(initials(name)).toBe(letters));
});
