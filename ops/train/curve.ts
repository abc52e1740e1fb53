/** The logistic curve that makes a probability of one category's margins, fitted to texts the model did not see. */

/** One text's margins for one category. */
export interface Point {
  readonly own: number;
  readonly general: number;
  readonly label: number;
  /** Has it a word that the category is about? */
  readonly evidence: boolean;
  /** Has a lexicon found something by itself? */
  readonly words: boolean;
  readonly weight: number;
}

export interface Curve {
  readonly own: number;
  readonly general: number;
  readonly evidence: number;
  readonly constant: number;
}

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

const RIDGE = 1e-2;
const STEPS = 40;

/** What a curve weighs: the category's own margin, whether there is evidence, one, and the general margin. */
const inputs = ({ own, general, evidence }: Point): readonly number[] => [own, evidence ? 1 : 0, 1, general];

export const scoreOf = (curve: Curve, { own, general, evidence }: Point): number =>
  sigmoid(curve.own * own + curve.general * general + (evidence ? curve.evidence : 0) + curve.constant);

/** Gradient and Hessian of one Newton step over the first `size` inputs. */
function sums(points: readonly Point[], weights: readonly number[]): { g: number[]; h: number[][] } {
  const size = weights.length;
  const g = new Array<number>(weights.length).fill(0);
  const h = weights.map((_, i) => weights.map((__, j): number => (i === j ? RIDGE : 0)));
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
export function fitCurve(points: readonly Point[], useGeneral: boolean): Curve {
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
