/** Pictures beside text: what is kept, what is combined, what a suspicion does. */
import { describe, expect, test } from '@jest/globals';
import {
  decisionWithMedia,
  gravestIn,
  imageVerdicts,
  readingsOf,
  withImageVerdicts,
} from '../../../../core/images/image-verdicts.ts';
import { blockAll, isOpenScan, newMediaReview, notScanned } from '../../../../core/images/media.ts';
import { categoriesToHide, decide, decideWhy } from '../../../../core/moderation/decide.ts';
import { DEFAULT_POLICY, rulesFrom, STRICT_POLICY } from '../../../../core/moderation/policy.ts';
import { CATEGORIES, type Classification, type Verdict } from '../../../../core/moderation/verdict.ts';

const verdict = (more: Partial<Verdict> = {}): Verdict => ({
  category: 'porn',
  kind: null,
  score: 0,
  level: 'none',
  spans: [],
  strongSignals: [],
  version: 'text-1',
  ...more,
});
const ofImage = (more: Partial<Verdict> = {}): Verdict =>
  verdict({ score: 0.95, level: 'strong', strongSignals: ['image'], version: 'image-1', ...more });
const text = (porn: Partial<Verdict> = {}): Verdict[] =>
  CATEGORIES.map((category) => verdict({ category, ...(category === 'porn' ? porn : {}) }));
const classification = (
  verdicts: readonly Verdict[],
  more: Partial<Classification> = {},
): Classification => ({
  language: 'sv',
  verdicts,
  intent: { class: 'neutral', score: 1, flags: [] },
  registration: { class: 'minor', score: 1, reasons: [], caseNumber: null },
  needsAnswer: { value: false, score: 1 },
  aboutMunicipality: false,
  version: 'text-1',
  ...more,
});
const attachment = (type: 'image' | 'video' | 'link', n = 0) =>
  ({ type, url: `https://x.example/${type}${n}`, state: 'unfetched' }) as const;
const judged = (...verdicts: Verdict[]) => ({
  ...notScanned('judged', null),
  version: 'image-1',
  verdicts,
  printed: true,
});

describe('attachments that nobody has looked at', () => {
  test('Pictures wait, films and links say why they do not, and there is an end to it', () => {
    expect(newMediaReview([], 1)).toBeNull();
    const review = newMediaReview([attachment('image'), attachment('video'), attachment('link')], 3);
    expect(review).toEqual({
      revision: 3,
      looks: [
        notScanned('pending', null),
        notScanned('not-judged', 'video'),
        notScanned('not-judged', 'not-a-picture'),
      ],
    });
    expect(review?.looks.map(isOpenScan)).toEqual([true, false, false]);
    const many = newMediaReview(
      Array.from({ length: 12 }, (_, n) => attachment('image', n)),
      1,
    );
    expect(many?.looks.filter(({ cause }) => cause === 'too-many')).toHaveLength(2);
  });

  test('A picture that may pass is tried again, and one that will not is left', () => {
    expect(isOpenScan(notScanned('not-judged', 'unreachable'))).toBe(true);
    for (const cause of ['gone', 'too-large', 'unreadable', 'blocked-host'] as const)
      expect(isOpenScan(notScanned('not-judged', cause))).toBe(false);
    expect(isOpenScan(notScanned('blocked', 'text'))).toBe(false);
  });
});

describe('verdicts', () => {
  test('Verdicts of pictures stand beside all of the text, the gravest of each model', () => {
    const media = {
      revision: 1,
      looks: [judged(ofImage({ score: 0.7, level: 'suspect' })), judged(ofImage())],
    };
    expect(imageVerdicts(media)).toEqual([ofImage()]);
    const all = withImageVerdicts(text(), media);
    expect(all).toHaveLength(CATEGORIES.length + 1);
    expect(withImageVerdicts(all, media)).toEqual(all);
    expect(withImageVerdicts(all, null)).toEqual(text());
  });

  test('Verdicts are read as one of the text and one of the pictures per category', () => {
    expect(readingsOf(text()).map((one) => one.text)).toEqual(text());
    const suspect = { score: 0.6, level: 'suspect', strongSignals: ['lexicon'] } as const;
    const listed = ofImage({ score: 1, version: 'image-list-1' });
    const readings = readingsOf([...text(suspect), ofImage(), listed]);
    expect(readings).toHaveLength(CATEGORIES.length);
    const porn = readings.find(({ category }) => category === 'porn');
    expect(porn).toEqual({ category: 'porn', text: verdict(suspect), seen: listed });
  });

  test('The graver verdict of text and picture stands wherever one is named', () => {
    const suspect = { score: 0.6, level: 'suspect' } as const;
    expect(gravestIn([...text(suspect), ofImage()], 'porn')).toEqual(ofImage());
    expect(gravestIn([...text(), ofImage(suspect)], 'porn')).toEqual(ofImage(suspect));
    expect(gravestIn([...text(suspect), ofImage({ score: 0.1, level: 'none' })], 'porn')).toEqual(
      verdict(suspect),
    );
    expect(gravestIn([], 'porn')).toBeNull();
  });
});

describe('the decision', () => {
  test('A picture alone is flagged, never hidden, however many pictures and models agree', () => {
    const verdicts = [...text(), ofImage(), ofImage({ version: 'image-list-1' })];
    expect(decide(classification(verdicts), DEFAULT_POLICY)).toBe('flag');
    expect(decide(classification(verdicts), STRICT_POLICY)).toBe('flag');
  });

  test('A picture is no second signal to a text, and adds no more than a flag', () => {
    const verdicts = [...text({ score: 0.9, level: 'strong', strongSignals: ['lexicon'] }), ofImage()];
    for (const policy of [STRICT_POLICY, DEFAULT_POLICY])
      expect(decide(classification(verdicts), policy)).toBe('flag');
  });

  test('A text that is hidden for itself stays so, whatever the picture shows', () => {
    const two = text({ score: 0.6, level: 'strong', strongSignals: ['lexicon', 'model'] });
    for (const image of [ofImage(), ofImage({ score: 0, level: 'none' })]) {
      const given = classification([...two, image]);
      const decided = decideWhy(given, STRICT_POLICY);
      expect(decided).toEqual({ decision: 'hide', categories: ['porn'] });
      expect(categoriesToHide(given, decided)).toEqual(['porn']);
    }
    // Below the policy's least score, the picture's does not stand in for the text's.
    const rules = rulesFrom('strict', { porn: { minScore: 0.8 } });
    const unsure = classification([...two, ofImage()]);
    expect(decide(unsure, { version: 'sure-1', categories: rules })).toBe('flag');
  });

  test('Criticism of officials is shielded from what a picture is listed for', () => {
    const insult = (more: Partial<Verdict>) =>
      verdict({ category: 'insult', score: 0.9, level: 'strong', ...more });
    const verdicts = [
      insult({ kind: 'official', strongSignals: ['lexicon'] }),
      insult({ strongSignals: ['image'], version: 'image-list-1' }),
    ];
    expect(decide(classification(verdicts), STRICT_POLICY)).toBe('flag');
  });

  test('A blocked picture is always for a person', () => {
    const media = newMediaReview([attachment('image'), attachment('link')], 1);
    if (media === null) throw new Error('no review');
    const blocked = blockAll(media, 'picture');
    expect(blocked.looks.map(({ state }) => state)).toEqual(['blocked', 'not-judged']);
    expect(decisionWithMedia('none', blocked)).toBe('flag');
    expect(decisionWithMedia('hide', blocked)).toBe('hide');
    expect(decisionWithMedia('none', media)).toBe('none');
  });
});
