/** From margins of texts the model did not see: a logistic curve per language group and category, and the two points. */
import { groupOf } from '../../classifiers/text/model/score.ts';
import type { Calibration } from '../../classifiers/text/model/weights.ts';
import { CATEGORIES, type Category, LANGUAGES } from '../../core/domain/verdict.ts';
import type { Example } from './sources.ts';

/** One text's margins, from a model that was not trained on it. */
export interface Held {
  readonly example: Example;
  readonly fold: number;
  readonly own: Readonly<Record<string, number>>;
}

interface Point {
  readonly own: number;
  readonly general: number;
  readonly label: number;
  readonly clean: boolean;
  readonly weight: number;
}

export const CLEAN_SOURCES: ReadonlySet<string> = new Set([
  'ud_nb',
  'ud_da_ddt',
  'ud_fi_tdt',
  'superlim_argumentation',
  'ee_europarl',
  'ee_lcc',
  'brighter_sv',
]);
/** False alarms allowed per category on clean text; ten categories must stay under half a percent together. */
const CLEAN_BUDGET = 0.0006;
/** `strong` is where so many of those above it are right. */
const STRONG_PRECISION = 0.88;
const LEAST_HITS = 8;
/** Categories that foreign `offensive` labels speak for. */
const GENERAL: ReadonlySet<Category> = new Set(['insult', 'hate', 'threat', 'profanity']);

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

function groupOfExample(lang: string): string {
  const known = LANGUAGES.find((language) => language === lang);
  return known ? groupOf(known) : 'other';
}

function pointsFor(held: readonly Held[], category: Category, group: string): Point[] {
  const nordic = group === 'sv' || group === 'nb';
  const points: Point[] = [];
  for (const { example, own } of held) {
    if (group !== 'other' && groupOfExample(example.lang) !== group) continue;
    const clean = CLEAN_SOURCES.has(example.source);
    // in the project's languages only its own labels count; elsewhere "offensive" stands for insult
    if (nordic && example.source !== 'own' && !clean) continue;
    const label =
      example.labels[category] ?? (category === 'insult' && !nordic ? example.labels.offensive : undefined);
    if (label === undefined) continue;
    const weight = clean ? 0.1 : 1;
    points.push({ own: own[category] ?? 0, general: own.offensive ?? 0, label, clean, weight });
  }
  return points;
}

/** Weighted logistic regression on two margins by plain gradient steps; the general margin only where it helps. */
function fitCurve(
  points: readonly Point[],
  useGeneral: boolean,
): { own: number; general: number; constant: number } {
  let own = 1;
  let general = 0;
  let constant = 0;
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 0; step < 600; step += 1) {
    let a = 0;
    let b = 0;
    let c = 0;
    for (const point of points) {
      const error =
        (sigmoid(own * point.own + general * point.general + constant) - point.label) * point.weight;
      a += error * point.own;
      b += error * point.general;
      c += error;
    }
    own -= (0.3 * a) / total;
    if (useGeneral) general = Math.max(0, general - (0.3 * b) / total);
    constant -= (0.6 * c) / total;
  }
  return { own: Math.max(0.05, own), general, constant };
}

function chooseLevels(scored: readonly { p: number; label: number; clean: boolean }[]): {
  suspect: number;
  strong: number;
} {
  const clean = scored
    .filter((row) => row.clean)
    .map((row) => row.p)
    .sort((a, b) => b - a);
  const floor = clean[Math.floor(clean.length * CLEAN_BUDGET)] ?? 0;
  const rows = scored.filter((row) => !row.clean).sort((a, b) => b.p - a.p);
  const positives = rows.filter((row) => row.label === 1).length;
  let hits = 0;
  let best = 0;
  let suspect = 1.01;
  let strong = 1.01;
  rows.forEach((row, i) => {
    hits += row.label;
    const f1 = (2 * hits) / (i + 1 + positives);
    if (row.p > floor && f1 >= best) {
      best = f1;
      suspect = row.p;
    }
    if (hits >= LEAST_HITS && hits / (i + 1) >= STRONG_PRECISION) strong = row.p;
  });
  return { suspect: round(Math.min(suspect, strong)), strong: round(strong) };
}

const round = (value: number): number => Math.floor(value * 1e4) / 1e4;

export function calibrate(held: readonly Held[]): Record<string, Record<string, Calibration>> {
  const result: Record<string, Record<string, Calibration>> = {};
  for (const group of ['sv', 'nb', 'da', 'en', 'other']) {
    const table: Record<string, Calibration> = {};
    for (const category of CATEGORIES) {
      const points = pointsFor(held, category, group);
      if (points.filter((point) => point.label === 1).length < 15) continue;
      const curve = fitCurve(points, GENERAL.has(category));
      const scored = points.map(({ own, general, label, clean }) => ({
        p: sigmoid(curve.own * own + curve.general * general + curve.constant),
        label,
        clean,
      }));
      table[category] = { ...curve, ...chooseLevels(scored) };
    }
    result[group] = table;
  }
  return result;
}
