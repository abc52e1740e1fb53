/** How a table is laid on pages. PURE: measures in points come in, positions go out. */

import { beginningOf } from '../../core/inbox/text-form.ts';

/** Shares of the width, as they relate to each other, in points that fill the page. */
export function columnWidths(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => (share / sum) * total);
}

export interface PageHeights {
  /** What is left of the page where the table begins. */
  readonly first: number;
  /** A whole page. */
  readonly whole: number;
  /** The row of headings, which every page repeats. */
  readonly heading: number;
}

/** Rows per page, by index and in order, with room for the headings on each. A row higher than a page gets one of its own. */
export function paginate(heights: readonly number[], { first, whole, heading }: PageHeights): number[][] {
  const pages: number[][] = [[]];
  let left = first - heading;
  heights.forEach((height, row) => {
    const page = pages.at(-1) ?? [];
    if (height > left && page.length > 0) {
      pages.push([row]);
      left = whole - heading - height;
      return;
    }
    page.push(row);
    left -= height;
  });
  return pages;
}

/** Longer ones are cut, so that no cell outgrows a page. */
const MAX_CELL_LENGTH = 240;

/** One line, and every character that the font lacks as its code point, `[U+1F44D]`: PDF/A allows no missing glyph. */
export function drawable(text: string, has: (codePoint: number) => boolean): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const shown = line.length > MAX_CELL_LENGTH ? `${beginningOf(line, MAX_CELL_LENGTH)}…` : line;
  return Array.from(shown)
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return has(code) ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}
