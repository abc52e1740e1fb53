/** What was chosen lately in the palette, by the ids of its entries. Pure but for `recent`, which the browser keeps. */

const KEY = 'uppsikt.palette';
const KEPT = 8;
const storage = typeof localStorage === 'undefined' ? null : localStorage;

/** The latest first. */
export const withRecent = (ids: readonly string[], id: string): readonly string[] =>
  [id, ...ids.filter((known) => known !== id)].slice(0, KEPT);

/** Those chosen lately come first, the latest of all, and the others stay as they are. */
export function recentFirst<T extends { readonly id: string }>(
  entries: readonly T[],
  ids: readonly string[],
): readonly T[] {
  const lately = ids.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  return [...lately, ...entries.filter((entry) => !lately.includes(entry))];
}

export const recent = {
  read(): readonly string[] {
    try {
      const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
    } catch {
      return [];
    }
  },
  note(id: string): void {
    try {
      storage?.setItem(KEY, JSON.stringify(withRecent(recent.read(), id)));
    } catch {
      // Full or refused: it is then not remembered.
    }
  },
};
