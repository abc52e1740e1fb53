/** Figures of one binary task: precision, recall, F1, macro F1, AUC, average precision, recall at 1 % false alarms and at 90 % precision. */

export interface Scored {
  readonly score: number;
  readonly flagged: boolean;
  readonly label: boolean;
}

export interface Figures {
  readonly rows: number;
  readonly positives: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Mean of F1 of both classes, at the level that ships. */
  readonly macroF1: number;
  /** The same at the best threshold on this very set: an upper bound, not a result. */
  readonly bestMacroF1: number;
  readonly auc: number;
  readonly ap: number;
  readonly recallAt1: number;
  readonly recallAtP90: number;
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);
const f1 = (tp: number, fp: number, fn: number): number => ratio(2 * tp, 2 * tp + fp + fn);

export function figuresOf(rows: readonly Scored[]): Figures {
  const positives = rows.filter((row) => row.label).length;
  const negatives = rows.length - positives;
  const tp = rows.filter((row) => row.label && row.flagged).length;
  const fp = rows.filter((row) => !row.label && row.flagged).length;
  const macro = (hit: number, wrong: number): number =>
    (f1(hit, wrong, positives - hit) + f1(negatives - wrong, positives - hit, wrong)) / 2;
  const sorted = [...rows].sort((a, b) => b.score - a.score || Number(a.label) - Number(b.label));
  let seen = 0;
  let wrong = 0;
  let area = 0;
  let ap = 0;
  let bestMacroF1 = 0;
  let recallAt1 = 0;
  let recallAtP90 = 0;
  for (const { label } of sorted) {
    if (label) {
      seen += 1;
      ap += seen / (seen + wrong);
      if (wrong <= negatives * 0.01) recallAt1 = ratio(seen, positives);
      if (seen / (seen + wrong) >= 0.9) recallAtP90 = ratio(seen, positives);
    } else {
      wrong += 1;
      area += seen;
    }
    bestMacroF1 = Math.max(bestMacroF1, macro(seen, wrong));
  }
  return {
    rows: rows.length,
    positives,
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, positives),
    f1: f1(tp, fp, positives - tp),
    macroF1: macro(tp, fp),
    bestMacroF1,
    auc: ratio(area, positives * negatives),
    ap: ratio(ap, positives),
    recallAt1,
    recallAtP90,
  };
}

/** Wilson interval of a share, 95 %. */
export function interval95(hits: number, of: number): readonly [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = hits / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Mean of one-against-the-rest F1 over classes. */
export function macroOverClasses(
  pairs: readonly { readonly truth: string; readonly answer: string }[],
): number {
  const classes = [...new Set(pairs.map(({ truth }) => truth))];
  const each = classes.map((name) => {
    const tp = pairs.filter(({ truth, answer }) => truth === name && answer === name).length;
    const fp = pairs.filter(({ truth, answer }) => truth !== name && answer === name).length;
    const fn = pairs.filter(({ truth, answer }) => truth === name && answer !== name).length;
    return f1(tp, fp, fn);
  });
  return ratio(
    each.reduce((sum, value) => sum + value, 0),
    classes.length,
  );
}
