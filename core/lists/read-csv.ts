/** Reads CSV text in time that grows with its length only, whatever its quotes are. Pure. */

export interface CsvRow {
  /** Line of the text, from 1, where the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote was not closed: the row is its first line alone. */
  readonly open: boolean;
}

/** A cell in quotes may go over so many further lines. */
const MAX_LINES = 20;
const LINE_END = /\r\n|\n|\r/u;

interface Reading {
  readonly cells: string[];
  cell: string;
  quoted: boolean;
  /** The cell holds nothing but spaces yet: a quote would open it. */
  fresh: boolean;
}
const begun = (quoted: boolean): Reading => ({ cells: [], cell: '', quoted, fresh: !quoted });

/** Reads one more line; the quote it begins inside, if any, is all it needs to know of those before. */
function readLine(row: Reading, source: string, separator: string): void {
  for (let i = 0; i < source.length; i += 1) {
    const sign = source[i] ?? '';
    if (row.quoted) {
      if (sign !== '"') row.cell += sign;
      else if (source[i + 1] !== '"') row.quoted = false;
      else {
        row.cell += '"';
        i += 1;
      }
    } else if (sign === '"' && row.fresh) {
      row.quoted = true;
      row.fresh = false;
      row.cell = '';
    } else if (sign === separator) {
      row.cells.push(row.cell.trim());
      row.cell = '';
      row.fresh = true;
    } else {
      row.cell += sign;
      row.fresh &&= sign.trim() === '';
    }
  }
}

/** Per line: the line at whose end a quote that is open at its beginning is closed. From the end: each is read once. */
function closingLines(lines: readonly string[], separator: string): Float64Array {
  const closing = new Float64Array(lines.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    const row = begun(true);
    if (line.includes('"')) readLine(row, line, separator);
    closing[at] = row.quoted ? (closing[at + 1] ?? 0) : at;
  }
  return closing;
}

/** The sign that parts the first line that holds anything. */
function separatorOf(lines: readonly string[]): string {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return [';', ',', '\t'].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
}

/** Rows of quoted or plain cells, blank ones left out; no more than `most` are read. */
export function readCsv(text: string, most: number): CsvRow[] {
  const lines = text.split(LINE_END);
  const separator = separatorOf(lines);
  const closing = closingLines(lines, separator);
  const rows: CsvRow[] = [];
  for (let at = 0; at < lines.length && rows.length < most; at += 1) {
    const line = at + 1;
    const row = begun(false);
    readLine(row, lines[at] ?? '', separator);
    const end = row.quoted ? (closing[at + 1] ?? 0) : at;
    const open = end - at > MAX_LINES;
    for (; !open && at < end; at += 1) {
      row.cell += '\n';
      readLine(row, lines[at + 1] ?? '', separator);
    }
    const cells = [...row.cells, row.cell.trim()];
    if (open || cells.some((cell) => cell !== '')) rows.push({ line, cells, open });
  }
  return rows;
}
