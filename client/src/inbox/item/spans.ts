/** Cuts a text at the borders of the matched spans, which may overlap. Offsets are UTF-16, end exclusive. */
import { type Category, isFlagged, type Level, type Span } from '../../../../core/moderation/verdict.ts';

export interface Mark {
  readonly category: Category;
  readonly kind: Span['kind'];
  readonly reason: string;
}

export interface Segment {
  readonly start: number;
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface Marked extends Mark {
  readonly start: number;
  readonly end: number;
}

const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const splitsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

/** Into the text's bounds, and never through an emoji: a torn pair would show as two broken signs. */
function clamp(text: string, span: Marked): Marked | null {
  let start = Math.max(0, Math.min(span.start, text.length));
  let end = Math.max(0, Math.min(span.end, text.length));
  if (splitsPair(text, start)) start -= 1;
  if (splitsPair(text, end)) end += 1;
  return end > start ? { ...span, start, end } : null;
}

const sameMark = (a: Mark, b: Mark): boolean => a.category === b.category && a.reason === b.reason;

/** `others`: other stretches that no segment may run across. */
export function splitText(
  text: string,
  spans: readonly Marked[],
  others: readonly { readonly start: number; readonly end: number }[] = [],
): readonly Segment[] {
  const fitted = spans.map((span) => clamp(text, span)).filter((span): span is Marked => span !== null);
  const borders = [
    ...new Set([0, text.length, ...[...fitted, ...others].flatMap(({ start, end }) => [start, end])]),
  ];
  borders.sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (let index = 0; index + 1 < borders.length; index++) {
    const start = borders[index] ?? 0;
    const end = borders[index + 1] ?? start;
    const marks: Mark[] = [];
    for (const span of fitted) {
      if (span.start > start || span.end < end || marks.some((mark) => sameMark(mark, span))) continue;
      marks.push({ category: span.category, kind: span.kind, reason: span.reason });
    }
    segments.push({ start, text: text.slice(start, end), marks });
  }
  return segments;
}

/** The spans of the verdicts that are stated: what is only possible marks no words. */
export function spansOf(
  verdicts: readonly { category: Category; level: Level; spans: readonly Span[] }[],
): readonly Marked[] {
  return verdicts
    .filter(isFlagged)
    .flatMap(({ category, spans }) => spans.map((span) => ({ ...span, category })));
}

/**
 * From a span's reason code (`insult.word`, `disinformation.claim:17`) to the catalogue: exact words, else its kind's.
 * The part behind the dot says what was found; what follows a colon is an id.
 */
export function reasonKey(mark: Pick<Mark, 'kind' | 'reason'>, has: (key: string) => boolean): string {
  const part = mark.reason.split('.')[1]?.split(':')[0] ?? '';
  const exact = `reason.${part}`;
  return part !== '' && has(exact) ? exact : `reasonKind.${mark.kind}`;
}

/** Numbers that were shown in clear stand again where their dots stood: as many signs, so that spans still fit. */
export function withRevealed(text: string, revealed: ReadonlyMap<number, string>): string {
  let shown = text;
  for (const [start, value] of revealed)
    shown = shown.slice(0, start) + value + shown.slice(start + value.length);
  return shown;
}
