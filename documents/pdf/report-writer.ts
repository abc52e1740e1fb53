/** A writer that also draws tables with a heading on each page, columns of a chart, and one figure in large. */
import { setImmediate as breathe } from 'node:timers/promises';
import { GREY, INK } from './paper.ts';
import { lineHeight, type TextStyle } from './typesetter.ts';
import { BODY, type Element, MARGIN, SMALL, Writer } from './writer.ts';

export interface TableColumn {
  readonly heading: string;
  /** Of the width, in relation to the others. */
  readonly share: number;
  readonly right?: boolean;
}
export interface TableRow {
  readonly cells: readonly string[];
  /** Drawn in the last column, 0 to 1; the cells say it in numbers. */
  readonly bar?: number | null;
  readonly strong?: boolean;
}
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Room at the end of each row for its bar; its heading. Null: no bars. */
  readonly bars?: string | null;
}
export interface ChartColumn {
  readonly label: string;
  /** 0 to 1; null: nothing to show. */
  readonly share: number | null;
  readonly value: string;
  /** Drawn lighter: not to be compared with the others. */
  readonly pale?: boolean;
}
export interface Chart {
  readonly columns: readonly ChartColumn[];
  /** What the chart says, for who does not see it. */
  readonly alt: string;
  /** The aim, as a line with its words. */
  readonly line: { readonly share: number; readonly label: string } | null;
}

export const ACCENT = '#1d4f7c';
const PALE = '#a9bfd1';
const PAPER = '#ffffff';
const GROUND = '#e8edf1';
const CELL: TextStyle = { font: 'regular', size: 9 };
const CELL_BOLD: TextStyle = { font: 'bold', size: 9 };
const HEAD: TextStyle = { font: 'bold', size: 8, color: GREY };
const VALUE: TextStyle = { font: 'bold', size: 8 };
const PAD = 3;
const GAP = 8;
const BAR_SHARE = 0.22;
const CHART_HEIGHT = 96;
/** pdfkit's types do not know them. */
const scope = (of: 'Row' | 'Column'): object => ({ scope: of });

interface Cells {
  readonly widths: readonly number[];
  readonly columns: readonly TableColumn[];
  readonly style: TextStyle;
}

export class ReportWriter extends Writer {
  /** The one figure that is looked for first, with what it says beside it. */
  async figureInLarge(value: string, lines: readonly string[]): Promise<void> {
    const large: TextStyle = { font: 'bold', size: 34, color: ACCENT };
    const [piece] = this.type.lines(value, large, this.width);
    const left = piece ? this.type.widthOf(piece.pieces, large) + 2 * GAP : 0;
    const top = this.doc.y;
    this.root.add(this.doc.struct('P', {}, () => this.lines(value, large, { left: 0, width: this.width })));
    const under = this.doc.y;
    this.doc.y = top + 8;
    for (const [at, line] of lines.entries()) {
      const style: TextStyle = at === 0 ? { font: 'bold', size: 11 } : BODY;
      const place = { left, width: this.width - left, besideLabel: true };
      this.root.add(this.doc.struct('P', {}, () => this.lines(line, style, place)));
    }
    this.doc.y = Math.max(under, this.doc.y) + 4;
    await breathe();
  }

  async table({ columns, rows, bars = null }: Table): Promise<void> {
    const barWidth = bars === null ? 0 : this.width * BAR_SHARE;
    const whole = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => ((this.width - barWidth) * share) / whole);
    const table = this.doc.struct('Table');
    this.root.add(table);
    const headings = [...columns.map(({ heading }) => heading), ...(bars === null ? [] : [bars])];
    const allColumns = bars === null ? columns : [...columns, { heading: bars, share: 0 }];
    const allWidths = bars === null ? widths : [...widths, barWidth];
    const head = { widths: allWidths, columns: allColumns, style: HEAD };
    if (this.room < this.#heightOf(headings, head) * 3) this.newPage();
    this.#row(headings, head, { table, kind: 'head' });
    for (const [at, { cells, bar, strong = false }] of rows.entries()) {
      if (at % 40 === 39) await breathe();
      const style = strong ? CELL_BOLD : CELL;
      const set = { widths, columns, style };
      if (this.room < this.#heightOf(cells, set) + 2) {
        this.newPage();
        this.artifact(() => this.#drawRow(headings, head));
        this.rule();
      }
      const top = this.doc.y;
      this.#row(cells, set, { table, kind: 'body' });
      if (bars !== null) this.#bar(bar ?? null, { top, barWidth });
    }
    table.end();
    this.space(4);
  }

  /** Shares as columns side by side: a picture with words of its own. */
  async chart({ columns, alt, line }: Chart): Promise<void> {
    const labels = 2 * lineHeight(SMALL) + 6;
    const needed = CHART_HEIGHT + labels + 14;
    if (this.room < needed) this.newPage();
    const { doc } = this;
    const page = doc.page;
    const top = doc.y + 14;
    const step = this.width / Math.max(columns.length, 6);
    const width = Math.min(34, step * 0.8);
    const foot = top + CHART_HEIGHT;
    const draw = () => {
      doc
        .moveTo(MARGIN, foot)
        .lineTo(MARGIN + step * columns.length, foot)
        .lineWidth(0.75)
        .strokeColor(GREY)
        .stroke();
      columns.forEach(({ label, share, value, pale = false }, at) => {
        const middle = MARGIN + step * (at + 0.5);
        const height = CHART_HEIGHT * (share ?? 0);
        if (share !== null)
          doc.rect(middle - width / 2, foot - height, width, height).fill(pale ? PALE : ACCENT);
        // Inside, so that the line of the aim crosses no number.
        const inside = height > 2 * lineHeight(VALUE);
        const style = inside && !pale ? { ...VALUE, color: PAPER } : VALUE;
        const y = inside ? foot - lineHeight(VALUE) - 3 : foot - height - lineHeight(VALUE) - 1;
        this.#centred(value, style, { middle, y, width: step });
        this.#centred(label, { ...SMALL, size: 7.5 }, { middle, y: foot + 3, width: step });
      });
      if (line === null) return;
      const y = foot - CHART_HEIGHT * line.share;
      doc
        .moveTo(MARGIN, y)
        .lineTo(MARGIN + step * columns.length, y)
        .lineWidth(0.75)
        .dash(3, { space: 2 });
      doc.strokeColor(INK).stroke().undash();
    };
    this.root.add(doc.struct('Figure', { alt }, draw));
    if (doc.page !== page) throw new Error('A chart stands on one page.');
    doc.y = foot + lineHeight(SMALL) + 6;
    if (line !== null) await this.text(line.label, SMALL);
  }

  #centred(text: string, style: TextStyle, at: { middle: number; y: number; width: number }): void {
    const { pieces } = this.type.oneLine(text, style, at.width);
    this.type.draw(pieces, style, { x: at.middle - this.type.widthOf(pieces, style) / 2, y: at.y });
  }

  #heightOf(cells: readonly string[], { widths, style }: Cells): number {
    const heights = cells.map((cell, at) => this.type.heightOf(cell, style, (widths[at] ?? 0) - GAP));
    return Math.max(...heights) + 2 * PAD;
  }

  #row(
    cells: readonly string[],
    set: Cells,
    { table, kind }: { table: Element; kind: 'head' | 'body' },
  ): void {
    const { doc } = this;
    const row = doc.struct('TR');
    table.add(row);
    const top = doc.y;
    const height = this.#heightOf(cells, set);
    let left = 0;
    for (const [at, cell] of cells.entries()) {
      const draw = () => this.#drawCell(cell, set, { at, left, top });
      const isHead = kind === 'head' || at === 0;
      row.add(
        isHead
          ? doc.struct('TH', scope(kind === 'head' ? 'Column' : 'Row'), draw)
          : doc.struct('TD', {}, draw),
      );
      left += set.widths[at] ?? 0;
    }
    row.end();
    doc.y = top + height;
    this.rule();
  }

  #drawRow(cells: readonly string[], set: Cells): void {
    const top = this.doc.y;
    const height = this.#heightOf(cells, set);
    let left = 0;
    for (const [at, cell] of cells.entries()) {
      this.#drawCell(cell, set, { at, left, top });
      left += set.widths[at] ?? 0;
    }
    this.doc.y = top + height;
  }

  #drawCell(cell: string, set: Cells, { at, left, top }: { at: number; left: number; top: number }): void {
    const { style, widths, columns } = set;
    const room = (widths[at] ?? 0) - GAP;
    let y = top + PAD;
    for (const { pieces } of this.type.lines(cell, style, room)) {
      const indent = columns[at]?.right ? room - this.type.widthOf(pieces, style) : 0;
      this.type.draw(pieces, style, { x: MARGIN + left + indent, y });
      y += lineHeight(style);
    }
  }

  #bar(share: number | null, { top, barWidth }: { top: number; barWidth: number }): void {
    if (share === null) return;
    const x = MARGIN + this.width - barWidth + GAP;
    const y = top + PAD + 2;
    const width = barWidth - GAP;
    this.artifact(() => {
      this.doc.rect(x, y, width, 7).fill(GROUND);
      if (share > 0) this.doc.rect(x, y, width * Math.min(1, share), 7).fill(ACCENT);
    });
  }
}
