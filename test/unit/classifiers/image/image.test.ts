/** The pure half of looking at pictures: figures to verdict, likeness to listed ones, cues of a minor. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  IMAGE_VERSION,
  type ImageScores,
  isSuspectedAbuse,
  matchListedImages,
  measurePicture,
  sexualScore,
} from '../../../../classifiers/image/index.ts';
import { LEVELS } from '../../../../core/moderation/verdict.ts';
import { loadMinorCues } from '../../../../workers/classify/load-cues.ts';

const none: ImageScores = { drawing: 0, hentai: 0, neutral: 1, porn: 0, sexy: 0 };
const frame = (more: Partial<ImageScores>): ImageScores => ({ ...none, neutral: 0, ...more });
const scores = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 5, maxLength: 5 }).map((parts) => {
  const sum = parts.reduce((a, b) => a + b, 0) || 1;
  const [drawing = 0, hentai = 0, neutral = 0, porn = 0, sexy = 0] = parts.map((part) => part / sum);
  return { drawing, hentai, neutral, porn, sexy };
});

describe('a verdict on a picture', () => {
  test('A verdict on a picture is of category porn, with the version, and the worst frame counts', () => {
    expect(measurePicture([none, frame({ porn: 0.7, neutral: 0.3 })])).toEqual({
      category: 'porn',
      kind: null,
      score: 0.7,
      level: 'suspect',
      spans: [],
      strongSignals: [],
      version: IMAGE_VERSION,
    });
    expect(measurePicture([frame({ porn: 0.5, hentai: 0.45 })])).toMatchObject({
      level: 'strong',
      strongSignals: ['image'],
    });
    expect(measurePicture([frame({ sexy: 1 })]).level).toBe('none');
  });

  test('A verdict never grows milder by a further frame, and its score is a share', () => {
    fc.assert(
      fc.property(fc.array(scores, { minLength: 1, maxLength: 5 }), scores, (frames, more) => {
        const [before, after] = [measurePicture(frames), measurePicture([...frames, more])];
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(LEVELS.indexOf(after.level)).toBeGreaterThanOrEqual(LEVELS.indexOf(before.level));
        expect(after.score).toBeLessThanOrEqual(1);
        expect(sexualScore(frames)).toBeGreaterThanOrEqual(before.score - 0.001);
      }),
    );
  });

  test('A sexual score is suspected with a cue of a minor only, and sooner than it is shown', () => {
    const mild = [frame({ porn: 0.2, sexy: 0.3, neutral: 0.5 })];
    expect(measurePicture(mild).level).toBe('none');
    expect(isSuspectedAbuse(mild, true)).toBe(true);
    expect(isSuspectedAbuse([frame({ porn: 1 })], false)).toBe(false);
    expect(isSuspectedAbuse([none], true)).toBe(false);
  });
});

describe('a listed picture', () => {
  const hash = 'f0e1d2c3b4a59687';
  const flipped = (bits: number): string =>
    (BigInt(`0x${hash}`) ^ ((1n << BigInt(bits)) - 1n)).toString(16).padStart(16, '0');
  const listed = [{ id: 'a', hash, category: 'ads' as const }];

  test('A listed picture is known again though some bits differ, and is strong evidence of one kind', () => {
    expect(matchListedImages(hash, listed)).toMatchObject([
      { category: 'ads', score: 1, level: 'strong', strongSignals: ['image'], version: 'image-list-1' },
    ]);
    expect(matchListedImages(flipped(9), listed)).toHaveLength(1);
    expect(matchListedImages(flipped(10), listed)).toEqual([]);
    expect(matchListedImages(hash, [])).toEqual([]);
  });

  test('A listed picture gives one verdict per category, by the nearest', () => {
    const more = [...listed, { id: 'b', hash: flipped(4), category: 'ads' as const }];
    expect(matchListedImages(hash, [...more, { id: 'c', hash, category: 'porn' }])).toMatchObject([
      { category: 'ads', score: 1 },
      { category: 'porn', score: 1 },
    ]);
  });
});

describe('cues', () => {
  test.each([
    'Tjejen är bara 13 år',
    'min 12-åring',
    'elever på högstadiet',
    'Jenta er 15 år',
    'Ho er ein tenåring',
    'she is 14yo',
    'a 9 year old',
    'sko­lflickor'.normalize('NFKC'),
    'MINDERÅRIG',
    't o n å r i n g',
  ])('A cue of a minor stands in: %s', async (text) =>
    expect((await loadMinorCues()).minor(text)).toBe(true));

  test.each([
    'Vägen har varit trasig i 18 år',
    'Plogbilen kom inte',
    'Kommunen byggde den 2014',
    'kl 15 kommer bussen',
    'Bra jobbat!',
    '',
  ])('No cue stands in: %s', async (text) => {
    const cues = await loadMinorCues();
    expect([cues.minor(text), cues.points(text)]).toEqual([false, false]);
  });

  test.each([
    'Anmäl detta, det är barnporr',
    'det er barneporno i tråden',
    'b4rnp0rr här',
    'this is child porn',
    'cp-länk i bio',
    'övergreppsbilder',
    'nakenbilder på barn',
  ])('The text points to sexual abuse of children by itself: %s', async (text) =>
    expect((await loadMinorCues()).points(text)).toBe(true));

  test.each([
    'Barnen behöver en ny lekplats',
    'Mitt barn är 6 år och får ingen skolskjuts',
    'CP-skadade elever',
  ])('The text does not point to sexual abuse of children: %s', async (text) =>
    expect((await loadMinorCues()).points(text)).toBe(false));

  test('The cues answer for any text, and nothing hides them', async () => {
    const cues = await loadMinorCues();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(typeof cues.minor(text)).toBe('boolean');
        // Case and invisible characters hide nothing.
        expect(cues.points(`${text} barn​porr`)).toBe(true);
        expect(cues.points(`${text} BARNPORR`)).toBe(true);
      }),
    );
    const hostile = 'barn '.repeat(40_000);
    const started = performance.now();
    cues.points(hostile);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
