import fc from 'fast-check';
import {
  type Crossing,
  isSmall,
  leftOutOf,
  withoutSmall,
} from '../../../../core/monitoring/small-numbers.ts';

const crossing = (account: string, board: string, ...numbers: number[]): Crossing => ({
  account,
  board,
  numbers,
});

/** Whether a sum over crossings can be made of published sums: elimination over fractions. */
function follows(published: readonly number[][], wanted: readonly number[]): boolean {
  const rows = published.map((row) => [...row]);
  const target = [...wanted];
  for (let column = 0, top = 0; column < target.length && top < rows.length; column++) {
    const pivot = rows.findIndex((row, at) => at >= top && Math.abs(row[column] ?? 0) > 1e-9);
    if (pivot < 0) continue;
    [rows[top], rows[pivot]] = [rows[pivot] as number[], rows[top] as number[]];
    const by = rows[top] as number[];
    const clear = (row: number[]) => {
      const factor = (row[column] ?? 0) / (by[column] as number);
      for (const at of row.keys()) row[at] = (row[at] ?? 0) - factor * (by[at] ?? 0);
    };
    for (const row of rows.slice(top + 1)) clear(row);
    clear(target);
    top++;
  }
  return target.every((value) => Math.abs(value) < 1e-6);
}

const tables = fc
  .array(
    fc.record({
      account: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      board: fc.constantFrom('K', 'L', 'M', 'N'),
      numbers: fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows) => [...new Map(rows.map((row) => [`${row.account} ${row.board}`, row])).values()])
  .map((rows) => rows.filter(({ numbers }) => numbers[0] + numbers[1] > 0));

describe('small numbers in a public report', () => {
  it('A number under five is left out, and with it the one from which it could be worked out', () => {
    const left = leftOutOf([crossing('a', 'K', 3), crossing('b', 'K', 20), crossing('c', 'L', 30)]);
    expect([...left.accounts].sort()).toEqual(['a', 'b']);
    expect([...left.boards]).toEqual([]);
  });

  it('An account that is all of its board takes the board with it, and another pair', () => {
    const left = leftOutOf([crossing('a', 'K', 3), crossing('b', 'L', 20), crossing('c', 'M', 30)]);
    expect([...left.accounts].sort()).toEqual(['a', 'b']);
    expect([...left.boards].sort()).toEqual(['K', 'L']);
  });

  it('Small numbers of which the sum is small are not left out alone', () => {
    const left = leftOutOf([
      crossing('a', 'K', 1),
      crossing('b', 'K', 1),
      crossing('c', 'K', 40),
      crossing('d', 'K', 50),
    ]);
    expect([...left.accounts].sort()).toEqual(['a', 'b', 'c']);
  });

  it('A single account is the whole of the report, which is published', () => {
    expect([...leftOutOf([crossing('a', 'K', 40, 2)]).accounts]).toEqual([]);
  });

  it('What is left out never follows from what is published, whatever the table', () => {
    fc.assert(
      fc.property(tables, (table) => {
        fc.pre(table.length > 0);
        const { accounts, boards } = leftOutOf(table);
        const over = (is: (row: Crossing) => boolean) => table.map((row) => (is(row) ? 1 : 0));
        const published = [
          over(() => true),
          ...[...new Set(table.map(({ account }) => account))]
            .filter((key) => !accounts.has(key))
            .map((key) => over(({ account }) => account === key)),
          ...[...new Set(table.map(({ board }) => board))]
            .filter((key) => !boards.has(key))
            .map((key) => over(({ board }) => board === key)),
        ];
        const whole = [0, 1].map((at) => table.reduce((sum, { numbers }) => sum + (numbers[at] ?? 0), 0));
        const rows = [
          ...[...new Set(table.map(({ account }) => account))].map(
            (key) => (row: Crossing) => row.account === key,
          ),
          ...[...new Set(table.map(({ board }) => board))].map((key) => (row: Crossing) => row.board === key),
        ];
        for (const is of rows)
          for (const at of [0, 1]) {
            const count = table.filter(is).reduce((sum, { numbers }) => sum + (numbers[at] ?? 0), 0);
            if (isSmall(count) && count !== whole[at]) expect(follows(published, over(is))).toBe(false);
          }
      }),
      { numRuns: 400 },
    );
  });

  it('Of parts whose sum is known at least two are left out, together not small', () => {
    expect(withoutSmall([2, 30, 9, 0])).toEqual([null, 30, null, 0]);
    expect(withoutSmall([1, 1, 30, 9])).toEqual([null, null, 30, null]);
    expect(withoutSmall([50, 9])).toEqual([50, 9]);
    expect(withoutSmall([1, 1, 0])).toEqual([null, null, 0]);
  });
});
