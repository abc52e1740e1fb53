/** Which rows are chosen. Nothing is by itself; a range is added from the row that was chosen last. */
import { useCallback, useRef, useState } from 'react';
import { between } from './choosing-range.ts';

type Chosen = ReadonlySet<string>;

export interface Choosing {
  /** Null: rows are opened, not chosen. */
  readonly chosen: Chosen | null;
  /** All that match are, also those that are not loaded. */
  readonly everything: boolean;
  readonly onChosen: (chosen: Chosen | null) => void;
  readonly onEverything: () => void;
  readonly onToggle: (id: string) => void;
  /** From the row chosen last, or `from`, to this one. */
  readonly onRange: (to: string, from?: string | null) => void;
}

export function useChoosing(ids: readonly string[]): Choosing {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [everything, setEverything] = useState(false);
  const anchor = useRef<string | null>(null);
  const known = useRef(ids);
  known.current = ids;
  const onChosen = useCallback((next: Chosen | null) => {
    setChosen(next);
    setEverything(false);
    if (next === null) anchor.current = null;
  }, []);
  const onToggle = useCallback((id: string) => {
    anchor.current = id;
    setEverything(false);
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const onRange = useCallback((to: string, from: string | null = null) => {
    const range = between(known.current, anchor.current ?? from, to);
    anchor.current = to;
    setEverything(false);
    setChosen((before) => new Set([...(before ?? []), ...range]));
  }, []);
  const onEverything = useCallback(() => {
    setChosen(new Set());
    setEverything(true);
  }, []);
  return { chosen, everything, onChosen, onEverything, onToggle, onRange };
}
