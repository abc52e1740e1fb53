/**
 * The one rule for what people type: a text of which nobody can see anything is no text. Where one is needed it is
 * refused, elsewhere it counts as left out.
 */
import { z } from 'zod';

/**
 * White space, controls, and what fonts draw as nothing: joiners, fillers, the blank of Braille and of music. Marks too,
 * which say nothing without a letter, and what stands for what was lost or is no text: U+FFFC and U+FFFD.
 */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Z}\p{C}\p{M}\u2800\u{1D159}\uFFFC\uFFFD]/gu;
const seen = (text: string): string => (text.replace(UNSEEN, '') === '' ? '' : text);

/** Free text that may be left out; one that is empty or cannot be seen is ''. */
export const remark = (max: number) => z.string().trim().max(max).overwrite(seen);

/** Free text that somebody can see something of. */
export const prose = (max: number) => remark(max).min(1, 'text that can be seen');
