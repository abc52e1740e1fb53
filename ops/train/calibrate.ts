/** From margins of texts the model did not see: a logistic curve per language group and category, and the two points. */
import { GATED, groupOf } from '../../classifiers/text/model/score.ts';
import type { Calibration } from '../../classifiers/text/model/weights.ts';
import { CATEGORIES, type Category, LANGUAGES } from '../../core/domain/verdict.ts';
import type { Example } from './sources.ts';

/** One text's margins, from a model that was not trained on it. */
export interface Held {
  readonly example: Example;
  readonly fold: number;
  readonly own: Readonly<Record<string, number>>;
  /** Has it a word that the category is about? */
  readonly evidence: (category: Category) => boolean;
}

interface Point {
  readonly own: number;
  readonly general: number;
  readonly label: number;
  readonly clean: boolean;
  readonly evidence: boolean;
  readonly weight: number;
}

export const CLEAN_SOURCES: ReadonlySet<string> = new Set([
  'ud_nb',
  'ud_da_ddt',
  'ud_fi_tdt',
  'superlim_argumentation',
  'ee_europarl',
  'ee_lcc',
]);
/** False alarms allowed per category on clean text; ten categories must stay under half a percent together. */
const CLEAN_BUDGET = 0.0006;
/** `strong` is where so many of those above it are right. */
const STRONG_PRECISION = 0.88;
const LEAST_HITS = 8;
const LEAST_STRONG = 0.1;
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
  for (const { example, own, evidence } of held) {
    if (group !== 'other' && groupOfExample(example.lang) !== group) continue;
    const clean = CLEAN_SOURCES.has(example.source);
    // in the project's languages only its own labels count; elsewhere "offensive" stands for insult
    if (nordic && example.source !== 'own' && !clean) continue;
    const label =
      example.labels[category] ?? (category === 'insult' && !nordic ? example.labels.offensive : undefined);
    if (label === undefined) continue;
    // English on a Nordic page is not American tweets: those count little
    const weight = clean ? 0.1 : group === 'en' && example.source !== 'own' ? 0.1 : 1;
    points.push({
      evidence: evidence(category),
      own: own[category] ?? 0,
      general: own.offensive ?? 0,
      label,
      clean,
      weight,
    });
  }
  return points;
}

interface Curve {
  readonly own: number;
  readonly general: number;
  readonly evidence: number;
  readonly constant: number;
}

const RIDGE = 1e-2;
const STEPS = 40;

/** What a curve weighs: the category's own margin, whether there is evidence, one, and the general margin. */
const inputs = ({ own, general, evidence }: Point): readonly number[] => [own, evidence ? 1 : 0, 1, general];

const marginOf = (curve: Curve, { own, general, evidence }: Point): number =>
  curve.own * own + curve.general * general + (evidence ? curve.evidence : 0) + curve.constant;

/** Gradient and Hessian of one Newton step over the first `size` inputs. */
function sums(points: readonly Point[], weights: readonly number[]): { g: number[]; h: number[][] } {
  const size = weights.length;
  const g: number[] = weights.map(() => 0);
  const h = weights.map((_, i) => weights.map((__, j) => (i === j ? RIDGE : 0)));
  for (const point of points) {
    const x = inputs(point);
    let margin = 0;
    for (let i = 0; i < size; i += 1) margin += (weights[i] ?? 0) * (x[i] ?? 0);
    const p = sigmoid(margin);
    const slope = Math.max(1e-6, p * (1 - p)) * point.weight;
    const error = (p - point.label) * point.weight;
    for (let i = 0; i < size; i += 1) {
      const xi = x[i] ?? 0;
      if (xi === 0) continue;
      g[i] = (g[i] ?? 0) + error * xi;
      const row = h[i] ?? [];
      for (let j = 0; j < size; j += 1) row[j] = (row[j] ?? 0) + slope * xi * (x[j] ?? 0);
    }
  }
  return { g, h };
}

const clamp = (value: number): number => Math.max(-0.5, Math.min(0.5, value));

/** Weighted logistic regression by Newton's method; the general margin only where it helps and never against. */
function fitCurve(points: readonly Point[], useGeneral: boolean): Curve {
  let weights = useGeneral ? [0.5, 0, -1, 0] : [0.5, 0, -1];
  for (let step = 0; step < STEPS; step += 1) {
    const { g, h } = sums(points, weights);
    const change = solve(h, g);
    weights = weights.map((weight, i) => weight - clamp(change[i] ?? 0));
  }
  const [own = 0, evidence = 0, constant = 0, general = 0] = weights;
  if (useGeneral && general < 0) return fitCurve(points, false);
  // where the category itself was hardly labelled (Danish), the general margin speaks alone
  if (useGeneral && own < 0) return swapped(fitCurve(points.map(swapMargins), false));
  return { own: Math.max(0.05, own), evidence: Math.max(0, evidence), constant, general };
}

const swapMargins = (point: Point): Point => ({ ...point, own: point.general, general: point.own });
const swapped = (curve: Curve): Curve => ({ ...curve, own: 0, general: curve.own });

/** Gaussian elimination for the few unknowns above. */
function solve(matrix: number[][], vector: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i] ?? 0]);
  const size = vector.length;
  for (let i = 0; i < size; i += 1) {
    const pivot = rows[i];
    if (pivot) eliminate(rows, pivot, i);
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] || 1e-9));
}

function eliminate(rows: number[][], pivot: readonly number[], i: number): void {
  for (const [k, row] of rows.entries()) {
    if (k === i) continue;
    const factor = (row[i] ?? 0) / (pivot[i] || 1e-9);
    for (let j = i; j < pivot.length; j += 1) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
  }
}

function chooseLevels(scored: readonly { p: number; label: number; clean: boolean; weight: number }[]): {
  suspect: number;
  strong: number;
} {
  const clean = scored
    .filter((row) => row.clean)
    .map((row) => row.p)
    .sort((a, b) => b - a);
  const floor = clean[Math.floor(clean.length * CLEAN_BUDGET)] ?? 0;
  const rows = scored.filter((row) => !row.clean).sort((a, b) => b.p - a.p);
  const positives = rows.reduce((sum, row) => sum + row.label * row.weight, 0);
  let hits = 0;
  let seen = 0;
  let best = 0;
  let suspect = 1.01;
  let strong = 1.01;
  for (const row of rows) {
    hits += row.label * row.weight;
    seen += row.weight;
    const f1 = (2 * hits) / (seen + positives);
    if (row.p > floor && f1 >= best) {
      best = f1;
      suspect = row.p;
    }
    if (row.p > Math.max(floor, LEAST_STRONG) && hits >= LEAST_HITS && hits / seen >= STRONG_PRECISION)
      strong = row.p;
  }
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
      const scored = points.map((point) => ({
        p: GATED.has(group) && !point.evidence ? 0 : sigmoid(marginOf(curve, point)),
        label: point.label,
        clean: point.clean,
        weight: point.weight,
      }));
      table[category] = { ...curve, ...chooseLevels(scored) };
    }
    result[group] = table;
  }
  return result;
}
