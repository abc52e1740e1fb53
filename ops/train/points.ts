/**
 * Points for all categories under one budget of false alarms: whichever category finds most for the next false alarm
 * lowers its point, until nothing more can be afforded.
 */

/** Texts that nothing should be found in, by what they are. */
export type Alarm = 'ordinary' | 'clean' | 'criticism';

export interface Candidate {
  readonly p: number;
  readonly label: number;
  /** Number of the text: one that two categories flag is one false alarm. */
  readonly text: number;
  readonly alarm: Alarm | null;
  /** Found whatever the point is. */
  readonly found: boolean;
}

export interface Ladder<Name extends string> {
  readonly name: Name;
  readonly candidates: readonly Candidate[];
  /** Its point is never lower. */
  readonly floor: number;
  /** Positives of its category, those on other ladders too. */
  readonly positives: number;
}

export interface Limits {
  /** Share of the texts of a kind that may be flagged; a kind that is not named is not counted. */
  readonly budget: Readonly<Partial<Record<Alarm, number>>>;
  /** Until a category finds so many, what it finds counts double. */
  readonly wanted: number;
}

/** So many false alarms ahead a category looks for what it would find. */
const AHEAD = 25;
const NEVER = 1.01;

interface Step {
  readonly point: number;
  readonly found: number;
  readonly texts: readonly Candidate[];
}

class Climber<Name extends string> {
  readonly ladder: Ladder<Name>;
  point = NEVER;
  /** Positives not found yet and alarms, highest first. */
  private readonly hits: readonly number[];
  private readonly alarms: readonly Candidate[];
  private hitAt = 0;
  private alarmAt = 0;

  constructor(ladder: Ladder<Name>) {
    this.ladder = ladder;
    const { candidates, floor } = ladder;
    const down = (a: number, b: number): number => b - a;
    this.hits = candidates
      .filter(({ label, found, p }) => label === 1 && !found && p >= floor)
      .map(({ p }) => p)
      .sort(down);
    this.alarms = candidates
      .filter(({ label, alarm, p }) => label === 0 && alarm !== null && p >= floor)
      .sort((a, b) => b.p - a.p || a.text - b.text);
  }

  /** Where it could go next: the lowest points before each of the next false alarms. */
  steps(flagged: ReadonlySet<number>): Step[] {
    const steps: Step[] = [];
    let hitAt = this.hitAt;
    const texts: Candidate[] = [];
    for (let at = this.alarmAt; at <= this.alarms.length && texts.length <= AHEAD; at += 1) {
      const alarm = this.alarms[at];
      const before = alarm?.p ?? 0;
      while (hitAt < this.hits.length && (this.hits[hitAt] ?? 0) > before) hitAt += 1;
      if (hitAt > this.hitAt)
        steps.push({ point: this.hits[hitAt - 1] ?? NEVER, found: hitAt - this.hitAt, texts: [...texts] });
      if (alarm && !flagged.has(alarm.text)) texts.push(alarm);
    }
    return steps;
  }

  take({ point }: Step): void {
    this.point = point;
    while (this.hitAt < this.hits.length && (this.hits[this.hitAt] ?? 0) >= point) this.hitAt += 1;
    while (this.alarmAt < this.alarms.length && (this.alarms[this.alarmAt]?.p ?? 0) >= point)
      this.alarmAt += 1;
  }
}

/** What has been flagged so far, and how much of each kind may still be. */
class Purse {
  readonly flagged: Set<number>;
  private readonly left: Map<Alarm, number>;
  private readonly allowed: ReadonlyMap<Alarm, number>;

  constructor(kinds: ReadonlyMap<number, Alarm>, already: ReadonlySet<number>, limits: Limits) {
    const sizes = Map.groupBy(kinds.values(), (kind) => kind);
    this.allowed = new Map(
      Object.entries(limits.budget).map(([kind, share]) => [
        kind as Alarm,
        share * (sizes.get(kind as Alarm)?.length ?? 0),
      ]),
    );
    this.flagged = new Set(already);
    this.left = new Map(this.allowed);
    for (const text of already) this.spend(kinds.get(text) ?? null);
  }

  /** Share of what is allowed; more than anything where it cannot be afforded. */
  price(texts: readonly Candidate[]): number {
    let price = 0;
    for (const [kind, own] of Map.groupBy(texts, ({ alarm }) => alarm)) {
      const left = kind === null ? undefined : this.left.get(kind);
      if (left === undefined) continue;
      if (own.length > left) return Number.POSITIVE_INFINITY;
      price += own.length / Math.max(1, this.allowed.get(kind as Alarm) ?? 1);
    }
    return price;
  }

  buy(texts: readonly Candidate[]): void {
    for (const { text, alarm } of texts) {
      this.flagged.add(text);
      this.spend(alarm);
    }
  }

  private spend(kind: Alarm | null): void {
    const left = kind === null ? undefined : this.left.get(kind);
    if (kind !== null && left !== undefined) this.left.set(kind, left - 1);
  }
}

/** What a step that costs nothing is divided by. */
const FREE = 1e-6;

const alreadyFound = <Name extends string>({ candidates, positives }: Ladder<Name>): number =>
  candidates.filter(({ label, found }) => label === 1 && found).length / Math.max(1, positives);

class Climb<Name extends string> {
  readonly climbers: readonly Climber<Name>[];
  private readonly purse: Purse;
  private readonly wanted: number;
  /** Share of each category's violations that is found. */
  private readonly shares = new Map<Name, number>();

  constructor(ladders: readonly Ladder<Name>[], already: ReadonlySet<number>, limits: Limits) {
    const kinds = new Map<number, Alarm>();
    for (const { text, alarm } of ladders.flatMap(({ candidates }) => candidates))
      if (alarm !== null) kinds.set(text, alarm);
    for (const ladder of ladders) this.add(ladder.name, alreadyFound(ladder));
    this.wanted = limits.wanted;
    this.purse = new Purse(kinds, already, limits);
    this.climbers = ladders.map((ladder) => new Climber(ladder));
  }

  /** Takes the step that is worth most; false where none can be afforded. */
  step(): boolean {
    let best: { climber: Climber<Name>; step: Step; worth: number } | null = null;
    for (const climber of this.climbers) {
      for (const step of climber.steps(this.purse.flagged)) {
        const worth = this.worth(climber, step);
        if (worth > (best?.worth ?? 0)) best = { climber, step, worth };
      }
    }
    if (best === null) return false;
    const { climber, step } = best;
    this.purse.buy(step.texts);
    climber.take(step);
    this.add(climber.ladder.name, step.found / climber.ladder.positives);
    return true;
  }

  /** What it finds for what it costs; 0 where it cannot be afforded. */
  private worth({ ladder }: Climber<Name>, { found, texts }: Step): number {
    const urgency = (this.shares.get(ladder.name) ?? 0) < this.wanted ? 2 : 1;
    return (urgency * found) / ladder.positives / (this.purse.price(texts) + FREE);
  }

  private add(name: Name, share: number): void {
    this.shares.set(name, (this.shares.get(name) ?? 0) + share);
  }
}

/** `already`: texts that are flagged whatever the points are. Returns a point per ladder, in their order. */
export function choosePoints<Name extends string>(
  ladders: readonly Ladder<Name>[],
  already: ReadonlySet<number>,
  limits: Limits,
): number[] {
  const climb = new Climb(ladders, already, limits);
  while (climb.step());
  return climb.climbers.map(({ point }) => point);
}
