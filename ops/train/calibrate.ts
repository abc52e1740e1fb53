/** From margins of texts the model did not see: a logistic curve per language group and category, and the two points. */
import { NEEDS_EVIDENCE } from '../../classifiers/text/model/evidence.ts';
import { groupOf } from '../../classifiers/text/model/model-score.ts';
import type { Calibration } from '../../classifiers/text/model/weights.ts';
import { CATEGORIES, type Category, LANGUAGES } from '../../core/moderation/verdict.ts';
import { type Curve, fitCurve, type Point, scoreOf } from './curve.ts';
import { type Blindly, chooseLevels, type Scored } from './levels.ts';
import type { Alarm } from './points.ts';
import type { Example } from './sources.ts';

/** One text's margins, from a model that was not trained on it. */
export interface Held {
  readonly example: Example;
  readonly own: Readonly<Record<string, number>>;
  /** Has it a word that the category is about? */
  readonly evidence: (category: Category) => boolean;
  /** Has a lexicon found something of the category? */
  readonly words: (category: Category) => boolean;
}

export const CLEAN_SOURCES: ReadonlySet<string> = new Set([
  'ud_nb',
  'ud_da_ddt',
  'ud_fi_tdt',
  'superlim_argumentation',
  'ee_europarl',
  'ee_lcc',
]);
/** Categories that foreign `offensive` labels speak for. */
const GENERAL: ReadonlySet<Category> = new Set(['insult', 'hate', 'threat', 'profanity']);

function groupOfExample(lang: string): string {
  const known = LANGUAGES.find((language) => language === lang);
  return known ? groupOf(known) : 'other';
}

const isHarmless = ({ labels }: Example): boolean => CATEGORIES.every((category) => labels[category] === 0);

/** What kind of false alarm it would be to find something here; null where something is to be found, or may be. */
function alarmOf(example: Example): Alarm | null {
  if (example.source === 'ordinary') return 'ordinary';
  if (CLEAN_SOURCES.has(example.source)) return 'clean';
  return example.isCriticism === true && isHarmless(example) ? 'criticism' : null;
}

interface TextPoint extends Point {
  readonly text: number;
  readonly alarm: Alarm | null;
  readonly isEveryday: boolean;
}

const WEIGHTS: Readonly<Record<Alarm, number>> = { ordinary: 0.5, clean: 0.1, criticism: 1 };

function pointsFor(held: readonly Held[], category: Category, group: string): TextPoint[] {
  const nordic = group === 'sv' || group === 'nb';
  return held.flatMap(({ example, own, evidence, words }, text) => {
    if (groupOfExample(example.lang) !== group) return [];
    const alarm = alarmOf(example);
    // in the project's languages only its own labels count; elsewhere "offensive" stands for insult
    if (nordic && example.source !== 'own' && alarm === null) return [];
    const label =
      example.labels[category] ?? (category === 'insult' && !nordic ? example.labels.offensive : undefined);
    if (label === undefined) return [];
    // English on a Nordic page is not American tweets: those count little
    const foreign = group === 'en' && example.source !== 'own' ? 0.1 : 1;
    return {
      evidence: evidence(category),
      words: words(category),
      own: own[category] ?? 0,
      general: own.offensive ?? 0,
      label,
      weight: alarm === null ? foreign : WEIGHTS[alarm],
      text,
      alarm,
      isEveryday: example.isEveryday === true,
    };
  });
}

const GROUPS = ['sv', 'nb', 'da', 'en', 'other'] as const;
/** Fewer positives than this say nothing. */
const MIN_POSITIVES = 15;

function blindly(category: Category): Blindly {
  // a swear word that no lexicon knows is none
  if (category === 'profanity') return 'never';
  return NEEDS_EVIDENCE.has(category) ? 'surely' : 'freely';
}

function calibrateGroup(held: readonly Held[], group: string): Record<string, Calibration> {
  const curves = new Map<Category, Curve>();
  const scored = new Map<Category, Scored[]>();
  for (const category of CATEGORIES) {
    const points = pointsFor(held, category, group);
    if (points.filter((point) => point.label === 1).length < MIN_POSITIVES) continue;
    const curve = fitCurve(points, GENERAL.has(category));
    curves.set(category, curve);
    scored.set(
      category,
      points.map((point) => ({ ...point, p: scoreOf(curve, point) })),
    );
  }
  const levels = chooseLevels(scored, blindly);
  return Object.fromEntries(
    [...levels].map(([category, points]) => [category, { ...curves.get(category), ...points }]),
  ) as Record<string, Calibration>;
}

export const calibrate = (held: readonly Held[]): Record<string, Record<string, Calibration>> =>
  Object.fromEntries(GROUPS.map((group) => [group, calibrateGroup(held, group)]));
