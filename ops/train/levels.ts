/** The points where a score becomes a level, for all categories of one language together. */
import { type Alarm, type Candidate, choosePoints, type Ladder, type Limits } from './points.ts';

export interface Scored {
  readonly p: number;
  readonly label: number;
  readonly evidence: boolean;
  readonly words: boolean;
  readonly weight: number;
  /** Number of the text, the same in all categories. */
  readonly text: number;
  readonly alarm: Alarm | null;
  /** Made for the words of a lexicon: many of them say nothing of how often what is sent is right. */
  readonly isEveryday?: boolean;
}

export interface Levels {
  readonly possible?: number;
  readonly suspect: number;
  /** The same for texts without evidence. */
  readonly blind: number;
  readonly strong: number;
  readonly veto: number;
}

/** Lower than what is promised: other authors differ, and a language may be taken for its neighbour. */
const SUSPECT: Limits = { budget: { ordinary: 0.0145, clean: 0.0055, criticism: 0.035 }, wanted: 0.6 };
const POSSIBLE: Limits = { budget: { ordinary: 0.045 }, wanted: 0.8 };
/** Where there are no ordinary comments: share of the treebanks' sentences, and no point below the best F1. */
const UNKNOWN_GROUND: Limits = { budget: { clean: 0.003 }, wanted: 0 };
const MIN_POINT = 0.01;
/** `strong` is where so many of those above it are right, and so few ordinary comments reach. */
const STRONG_PRECISION = 0.88;
const STRONG_ORDINARY = 0.001;
/** A category that needs evidence is flagged without it only where so many are right, those that merely name its subject counted. */
const BLIND_PRECISION = 0.8;
const MIN_HITS = 8;
const MIN_STRONG = 0.1;
/** Of a word that a lexicon found, while the points are sought: what is shown from there on has been counted. */
const FIRST_VETO = 0.22;
/** A score of 0.22 among labelled texts, two in five of them violations, is one in a hundred among ordinary ones. */
const VETOES = [0.15, FIRST_VETO];
const NEVER = 1.01;

const f1 = (hits: number, flagged: number, positives: number): number =>
  (2 * hits) / Math.max(1e-9, flagged + positives);
const positivesOf = (rows: readonly Scored[]): number =>
  rows.reduce((sum, { label, weight }) => sum + label * weight, 0);
const labelled = (rows: readonly Scored[]): Scored[] =>
  rows.filter(({ alarm }) => alarm === null || alarm === 'criticism');
const downwards = (rows: readonly Scored[]): Scored[] => [...rows].sort((a, b) => b.p - a.p);

function bestF1(rows: readonly Scored[]): number {
  const positives = positivesOf(rows);
  let hits = 0;
  let seen = 0;
  let best = { point: NEVER, f1: 0 };
  for (const { p, label, weight } of downwards(rows)) {
    hits += label * weight;
    seen += weight;
    const value = f1(hits, seen, positives);
    if (value >= best.f1) best = { point: p, f1: value };
  }
  return best.point;
}

/** The lowest score that is above a bound and from which on so many are right. */
function sureFrom(rows: readonly Scored[], precision: number, above = 0): number {
  let hits = 0;
  let seen = 0;
  let sure = NEVER;
  for (const { p, label, weight } of downwards(labelled(rows))) {
    hits += label * weight;
    seen += weight;
    if (p > above && hits >= MIN_HITS && hits / seen >= precision) sure = p;
  }
  return sure;
}

/** From here on so many are right that the model is sure, and ordinary comments hardly ever get there. */
function strongFrom(rows: readonly Scored[]): number {
  const ordinary = downwards(rows.filter(({ alarm }) => alarm === 'ordinary'));
  const beyond = ordinary[Math.ceil(ordinary.length * STRONG_ORDINARY)]?.p ?? 0;
  const sent = rows.filter(({ isEveryday }) => isEveryday !== true);
  return sureFrom(sent, STRONG_PRECISION, Math.max(MIN_STRONG, beyond));
}

/** Below this score a lexicon's word is not shown: the model finds it harmless where it stands. */
function vetoBelow(rows: readonly Scored[], suspect: number): number {
  const positives = positivesOf(rows);
  let best = { veto: VETOES[0] ?? 0, f1: -1 };
  for (const veto of VETOES) {
    const flagged = rows.filter(({ p, words }) => p >= suspect || (words && p >= veto));
    const seen = flagged.reduce((sum, { weight }) => sum + weight, 0);
    const value = f1(positivesOf(flagged), seen, positives);
    if (value > best.f1) best = { veto, f1: value };
  }
  return best.veto;
}

const isFound = ({ words, p }: Scored): boolean => words && p >= FIRST_VETO;
const round = (value: number): number => Math.floor(value * 1e4) / 1e4;

type Rows<Name extends string> = ReadonlyMap<Name, readonly Scored[]>;

function ladderOf<Name extends string>(
  name: Name,
  rows: readonly Scored[],
  options: { floor: number; positives: number; found: (row: Scored) => boolean },
): Ladder<Name> {
  const candidates = rows.map(
    (row): Candidate => ({
      p: row.p,
      label: row.label,
      text: row.text,
      alarm: row.alarm,
      found: options.found(row),
    }),
  );
  return { name, candidates, floor: options.floor, positives: Math.max(1, options.positives) };
}

const textsWhere = <Name extends string>(
  scored: Rows<Name>,
  test: (row: Scored, name: Name) => boolean,
): Set<number> =>
  new Set(
    [...scored].flatMap(([name, rows]) => rows.filter((row) => test(row, name)).map(({ text }) => text)),
  );

interface Suspect {
  readonly seen: number;
  readonly blind: number;
}

function suspectPoints<Name extends string>(
  scored: Rows<Name>,
  { limits, hasOrdinary, blindly }: Ground<Name>,
): Map<Name, Suspect> {
  const names = [...scored.keys()];
  const ladders = names.flatMap((name) => {
    const rows = scored.get(name) ?? [];
    const floor = hasOrdinary ? MIN_POINT : bestF1(labelled(rows));
    const blind = rows.filter(({ evidence }) => !evidence);
    const blindFloors: Record<Blindly, number> = {
      freely: floor,
      surely: sureFrom(blind, BLIND_PRECISION),
      never: NEVER,
    };
    const positives = rows.filter(({ label }) => label === 1).length;
    return [true, false].map((evidence) =>
      ladderOf(
        name,
        rows.filter((row) => row.evidence === evidence),
        { floor: evidence ? floor : blindFloors[blindly(name)], positives, found: isFound },
      ),
    );
  });
  const points = choosePoints(ladders, textsWhere(scored, isFound), limits);
  return new Map(
    names.map((name, at) => [name, { seen: points[at * 2] ?? NEVER, blind: points[at * 2 + 1] ?? NEVER }]),
  );
}

const isSuspect = ({ p, evidence }: Scored, point: Suspect | undefined): boolean =>
  point !== undefined && p >= (evidence ? point.seen : point.blind);

function possiblePoints<Name extends string>(
  scored: Rows<Name>,
  suspects: ReadonlyMap<Name, Suspect>,
): Map<Name, number> {
  const names = [...scored.keys()];
  const isFlagged = (row: Scored, name: Name): boolean => isFound(row) || isSuspect(row, suspects.get(name));
  const ladders = names.map((name) => {
    const rows = scored.get(name) ?? [];
    const positives = rows.filter(({ label }) => label === 1).length;
    return ladderOf(name, rows, { floor: MIN_POINT, positives, found: (row) => isFlagged(row, name) });
  });
  const points = choosePoints(ladders, textsWhere(scored, isFlagged), POSSIBLE);
  return new Map(names.map((name, at) => [name, points[at] ?? NEVER]));
}

/** May a category be flagged in a text without evidence: as any other, only where the model is sure, or never? */
export type Blindly = 'freely' | 'surely' | 'never';

interface Ground<Name extends string> {
  readonly limits: Limits;
  readonly hasOrdinary: boolean;
  readonly blindly: (name: Name) => Blindly;
}

/** `scored`: one list per category, over the same texts. Without ordinary comments among them nothing is `possible`. */
export function chooseLevels<Name extends string>(
  scored: Rows<Name>,
  blindly: (name: Name) => Blindly,
): Map<Name, Levels> {
  const hasOrdinary = [...scored.values()].some((rows) => rows.some(({ alarm }) => alarm === 'ordinary'));
  const limits = hasOrdinary ? SUSPECT : UNKNOWN_GROUND;
  const suspects = suspectPoints(scored, { limits, hasOrdinary, blindly });
  const possibles = hasOrdinary ? possiblePoints(scored, suspects) : new Map<Name, number>();
  return new Map(
    [...scored].map(([name, rows]) => {
      const { seen: suspect, blind } = suspects.get(name) ?? { seen: NEVER, blind: NEVER };
      const possible = possibles.get(name);
      const levels: Levels = {
        ...(possible !== undefined && { possible: round(Math.min(possible, suspect, blind)) }),
        suspect: round(suspect),
        blind: round(blind),
        strong: round(Math.max(strongFrom(rows), suspect)),
        veto: vetoBelow(labelled(rows), suspect),
      };
      return [name, levels];
    }),
  );
}
