/** What is recorded of a change that no comment comes of: words of ours alone, so that no citizen's text slips in. */
import type { Ignored, Unknown } from '../../../core/actions/connector.ts';

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export function unknown(changeName: string, lacks?: string): Unknown {
  return { type: 'unknown', what: lacks === undefined ? changeName : `${changeName} lacks ${lacks}` };
}

export function ignored(changeName: string): Ignored {
  return { type: 'ignored', what: changeName };
}

/** A word of a closed vocabulary: `other` for the rest, null for what is absent. */
export function wordOf(known: ReadonlySet<unknown>, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return known.has(value) ? (value as string) : 'other';
}
