/** Signs that are not seen but turn a text round or break its words: shown as marks, so that nothing reads otherwise than it stands. */

export interface TextPart {
  readonly start: number;
  readonly text: string;
  /** Null: the text as it stands. Else one sign, to be shown by its name. */
  readonly sign: 'direction' | 'invisible' | null;
}

/** Embeddings, overrides, isolates and the three marks of direction (UAX 9). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Zero-width space and no-break space, word joiner, soft hyphen: they hide a word from whoever searches for it. */
const HIDDEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const EACH = new RegExp(HIDDEN, 'g');

export const hasHiddenSigns = (text: string): boolean => HIDDEN.test(text);

/** The text in its parts, none lost: joined they are the text. */
export function withSignsApart(text: string): readonly TextPart[] {
  if (!hasHiddenSigns(text)) return [{ start: 0, text, sign: null }];
  const parts: TextPart[] = [];
  let from = 0;
  for (const { index, 0: sign } of text.matchAll(EACH)) {
    if (index > from) parts.push({ start: from, text: text.slice(from, index), sign: null });
    parts.push({ start: index, text: sign, sign: DIRECTION.test(sign) ? 'direction' : 'invisible' });
    from = index + sign.length;
  }
  if (from < text.length) parts.push({ start: from, text: text.slice(from), sign: null });
  return parts;
}
