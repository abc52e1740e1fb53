/** Where a long picture is cut into pages: between lines of text and pictures, never through one where it can be helped. */

export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/** Consecutive stretches of at most `most` pixels that cover 0 to `height`. `boxes` must not be cut through. */
export function pageCuts(height: number, boxes: readonly Stretch[], most: number): Stretch[] {
  const pages: Stretch[] = [];
  let top = 0;
  while (height - top > most) {
    const bottom = cutBefore(top + most, top, boxes);
    pages.push({ top, bottom });
    top = bottom;
  }
  return [...pages, { top, bottom: height }];
}

/** The last place at or above `limit` that no box spans; `limit` where a box is taller than a page. */
function cutBefore(limit: number, top: number, boxes: readonly Stretch[]): number {
  let cut = limit;
  for (;;) {
    const spanning = boxes.filter((box) => box.top < cut && box.bottom > cut);
    if (spanning.length === 0) return Math.floor(cut) > top ? Math.floor(cut) : limit;
    const above = Math.min(...spanning.map((box) => box.top));
    if (above <= top) return limit;
    cut = Math.floor(above);
  }
}
