/**
 * Which figures of a public report are left out, so that no number under five can be read or worked out by subtraction.
 * The whole of the report is always published: accounts add up to it, boards do, and the accounts of a board to the board.
 */

/** What a number must reach to be published; none at all tells of nobody. */
const LEAST_PUBLISHED = 5;

export const isSmall = (count: number): boolean => count > 0 && count < LEAST_PUBLISHED;

/** Of one account and one receiving board. Every number of a row is published, or none. */
export interface Crossing {
  readonly account: string;
  readonly board: string;
  readonly numbers: readonly number[];
}

export interface LeftOut {
  readonly accounts: ReadonlySet<string>;
  readonly boards: ReadonlySet<string>;
}

const SIDES = ['account', 'board'] as const;
type Side = (typeof SIDES)[number];
interface Row {
  readonly side: Side;
  readonly key: string;
}
/** Accounts and boards that share nothing with any other. */
type Component = Readonly<Record<Side, readonly string[]>>;

const added = (a: readonly number[], b: readonly number[]): number[] => b.map((n, at) => n + (a[at] ?? 0));
const sumOf = (all: readonly (readonly number[])[], width: number): number[] =>
  all.reduce<number[]>(added, new Array<number>(width).fill(0));
const size = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

function componentsOf(crossings: readonly Crossing[]): Component[] {
  let found: { account: Set<string>; board: Set<string> }[] = [];
  for (const { account, board } of crossings) {
    const touched = found.filter((component) => component.account.has(account) || component.board.has(board));
    const joined = { account: new Set([account]), board: new Set([board]) };
    for (const component of touched)
      for (const side of SIDES) for (const key of component[side]) joined[side].add(key);
    found = [...found.filter((component) => !touched.includes(component)), joined];
  }
  return found.map(({ account, board }) => ({ account: [...account], board: [...board] }));
}

class Table {
  readonly #rows: Readonly<Record<Side, Map<string, number[]>>>;
  readonly #whole: number[];
  readonly #components: Component[];
  readonly hidden: Readonly<Record<Side, Set<string>>>;

  constructor(crossings: readonly Crossing[], already: LeftOut) {
    const width = crossings[0]?.numbers.length ?? 0;
    this.#whole = sumOf(
      crossings.map(({ numbers }) => numbers),
      width,
    );
    const sums = (side: Side) =>
      new Map(
        [...Map.groupBy(crossings, (crossing) => crossing[side])].map(([key, alike]) => [
          key,
          sumOf(
            alike.map(({ numbers }) => numbers),
            width,
          ),
        ]),
      );
    this.#rows = { account: sums('account'), board: sums('board') };
    this.#components = componentsOf(crossings.filter(({ numbers }) => size(numbers) > 0));
    const small = (side: Side) =>
      [...this.#rows[side]].filter(([, numbers]) => this.#tells(numbers)).map(([key]) => key);
    this.hidden = {
      account: new Set([...already.accounts, ...small('account')]),
      board: new Set([...already.boards, ...small('board')]),
    };
  }

  #numbers({ side, key }: Row): number[] {
    return this.#rows[side].get(key) ?? [];
  }

  /** A small number that the whole does not tell anyway. */
  #tells(numbers: readonly number[]): boolean {
    return numbers.some((n, at) => isSmall(n) && n !== this.#whole[at]);
  }

  #of(component: Component, side: Side, hidden: boolean): string[] {
    return component[side].filter((key) => this.hidden[side].has(key) === hidden);
  }

  /** What is left out can be worked out: it is a single row, or their known sum is itself small. */
  #unsafe(side: Side, keys: readonly string[]): boolean {
    const numbers = keys.map((key) => this.#numbers({ side, key }));
    const [only] = numbers;
    if (numbers.length === 1 && only) return this.#tells(only) || size(only) !== size(this.#whole);
    return this.#tells(sumOf(numbers, this.#whole.length));
  }

  #smallest(side: Side, components: readonly Component[]): Row[] {
    const rows = components
      .flatMap((component) => this.#of(component, side, false))
      .map((key) => ({ side, key, size: size(this.#numbers({ side, key })) }))
      .sort((a, b) => a.size - b.size || a.key.localeCompare(b.key));
    return rows.slice(0, 1);
  }

  #isOpen(component: Component): boolean {
    return SIDES.every((side) => this.#of(component, side, true).length > 0);
  }

  /** Where only accounts, or only boards, are left out, their sum is known from the others. */
  #nextOfClosed(component: Component): Row[] | null {
    for (const side of SIDES) {
      const hidden = this.#of(component, side, true);
      if (hidden.length === 0 || !this.#unsafe(side, hidden)) continue;
      const more = this.#smallest(side, [component]);
      return more.length > 0 ? more : this.#smallest(side === 'account' ? 'board' : 'account', [component]);
    }
    return null;
  }

  /** Where both are, only the sum over all such is known: from the whole. */
  #nextOfOpen(open: readonly Component[], closed: readonly Component[]): Row[] {
    for (const side of SIDES) {
      const hidden = open.flatMap((component) => this.#of(component, side, true));
      if (hidden.length === 0 || !this.#unsafe(side, hidden)) continue;
      const more = this.#smallest(side, open);
      if (more.length > 0) return more;
      const [another] = [...closed].sort((a, b) => this.#sizeOf(a) - this.#sizeOf(b));
      if (another) return SIDES.flatMap((each) => this.#smallest(each, [another]));
    }
    return [];
  }

  /** The next rows that must be left out too; none: nothing can be worked out, or nothing is left. */
  next(): Row[] {
    const open = this.#components.filter((component) => this.#isOpen(component));
    const closed = this.#components.filter((component) => !this.#isOpen(component));
    for (const component of closed) {
      const more = this.#nextOfClosed(component);
      if (more !== null) return more;
    }
    return this.#nextOfOpen(open, closed);
  }

  #sizeOf({ account }: Component): number {
    return account.reduce((sum, key) => sum + size(this.#numbers({ side: 'account', key })), 0);
  }
}

const NONE: LeftOut = { accounts: new Set(), boards: new Set() };

/** The rows that are left out: first those with a small number, then what would let it be worked out. */
export function leftOutOf(crossings: readonly Crossing[], already: LeftOut = NONE): LeftOut {
  const table = new Table(crossings, already);
  for (let more = table.next(); more.length > 0; more = table.next())
    for (const { side, key } of more) table.hidden[side].add(key);
  return { accounts: table.hidden.account, boards: table.hidden.board };
}

/** Of numbers whose sum is known, those that are published; null stands for one that is not. */
export function withoutSmall(numbers: readonly number[]): (number | null)[] {
  const hidden = new Set(numbers.keys().filter((at) => isSmall(numbers[at] ?? 0)));
  const whole = size(numbers);
  for (;;) {
    const sum = [...hidden].reduce((total, at) => total + (numbers[at] ?? 0), 0);
    if (hidden.size === 0 || (hidden.size > 1 && (!isSmall(sum) || sum === whole))) break;
    const [next] = [...numbers.keys()]
      .filter((at) => !hidden.has(at))
      .sort(
        (a, b) =>
          Number(numbers[a] === 0) - Number(numbers[b] === 0) || (numbers[a] ?? 0) - (numbers[b] ?? 0),
      );
    if (next === undefined) break;
    hidden.add(next);
  }
  return numbers.map((count, at) => (hidden.has(at) ? null : count));
}
