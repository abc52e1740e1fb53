/** Where a comparison stands, as text that the caller keeps between two pages. */
import { isRecord, textOf } from '../shared/read.ts';

/** A post of the account's that begins a conversation; `answers`: how many X counts directly under it. NaN: unknown. */
export interface Root {
  readonly id: string;
  readonly answers: number;
  /** Epoch ms. */
  readonly at: number;
}

export type Place =
  | { readonly step: 'mentions' | 'posts'; readonly token: string | null }
  | {
      readonly step: 'conversation';
      readonly token: string | null;
      /** The first one is being read. */
      readonly roots: readonly Root[];
      /** Direct answers so far. */
      readonly found: number;
      /** Where the account's posts go on afterwards; null: they were all read. */
      readonly postsToken: string | null;
    };

const START: Place = { step: 'mentions', token: null };

export function nextOf(
  place: Place,
  page: { readonly token: string | null; readonly found: number; readonly roots: readonly Root[] },
): string | null {
  const next = placeAfter(place, page);
  return next === null ? null : JSON.stringify(next);
}

function placeAfter(place: Place, { token, found, roots }: Parameters<typeof nextOf>[1]): Place | null {
  const advanced = token !== null && token !== place.token;
  if (place.step === 'conversation') {
    if (advanced) return { ...place, token, found };
    const rest = place.roots.slice(1);
    if (rest.length > 0) return { ...place, roots: rest, token: null, found: 0 };
    return place.postsToken === null ? null : { step: 'posts', token: place.postsToken };
  }
  if (place.step === 'mentions') return advanced ? { ...place, token } : { step: 'posts', token: null };
  const postsToken = advanced ? token : null;
  if (roots.length > 0) return { step: 'conversation', token: null, roots, found: 0, postsToken };
  return postsToken === null ? null : { ...place, token: postsToken };
}

/** What cannot be read begins anew: twice listed is no harm. */
export function placeOf(cursor: string | null): Place {
  try {
    const kept: unknown = JSON.parse(cursor ?? '');
    if (!isRecord(kept)) return START;
    const token = textOf(kept.token);
    if (kept.step === 'mentions' || kept.step === 'posts') return { step: kept.step, token };
    const roots = (Array.isArray(kept.roots) ? kept.roots : []).flatMap((root: unknown) =>
      isRecord(root) && typeof root.id === 'string'
        ? [{ id: root.id, answers: numberOf(root.answers), at: Number(root.at) }]
        : [],
    );
    if (roots.length === 0) return START;
    const found = Number(kept.found);
    return { step: 'conversation', token, roots, found, postsToken: textOf(kept.postsToken) };
  } catch {
    return START;
  }
}

/** JSON has no NaN: it comes back as null. */
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
