/** How a benchmark's figures are shown: one table, with the mark beside each figure that has one. */
export interface Row {
  readonly figure: string;
  readonly value: number;
  readonly must?: string;
  readonly met?: boolean;
}

export interface Report {
  readonly name: string;
  readonly rows: readonly (Row | Record<string, string | number>)[];
  /** A mark was missed on a machine that does nothing else: the command ends with 1. */
  readonly fails?: boolean;
}

const shown = (value: unknown): string =>
  typeof value === 'number'
    ? value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 })
    : value === true
      ? 'met'
      : value === false
        ? 'MISSED'
        : String(value ?? '');

/** A table as text; columns are the keys of the rows, in order of appearance. */
export function format({ name, rows }: Report): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [
    columns,
    ...rows.map((row) => columns.map((key) => shown((row as Record<string, unknown>)[key]))),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${name}\n${'-'.repeat(name.length)}\n${text.join('\n')}\n`;
}
