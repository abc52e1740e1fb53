/** From a paragraph to lines of a width, and from a line to what stands on it from left to right. PURE. */
import bidiFactory, { type Bidi } from 'bidi-js';
import LineBreaker from 'linebreak';
import { NAMED, type Readable } from './readable.ts';

/** From and up to, in UTF-16 units of the paragraph. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is drawn in one go. `named`: the name of a sign, not the text itself. */
export interface Piece {
  readonly text: string;
  readonly named: boolean;
}

export interface Line {
  readonly pieces: readonly Piece[];
  /** Begins at the right edge. */
  readonly fromRight: boolean;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** The package is CommonJS: what node imports is the function that its types call the default export. */
const bidi = (bidiFactory as unknown as () => Bidi)();

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Letters that join stay together, in the order in which they are read: the font turns them round and joins them. */
const TURNED = /[\p{L}\p{M}]+|[^\p{L}\p{M}]/gu;
const JOINERS = /[\u200c\u200d]/gu;
const SPACES_AT_END = /\s+$/u;

/** Where the names of a paragraph stand, found once: a comment may be one line of half a million signs. */
const places = new WeakMap<Readable, readonly number[]>();
function placesOf(paragraph: Readable): readonly number[] {
  const known = places.get(paragraph);
  if (known !== undefined) return known;
  const found =
    paragraph.names.length === 0 ? [] : [...paragraph.text.matchAll(/\ufffc/gu)].map(({ index }) => index);
  places.set(paragraph, found);
  return found;
}

/** How many of them, in order, stand before. */
function countBefore(sorted: readonly number[], end: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The paragraph with its names in their places, a piece each. */
function pieces(paragraph: Readable, { start, end }: Stretch): Piece[] {
  const { text, names } = paragraph;
  const part = text.slice(start, end);
  if (names.length === 0) return part === '' ? [] : [{ text: part, named: false }];
  let next = countBefore(placesOf(paragraph), start);
  return part
    .split(/(\ufffc)/u)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === NAMED ? { text: names[next++] ?? '', named: true } : { text: piece, named: false },
    );
}

/** Where the lines of a paragraph begin and end. A word that is wider than a line is broken between signs. */
export function breakLines(
  paragraph: Readable,
  width: number,
  widthOf: (pieces: readonly Piece[]) => number,
): Stretch[] {
  const { text } = paragraph;
  const measure = (start: number, end: number): number => widthOf(pieces(paragraph, { start, end }));
  const lines: Stretch[] = [];
  let start = 0;
  let used = 0;
  let from = 0;
  const endLine = (at: number): void => {
    lines.push({ start, end: at });
    start = at;
    used = 0;
  };
  const place = (to: number, needed: number): void => {
    if (used > 0 && used + needed > width) endLine(from);
    used += measure(from, to);
    from = to;
  };
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const word = text.slice(from, next.position).replace(SPACES_AT_END, '');
    const needed = measure(from, from + word.length);
    if (needed <= width) place(next.position, needed);
    else
      for (const { segment } of graphemes.segment(text.slice(from, next.position)))
        place(from + segment.length, measure(from, from + segment.length));
  }
  endLine(text.length);
  return lines;
}

/** Where the order turns, signs stand in pairs: a bracket that opens is drawn as one that closes. */
const turned = (text: string): Piece[] =>
  (text.replaceAll(JOINERS, '\0').match(TURNED) ?? [])
    .reverse()
    .filter((part) => part !== '\0')
    .map((part) => ({ text: bidi.getMirroredCharacter(part) ?? part, named: false }));

/** Figures among letters that are read from the right, and what joins them. */
const FIGURES =
  /[\u0600-\u0605\u0660-\u066c\u06dd\u06f0-\u06f9]|[^\u0600-\u0605\u0660-\u066c\u06dd\u06f0-\u06f9]+/gu;
/** A font takes several of them for Arabic and turns them round: 12 would read 21. One at a time it cannot. */
const inOrder = (piece: Piece): Piece[] =>
  piece.named ? [piece] : (piece.text.match(FIGURES) ?? []).map((text) => ({ text, named: false }));

/** Who reads a paragraph's lines has its levels computed once. */
export function lineReader(paragraph: Readable): (stretch: Stretch) => Line {
  const { text } = paragraph;
  const trimmed = ({ start, end }: Stretch): Stretch => ({
    start,
    end: start + text.slice(start, end).replace(SPACES_AT_END, '').length,
  });
  if (!RIGHT_TO_LEFT.test(text))
    return (stretch) => ({ pieces: pieces(paragraph, trimmed(stretch)), fromRight: false });
  const levels = bidi.getEmbeddingLevels(text, 'auto');
  const isTurned = (at: number): boolean => (levels.levels[at] ?? 0) % 2 === 1;
  const fromRight = (levels.paragraphs[0]?.level ?? 0) % 2 === 1;
  return (stretch) => {
    const { start, end } = trimmed(stretch);
    if (end === start) return { pieces: [], fromRight };
    const order = Array.from({ length: end - start }, (_, at) => start + at);
    for (const [first = 0, last = 0] of bidi.getReorderSegments(text, levels, start, end - 1))
      order.splice(
        first - start,
        last - first + 1,
        ...order.slice(first - start, last - start + 1).reverse(),
      );
    return {
      pieces: runsOf(order, isTurned).flatMap((run) => {
        const parts = pieces(paragraph, run);
        return run.turned
          ? parts.reverse().flatMap((part) => (part.named ? [part] : turned(part.text)))
          : parts.flatMap(inOrder);
      }),
      fromRight,
    };
  };
}

interface Run extends Stretch {
  readonly turned: boolean;
}

/** Neighbours on the line that are neighbours in the text, in one direction or the other. */
function runsOf(order: readonly number[], isTurned: (at: number) => boolean): Run[] {
  const runs: { start: number; end: number; turned: boolean }[] = [];
  for (const at of order) {
    const run = runs.at(-1);
    if (run?.turned && isTurned(at) && at === run.start - 1) run.start = at;
    else if (run !== undefined && !run.turned && !isTurned(at) && at === run.end) run.end = at + 1;
    else runs.push({ start: at, end: at + 1, turned: isTurned(at) });
  }
  return runs;
}
