/** Choosing several rows: which lie between two of them, and what is still there of what was chosen. Pure. */

/** Those from one to the other, in the order of the list, whichever comes first; one that is gone begins nothing. */
export function between(ids: readonly string[], from: string | null, to: string): string[] {
  const [a, b] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)];
  if (b < 0) return [];
  if (a < 0) return [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The one row is chosen or is no longer; of all that match, what is loaded stays chosen but for that row. */
export function toggled(
  ids: readonly string[],
  { chosen, everything }: { readonly chosen: ReadonlySet<string> | null; readonly everything: boolean },
  id: string,
): ReadonlySet<string> {
  const next = new Set(everything ? ids : chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
