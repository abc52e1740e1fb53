/** Which rows are chosen. Nothing is by itself; a range is added from the row that was chosen last. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { between, toggled } from './choosing-range.ts';

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

/** `of`: what the list shows; of another list nothing is chosen yet. */
export function useChoosing(ids: readonly string[], of: string): Choosing {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [everything, setEverything] = useState(false);
  const anchor = useRef<string | null>(null);
  const known = useRef({ ids, chosen, everything });
  known.current = { ids, chosen, everything };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list asks for it.
  useEffect(() => {
    setChosen((before) => (before === null ? null : new Set()));
    setEverything(false);
    anchor.current = null;
  }, [of]);
  const onChosen = useCallback((next: Chosen | null) => {
    setChosen(next);
    setEverything(false);
    if (next === null) anchor.current = null;
  }, []);
  const onToggle = useCallback((id: string) => {
    anchor.current = id;
    const { ids: loaded, ...state } = known.current;
    setEverything(false);
    setChosen(toggled(loaded, state, id));
  }, []);
  const onRange = useCallback((to: string, from: string | null = null) => {
    const { ids: loaded, everything: all, chosen: before } = known.current;
    const range = between(loaded, anchor.current ?? from, to);
    anchor.current = to;
    setEverything(false);
    setChosen(new Set([...(all ? loaded : (before ?? [])), ...range]));
  }, []);
  const onEverything = useCallback(() => {
    setChosen(new Set());
    setEverything(true);
  }, []);
  return { chosen, everything, onChosen, onEverything, onToggle, onRange };
}
