/** The number of an item in what was typed or pasted. Pure. */

const SHORTEST = 4;
/** As platforms and we write them: a digit in it, and nothing that stands in a sentence. */
const NUMBER = /^(?=.*\d)[\p{L}\d][\p{L}\d_.:-]*$/u;

/** Ours in an address of ours, the platform's in an address of theirs, or the word itself. Null: it is none. */
export function numberIn(typed: string): string | null {
  const text = typed.trim();
  const ours = /\/inbox\/[^/]+\/([^/?#\s]+)/u.exec(text)?.[1];
  if (ours !== undefined) return decoded(ours);
  const theirs = /[?&]comment_id=([^&#\s]+)/u.exec(text)?.[1];
  if (theirs !== undefined) return decoded(theirs);
  return text.length >= SHORTEST && NUMBER.test(text) ? text : null;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
