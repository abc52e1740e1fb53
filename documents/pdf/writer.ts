/** Headings, paragraphs, facts and pictures down upright pages, tagged so that a screen reader can follow them. */
import { setImmediate as breathe } from 'node:timers/promises';
import { bytesOf, GREY, LINE, newPdf, type Paper, type Pdf } from './paper.ts';
import { LINE_BREAK, type Signs } from './readable.ts';
import { extractInReadingOrder } from './right-to-left.ts';
import { lineHeight, type TextStyle, Typesetter } from './typesetter.ts';

export interface Fact {
  readonly label: string;
  readonly lines: readonly (string | { readonly text: string; readonly style: TextStyle })[];
}
export interface Figure {
  /** PNG or JPEG without alpha, in RGB or grey: what PDF/A takes. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}
export interface Margins {
  /** At the head of each page, at most two lines: to the left and to the right. */
  readonly head: readonly (readonly [string, string])[];
  readonly foot: (page: number, pages: number) => readonly [string, string];
}

export const MARGIN = 50;
const HEAD = 30;
const FOOT = 30;
const LABEL = 140;
const GAP = 12;
const HEADING = { H1: 19, H2: 13, H3: 10 } as const;
/** For a heading, its note and the beginning of what follows. */
const ROOM_AFTER_HEADING = { H1: 0, H2: 100, H3: 45 } as const;
const LEAST_ROW = 40;
export const BODY: TextStyle = { font: 'regular', size: 10 };
export const SMALL: TextStyle = { font: 'regular', size: 8.5, color: GREY };
export const MONO: TextStyle = { font: 'mono', size: 7.5 };
const BOLD: TextStyle = { font: 'bold', size: 10 };

/** pdfkit's types do not know it. */
const ROW_HEADING = { scope: 'Row' } as object;

export type Element = ReturnType<Pdf['struct']>;
/** pdfkit has it (0.20) and its types do not: a new page on which the element that is being written goes on. */
interface Continuing {
  continueOnNewPage(): void;
}

export class Writer {
  readonly width: number;
  readonly height: number;
  protected readonly doc: Pdf;
  readonly #done: Promise<Buffer>;
  protected readonly root: Element;
  protected readonly type: Typesetter;
  protected readonly bottom: number;

  constructor(paper: Omit<Paper, 'layout' | 'margin' | 'tagged'>, nameOf: Signs['nameOf']) {
    this.doc = newPdf({ ...paper, layout: 'portrait', margin: MARGIN, tagged: true });
    this.#done = bytesOf(this.doc);
    this.type = new Typesetter(this.doc, nameOf);
    this.width = this.doc.page.width - 2 * MARGIN;
    this.bottom = this.doc.page.height - MARGIN - FOOT;
    this.height = this.bottom - MARGIN - HEAD;
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
    this.doc.y = MARGIN + HEAD;
  }

  /** Since it was last asked, a sign has been named that the fonts cannot show. */
  takeNamed(): boolean {
    const { named } = this.type;
    this.type.named = false;
    return named;
  }

  get room(): number {
    return this.bottom - this.doc.y;
  }

  newPage(): void {
    (this.doc as unknown as Continuing).continueOnNewPage();
    this.doc.y = MARGIN + HEAD;
  }

  space(points: number): void {
    this.doc.y = Math.min(this.doc.y + points, this.bottom);
  }

  /** A heading never stands alone at the foot of a page. */
  heading(text: string, level: keyof typeof HEADING = 'H2'): void {
    const size = HEADING[level];
    if (level !== 'H1') this.space(size);
    if (this.room < size + ROOM_AFTER_HEADING[level]) this.newPage();
    this.#element(level, () => this.lines(text, { font: 'bold', size }, { left: 0, width: this.width }));
    this.space(level === 'H1' ? 4 : 3);
  }

  /** Every line of the text is a paragraph. Draws in slices, so that a long one holds nobody up. */
  async text(text: string, style: TextStyle = BODY): Promise<void> {
    for (const [at, line] of linesOf(text).entries()) {
      if (at % 40 === 39) await breathe();
      this.#element('P', () => this.lines(line, style, { left: 0, width: this.width }));
    }
  }

  /** What is quoted has a line at its side. */
  async quote(text: string, style: TextStyle = BODY): Promise<void> {
    for (const [at, line] of linesOf(text).entries()) {
      if (at % 40 === 39) await breathe();
      const place = { left: GAP, width: this.width - GAP, barred: true };
      const quoted = this.doc.struct('P', {}, () => this.lines(line, style, place));
      this.root.add(this.doc.struct('BlockQuote', {}, [quoted]));
    }
  }

  facts(facts: readonly Fact[]): void {
    const table = this.doc.struct('Table');
    this.root.add(table);
    for (const fact of facts) this.#fact(fact, table);
    this.rule();
    table.end();
  }

  #fact({ label, lines }: Fact, table: Element): void {
    const doc = this.doc;
    const width = this.width - LABEL - GAP;
    const styled = lines.map((line) => (typeof line === 'string' ? { text: line, style: BODY } : line));
    const height = styled.reduce((sum, { text, style }) => sum + this.type.heightOf(text, style, width), 0);
    const needed = Math.max(height, this.type.heightOf(label, BOLD, LABEL)) + 2;
    if ((needed > this.room && needed < this.height) || this.room < LEAST_ROW) this.newPage();
    this.rule();
    const row = doc.struct('TR');
    table.add(row);
    doc.y += 3;
    const top = doc.y;
    row.add(doc.struct('TH', ROW_HEADING, () => this.lines(label, BOLD, { left: 0, width: LABEL })));
    const under = doc.y;
    doc.y = top;
    const page = doc.page;
    row.add(
      doc.struct('TD', {}, () => {
        for (const { text, style } of styled)
          this.lines(text, style, { left: LABEL + GAP, width, besideLabel: true });
      }),
    );
    if (doc.page === page) doc.y = Math.max(doc.y, under);
    doc.y += 3;
    row.end();
  }

  /** A picture with its caption under it, on one page, as large as it may be. */
  async figure(
    { bytes, width, height, alt }: Figure,
    { caption, tallest }: { caption: string; tallest: number },
  ): Promise<void> {
    const doc = this.doc;
    const under = this.type.heightOf(caption, SMALL, this.width) + 6;
    // A pixel is three quarters of a point, as on a screen of 96 dots: never blown up.
    const scale = Math.min(this.width / width, Math.min(tallest, this.height - under) / height, 0.75);
    if (this.room < height * scale + under) this.newPage();
    const top = doc.y;
    this.#element(
      'Figure',
      () => doc.image(bytes, MARGIN, top, { width: width * scale, height: height * scale }),
      { alt },
    );
    this.artifact(() =>
      doc
        .rect(MARGIN, top, width * scale, height * scale)
        .lineWidth(0.5)
        .strokeColor(LINE)
        .stroke(),
    );
    doc.y = top + height * scale + 3;
    await this.text(caption, SMALL);
    this.space(8);
  }

  async end({ head, foot }: Margins): Promise<Buffer> {
    const doc = this.doc;
    this.root.end();
    const { count } = doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      doc.switchToPage(page);
      this.artifact(() => {
        for (const [line, sides] of head.entries())
          this.#atBothSides(sides, MARGIN + line * lineHeight(SMALL));
        this.#atBothSides(foot(page + 1, count), this.bottom + FOOT - 12);
      });
    }
    extractInReadingOrder(doc);
    doc.end();
    return this.#done;
  }

  #element(type: string, draw: () => void, options: { alt?: string } = {}): void {
    this.root.add(this.doc.struct(type, options, draw));
  }

  /** What is no content: lines, heads and feet. */
  protected artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.doc.endMarkedContent();
  }

  protected rule(): void {
    const { y } = this.doc;
    this.artifact(() =>
      this.doc
        .moveTo(MARGIN, y)
        .lineTo(MARGIN + this.width, y)
        .lineWidth(0.5)
        .strokeColor(LINE)
        .stroke(),
    );
  }

  #atBothSides([left, right]: readonly [string, string], y: number): void {
    const set = this.type;
    const end = set.oneLine(right, SMALL, this.width);
    const endWidth = set.widthOf(end.pieces, SMALL);
    set.draw(end.pieces, SMALL, { x: MARGIN + this.width - endWidth, y });
    const start = set.oneLine(left, SMALL, this.width - endWidth - (right === '' ? 0 : 2 * GAP));
    set.draw(start.pieces, SMALL, { x: MARGIN, y });
  }

  protected lines(
    text: string,
    style: TextStyle,
    { left, width, barred = false, besideLabel = false }: Place,
  ): void {
    const doc = this.doc;
    const height = lineHeight(style);
    for (const { pieces, fromRight } of this.type.lines(text, style, width)) {
      if (this.room < height) this.newPage();
      const top = doc.y;
      const x = MARGIN + left + (fromRight && !besideLabel ? width - this.type.widthOf(pieces, style) : 0);
      if (barred) doc.rect(MARGIN + 3, top, 2, height).fill(LINE);
      this.type.draw(pieces, style, { x, y: top });
      doc.y = top + height;
    }
  }
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly barred?: boolean;
  /** An Arabic name stands at its label, not at the far side of the page. */
  readonly besideLabel?: boolean;
}

const linesOf = (text: string): string[] => text.split(LINE_BREAK);
