/** Sections of tables as a PDF/A-1b on A4 across: fonts embedded, headings repeated on each page, pages numbered. */
import { setImmediate as breathe } from 'node:timers/promises';
import { columnWidths, drawable, paginate } from './layout.ts';
import { bytesOf, fontHas, GREY, INK, LINE, newPdf, type Pdf, setFont } from './paper.ts';

export interface Column {
  readonly heading: string;
  /** Of the width, in relation to the others. */
  readonly share: number;
  readonly right?: boolean;
}

export interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A sentence under the title; null: none. */
  readonly note: string | null;
}

export interface PdfContent {
  readonly title: string;
  /** Lines under the title. */
  readonly about: readonly string[];
  readonly sections: readonly Section[];
  readonly locale: string;
  /** The only time in the file, so that the same content gives the same bytes. */
  readonly madeAt: Date;
  readonly pageWords: (page: number, pages: number) => string;
}

const MARGIN = 40;
const FOOT = 24;
const PAD = 4;
const SIZE = { title: 16, section: 11, text: 9, cell: 8 } as const;
/** Rows measured or drawn between two breaths of the event loop. */
const ROWS_AT_A_TIME = 40;

class Pen {
  readonly doc: Pdf;
  readonly width: number;
  /** Where a page's own content ends. */
  readonly bottom: number;
  readonly whole: number;

  constructor({ title, locale, madeAt }: PdfContent) {
    this.doc = newPdf({ title, locale, madeAt, layout: 'landscape', margin: MARGIN, tagged: false });
    this.width = this.doc.page.width - 2 * MARGIN;
    this.bottom = this.doc.page.height - MARGIN - FOOT;
    this.whole = this.bottom - MARGIN;
  }

  font(name: 'regular' | 'bold', size: number, color = INK): this {
    setFont(this.doc, name).fontSize(size).fillColor(color);
    return this;
  }

  /** What the present font can draw of it. */
  text(text: string): string {
    return drawable(text, (codePoint) => fontHas(this.doc, codePoint));
  }

  line(text: string): void {
    this.doc.text(this.text(text), MARGIN, this.doc.y, { width: this.width });
  }

  heightOf(cells: readonly string[], widths: readonly number[]): number {
    const heights = cells.map((cell, at) =>
      this.doc.heightOfString(this.text(cell), { width: (widths[at] ?? 0) - 2 * PAD }),
    );
    return Math.max(...heights) + 2 * PAD;
  }

  row(cells: readonly string[], { widths, columns, height }: Row): void {
    const { doc } = this;
    const top = doc.y;
    let left = MARGIN;
    cells.forEach((cell, at) => {
      const width = widths[at] ?? 0;
      const align = columns[at]?.right ? 'right' : 'left';
      doc.text(this.text(cell), left + PAD, top + PAD, { width: width - 2 * PAD, align });
      left += width;
    });
    doc.y = top + height;
    doc
      .moveTo(MARGIN, doc.y)
      .lineTo(MARGIN + this.width, doc.y)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
  }

  async table({ columns, rows }: Section): Promise<void> {
    const { doc, whole } = this;
    const widths = columnWidths(
      columns.map(({ share }) => share),
      this.width,
    );
    const headings = columns.map(({ heading }) => heading);
    const heading = this.font('bold', SIZE.cell).heightOf(headings, widths);
    this.font('regular', SIZE.cell);
    const heights: number[] = [];
    for (const [at, row] of rows.entries()) {
      if (at % ROWS_AT_A_TIME === 0) await breathe();
      heights.push(this.heightOf(row, widths));
    }
    const pages = paginate(heights, { first: this.bottom - doc.y, whole, heading });
    for (const [page, indexes] of pages.entries()) {
      if (page > 0) this.newPage();
      this.font('bold', SIZE.cell).row(headings, { widths, columns, height: heading });
      this.font('regular', SIZE.cell);
      for (const at of indexes) this.row(rows[at] ?? [], { widths, columns, height: heights[at] ?? 0 });
      await breathe();
    }
  }

  newPage(): void {
    this.doc.addPage();
    this.doc.y = MARGIN;
  }
}

interface Row {
  readonly widths: readonly number[];
  readonly columns: readonly Column[];
  readonly height: number;
}

/** A title never stands alone at the foot of a page. */
const ROOM_FOR_A_START = 110;

async function drawSection(pen: Pen, section: Section): Promise<void> {
  const { doc } = pen;
  if (pen.bottom - doc.y < ROOM_FOR_A_START) pen.newPage();
  else doc.y += 16;
  pen.font('bold', SIZE.section).line(section.title);
  if (section.note !== null) pen.font('regular', SIZE.text, GREY).line(section.note);
  doc.y += 4;
  if (section.rows.length > 0) await pen.table(section);
}

function numberPages(pen: Pen, words: PdfContent['pageWords']): void {
  const { count } = pen.doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pen.doc.switchToPage(page);
    pen.font('regular', SIZE.cell, GREY);
    const options = { width: pen.width, align: 'right', height: FOOT, lineBreak: false } as const;
    pen.doc.text(pen.text(words(page + 1, count)), MARGIN, pen.bottom + 10, options);
  }
}

/** The whole file. Draws in slices, so that its process still hears that its parent is gone. */
export async function drawPdf(content: PdfContent): Promise<Buffer> {
  const pen = new Pen(content);
  const done = bytesOf(pen.doc);
  pen.font('bold', SIZE.title).line(content.title);
  pen.doc.y += 4;
  pen.font('regular', SIZE.text, GREY);
  for (const line of content.about) pen.line(line);
  for (const section of content.sections) await drawSection(pen, section);
  numberPages(pen, content.pageWords);
  pen.doc.end();
  return done;
}
