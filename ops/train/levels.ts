/** The points where a score becomes a level: best F1 per category, under one budget of false alarms for all of them. */

export interface Scored {
  readonly p: number;
  readonly label: number;
  readonly clean: boolean;
  readonly evidence: boolean;
  readonly words: boolean;
  readonly weight: number;
}

export interface Levels {
  readonly suspect: number;
  /** The same for texts without evidence. */
  readonly blind: number;
  readonly strong: number;
  readonly veto: number;
}

/** Share of ordinary texts that the model may flag, all categories together; lexicons add theirs. */
const CLEAN_BUDGET = 0.003;
/** `strong` is where so many of those above it are right. */
const STRONG_PRECISION = 0.88;
/** Without a word of the category's fields, so many of those flagged must be right. */
const BLIND_PRECISION = 0.7;
const MIN_HITS = 8;
const MIN_STRONG = 0.1;
const VETOES = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3];

const f1 = (hits: number, flagged: number, positives: number): number =>
  (2 * hits) / Math.max(1e-9, flagged + positives);
const positivesOf = (rows: readonly Scored[]): number =>
  rows.reduce((sum, { label, weight }) => sum + label * weight, 0);

/** One category on its way down from its own best point to one that all can afford. */
class Ladder {
  private readonly rows: readonly Scored[];
  private readonly positives: number;
  /** Scores of ordinary texts, highest first. */
  private readonly alarms: readonly number[];
  private readonly precision: number;
  suspect: number;
  private f1: number;

  constructor(scored: readonly Scored[], precision = 0) {
    this.precision = precision;
    this.rows = scored.filter(({ clean }) => !clean).sort((a, b) => b.p - a.p);
    this.positives = positivesOf(this.rows);
    this.alarms = scored
      .filter(({ clean }) => clean)
      .map(({ p }) => p)
      .sort((a, b) => b - a);
    ({ suspect: this.suspect, f1: this.f1 } = this.bestAbove(0));
  }

  get flagged(): number {
    return this.alarms.filter((p) => p >= this.suspect).length;
  }

  /** What it would cost to leave out the weakest false alarm. */
  next(): { readonly loss: number; readonly suspect: number; readonly f1: number } {
    const lowest = this.alarms[this.flagged - 1] ?? 0;
    const best = this.bestAbove(lowest);
    return { ...best, loss: this.f1 - best.f1 };
  }

  take(step: { readonly suspect: number; readonly f1: number }): void {
    this.suspect = step.suspect;
    this.f1 = step.f1;
  }

  private bestAbove(floor: number): { suspect: number; f1: number } {
    let hits = 0;
    let seen = 0;
    let best = { suspect: 1.01, f1: 0 };
    for (const { p, label, weight } of this.rows) {
      if (p <= floor) break;
      hits += label * weight;
      seen += weight;
      const value = f1(hits, seen, this.positives);
      if (value >= best.f1 && hits / seen >= this.precision) best = { suspect: p, f1: value };
    }
    return best;
  }
}

/** From here on so many are right that the model is sure. */
function strongFrom(scored: readonly Scored[]): number {
  let hits = 0;
  let seen = 0;
  let strong = 1.01;
  for (const { p, label, weight } of [...scored].sort((a, b) => b.p - a.p)) {
    hits += label * weight;
    seen += weight;
    if (p > MIN_STRONG && hits >= MIN_HITS && hits / seen >= STRONG_PRECISION) strong = p;
  }
  return strong;
}

/** Below this score a lexicon's word is not shown: the model finds it harmless where it stands. */
function vetoBelow(scored: readonly Scored[], suspect: number): number {
  const positives = positivesOf(scored);
  let best = { veto: VETOES[0] ?? 0, f1: -1 };
  for (const veto of VETOES) {
    const flagged = scored.filter(({ p, words }) => p >= suspect || (words && p >= veto));
    const seen = flagged.reduce((sum, { weight }) => sum + weight, 0);
    const value = f1(positivesOf(flagged), seen, positives);
    if (value > best.f1) best = { veto, f1: value };
  }
  return best.veto;
}

const round = (value: number): number => Math.floor(value * 1e4) / 1e4;

/** `scored`: one list per category, over the same ordinary texts. */
export function chooseLevels<Name extends string>(
  scored: ReadonlyMap<Name, readonly Scored[]>,
): Map<Name, Levels> {
  const pairs = new Map(
    [...scored].map(([name, rows]) => [
      name,
      {
        seen: new Ladder(rows.filter(({ evidence }) => evidence)),
        blind: new Ladder(
          rows.filter(({ evidence }) => !evidence),
          BLIND_PRECISION,
        ),
      },
    ]),
  );
  const ladders = [...pairs.values()].flatMap(({ seen, blind }) => [seen, blind]);
  const ordinary = Math.max(
    0,
    ...[...scored.values()].map((rows) => rows.filter(({ clean }) => clean).length),
  );
  while (ladders.reduce((sum, ladder) => sum + ladder.flagged, 0) > ordinary * CLEAN_BUDGET) {
    const steps = ladders
      .filter((ladder) => ladder.flagged > 0)
      .map((ladder) => ({ ladder, step: ladder.next() }));
    const cheapest = steps.reduce((cheapestSoFar, candidate) =>
      candidate.step.loss < cheapestSoFar.step.loss ? candidate : cheapestSoFar,
    );
    cheapest.ladder.take(cheapest.step);
  }
  return new Map(
    [...scored].map(([name, rows]) => {
      const suspect = pairs.get(name)?.seen.suspect ?? 1.01;
      const blind = Math.max(suspect, pairs.get(name)?.blind.suspect ?? 1.01);
      const strong = Math.max(strongFrom(rows), suspect);
      const points = { suspect, blind, strong, veto: vetoBelow(rows, suspect) };
      return [name, { ...points, suspect: round(suspect), blind: round(blind), strong: round(strong) }];
    }),
  );
}
