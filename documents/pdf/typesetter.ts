/** Sets text in the fonts that have its signs: how wide, how high, and onto the page. */
import { breakLines, type Line, lineReader, type Piece } from './lines.ts';
import { type FontName, fontHas, GREY, INK, type Pdf, setFont } from './paper.ts';
import { readable, type Signs } from './readable.ts';

export interface TextStyle {
  readonly font: 'regular' | 'bold' | 'mono';
  readonly size: number;
  readonly color?: string;
}

const LEADING = 1.35;
export const lineHeight = ({ size }: TextStyle): number => size * LEADING;

export class Typesetter {
  readonly #doc: Pdf;
  readonly #signs: Signs;
  /** A sign has been named that the fonts cannot show. */
  named = false;
  readonly #fonts = new Map<string, FontName | null>();

  constructor(doc: Pdf, nameOf: Signs['nameOf']) {
    this.#doc = doc;
    this.#signs = { has: (code) => this.#fontFor(code, 'regular') !== null, nameOf };
  }

  lines(text: string, style: TextStyle, width: number): Line[] {
    return readable(text, this.#signs).flatMap((paragraph) => {
      const read = lineReader(paragraph);
      return breakLines(paragraph, width, (pieces) => this.widthOf(pieces, style)).map(read);
    });
  }

  heightOf(text: string, style: TextStyle, width: number): number {
    return this.lines(text, style, width).length * lineHeight(style);
  }

  /** All on one line, cut with an ellipsis where it is wider. */
  oneLine(text: string, style: TextStyle, width: number): Line {
    const whole = this.#whole(text);
    if (this.widthOf(whole.pieces, style) <= width) return whole;
    let cut = Array.from(text).slice(0, MAX_ONE_LINE);
    while (cut.length > 0 && this.widthOf(this.#whole(`${cut.join('')}…`).pieces, style) > width)
      cut = cut.slice(0, -1);
    return this.#whole(`${cut.join('')}…`);
  }

  #whole(text: string): Line {
    const [paragraph = { text: '', names: [] }] = readable(text.replaceAll(/\s+/gu, ' '), this.#signs);
    return lineReader(paragraph)({ start: 0, end: paragraph.text.length });
  }

  /** The name of a sign is greyer than what somebody wrote. */
  draw(pieces: readonly Piece[], { font, size, color = INK }: TextStyle, at: { x: number; y: number }): void {
    let { x } = at;
    for (const { text, named } of pieces) {
      this.named ||= named;
      for (const run of this.#runs(text, font)) {
        const doc = setFont(this.#doc, run.font)
          .fontSize(size)
          .fillColor(named ? GREY : color);
        // Every font on the line stands on the baseline of the first.
        doc.text(run.text, x, at.y + size, { lineBreak: false, baseline: 'alphabetic' });
        x += doc.widthOfString(run.text);
      }
    }
  }

  widthOf(pieces: readonly Piece[], { font, size }: TextStyle): number {
    let width = 0;
    for (const { text } of pieces)
      for (const run of this.#runs(text, font))
        width += setFont(this.#doc, run.font).fontSize(size).widthOfString(run.text);
    return width;
  }

  #runs(text: string, font: TextStyle['font']): { font: FontName; text: string }[] {
    const runs: { font: FontName; text: string }[] = [];
    for (const sign of text) {
      const its = this.#fontFor(sign.codePointAt(0) ?? 0, font) ?? font;
      const last = runs.at(-1);
      if (last?.font === its) last.text += sign;
      else runs.push({ font: its, text: sign });
    }
    return runs;
  }

  #fontFor(code: number, font: TextStyle['font']): FontName | null {
    const key = `${font}${code}`;
    const known = this.#fonts.get(key);
    if (known !== undefined) return known;
    const found =
      ([font, 'regular', 'han'] as const).find((name) => fontHas(setFont(this.#doc, name), code)) ?? null;
    this.#fonts.set(key, found);
    return found;
  }
}

/** More never fits: what is longer is not measured. */
const MAX_ONE_LINE = 200;
