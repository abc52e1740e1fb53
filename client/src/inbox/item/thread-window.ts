/** The part of a long conversation around the selected item; the rest waits behind a line. */
export interface ThreadWindow<T> {
  readonly earlier: number;
  readonly shown: readonly T[];
  readonly later: number;
}

export function windowAround<T>(
  thread: readonly T[],
  isSelected: (entry: T) => boolean,
  size: { readonly before: number; readonly after: number } | null,
): ThreadWindow<T> {
  if (size === null || thread.length <= size.before + size.after + 1)
    return { earlier: 0, shown: thread, later: 0 };
  const at = Math.max(0, thread.findIndex(isSelected));
  const from = Math.max(0, at - size.before);
  const to = Math.min(thread.length, at + size.after + 1);
  return { earlier: from, shown: thread.slice(from, to), later: thread.length - to };
}
