import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CATEGORIES, LEVELS } from '../../../../core/moderation/verdict.ts';
import { classifier } from './support.ts';

const ABUSE = [
  'Du är en jävla idiot',
  'din fitta',
  'jag ska döda dig',
  'vi vet var du bor',
  'håll käften ditt pucko',
  'jävla neger',
  'du er en dust',
  'din jævla drittsekk',
  'jeg skal drepe deg',
  'hold kjeft din idiot',
  'dra til helvete',
  'you fucking idiot',
  'haista vittu',
  'kåta tjejer väntar på dig',
  'skicka nakenbilder',
  'sku du ha stryk',
];
const MESSY = [
  '\u200b',
  '\u00ad',
  '\ufe0f',
  '😀',
  '"',
  '«',
  '»',
  '*',
  'f*tta',
  'i d i o t',
  '\ud83d',
  '\udc00',
  'а',
  'о',
  'å',
  'a\u030a',
  '1',
  '!',
  '\n',
  '.',
  'https://bit.ly/x',
  '640823-3234',
];
const piece = fc.oneof(
  fc.constantFrom(...ABUSE),
  fc.constantFrom(...MESSY),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const comment = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' '));

const levels = (text: string): number[] => {
  const { verdicts } = classifier.classify(text, { language: 'sv' });
  return verdicts.map(({ level }) => LEVELS.indexOf(level));
};

describe('any text', () => {
  test('Any text is classified without throwing, with all ten categories and offsets inside it', () => {
    fc.assert(
      fc.property(comment, (text) => {
        const { verdicts } = classifier.classify(text);
        expect(verdicts.map(({ category }) => category)).toEqual([...CATEGORIES]);
        for (const { score, spans } of verdicts) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(end).toBeGreaterThan(start);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('Any text gets the same answer whatever was classified before', () => {
    fc.assert(
      fc.property(comment, comment, (text, other) => {
        const first = JSON.stringify(classifier.classify(text));
        classifier.classify(other);
        expect(JSON.stringify(classifier.classify(text))).toBe(first);
      }),
      { numRuns: 100 },
    );
  });
});

describe('evasion never helps', () => {
  const invisible = fc.constantFrom('\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad');
  test('Zero-width characters do not lower a verdict', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ABUSE),
        invisible,
        fc.array(fc.nat(40), { maxLength: 6 }),
        (text, sign, places) => {
          let hidden = text;
          for (const place of places)
            hidden =
              hidden.slice(0, place % (hidden.length + 1)) + sign + hidden.slice(place % (hidden.length + 1));
          expect(levels(hidden)).toEqual(levels(text));
        },
      ),
    );
  });

  test('Upper case does not lower a verdict', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ABUSE),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (text, upper) => {
          const shouted = [...text].map((char, i) => (upper[i] ? char.toUpperCase() : char)).join('');
          expect(levels(shouted)).toEqual(levels(text));
        },
      ),
    );
  });

  test('A span found after normalising covers the words as they were written', () => {
    const text = 'Hej! Du är en  I\u200bD\u200bI\u200bO\u200bT, sa hen.';
    const spans = classifier.classify(text).verdicts[0]?.spans ?? [];
    expect(
      spans
        .map(({ start, end }) => text.slice(start, end))
        .some((part) => part.endsWith('I\u200bD\u200bI\u200bO\u200bT')),
    ).toBe(true);
  });
});

test('Time grows no faster than length, also for hostile text', () => {
  const hostile = [
    'jävla idiot 🔪 ',
    'du är en idiot ',
    'idiot',
    'aaaaaaaaaa',
    'a*a*',
    '😀👩‍👩‍👧',
    '((((',
    'jag ska ',
    '07012345',
    'www.a.',
    '" " ',
    'i d i o t ',
    '\u0301\u0301a',
    '@@@@a@',
    'aaaa!aaaa@a.',
    'aa@bb.se ',
    'Aaaaaaaaaaaagatan ',
    'vaccin ger 5g cancer ',
    'inte vaccin autism får ',
    'inte plandemi ',
    'plandemi myt ',
  ];
  const cpu = (text: string): number => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 2; round += 1) {
      const before = process.cpuUsage();
      classifier.classify(text);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, user + system);
    }
    return best;
  };
  for (const unit of hostile) {
    const short = cpu(unit.repeat(Math.ceil(6000 / unit.length)));
    const long = cpu(unit.repeat(Math.ceil(48_000 / unit.length)));
    // eight times the length: eight times the time if linear, sixty-four times if quadratic
    expect(long).toBeLessThan(24 * Math.max(short, 500));
  }
}, 60_000);
