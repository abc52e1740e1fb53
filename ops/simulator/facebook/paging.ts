/** Cursor paging: opaque cursors, and a missing `next` as the only end mark (platforms.md 1.6). */
import { invalid } from './errors.ts';

export interface Wanted {
  readonly limit: string | null;
  readonly after: string | null;
  /** The address of the call without `after`, token included, as the platform does. */
  readonly address: URL;
}

export interface Listed<T> {
  readonly data: T[];
  readonly paging?: { cursors: { before: string; after: string }; next?: string };
}

const cursor = (id: string): string => Buffer.from(`c:${id}`).toString('base64url');

/** One page of `items` after the cursor. A cursor whose item is gone is refused, as an old one would be. */
export function pageOf<T>(
  items: readonly { id: string }[],
  wanted: Wanted,
  show: (index: number) => T,
): Listed<T> {
  const asked = Number(wanted.limit ?? 25);
  if (!Number.isInteger(asked) || asked < 0) throw invalid('Param limit must be an integer');
  const limit = Math.min(asked, 100);
  let start = 0;
  if (wanted.after !== null && wanted.after !== '') {
    start = items.findIndex((item) => cursor(item.id) === wanted.after) + 1;
    if (start === 0) throw invalid('Invalid cursor');
  }
  const here = items.slice(start, start + limit);
  const first = here[0];
  const last = here.at(-1);
  if (!first || !last) return { data: [] };
  const cursors = { before: cursor(first.id), after: cursor(last.id) };
  const next = new URL(wanted.address);
  next.searchParams.set('limit', String(limit));
  next.searchParams.set('after', cursors.after);
  const more = start + limit < items.length;
  return {
    data: here.map((_, index) => show(start + index)),
    paging: { cursors, ...(more ? { next: next.href } : {}) },
  };
}
