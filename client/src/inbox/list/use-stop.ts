/** The list is one stop of the Tab key, whatever its length: the row in hand, and the arrows lead from row to row. */
import { useCallback, useRef, useState } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';

interface Options {
  readonly rows: readonly ItemShape[];
  readonly selectedId: string | null;
  /** The arrows reached it. */
  readonly onStep: (index: number) => void;
}

export interface Stop {
  /** -1: the first row in sight is it. */
  readonly index: number;
  readonly onReach: (id: string) => void;
  readonly onArrow: (id: string, step: 1 | -1) => void;
}

export function useStop({ rows, selectedId, onStep }: Options): Stop {
  /** What has the focus beside the selection, until something else is selected. */
  const [reached, setReached] = useState<{ readonly id: string; readonly beside: string | null } | null>(
    null,
  );
  const indexOf = (id: string | null): number => (id === null ? -1 : rows.findIndex((row) => row.id === id));
  const besides = reached?.beside === selectedId ? indexOf(reached.id) : -1;
  /** A held arrow is faster than the focus, which waits for its row to be drawn. */
  const ahead = useRef<string | null>(null);
  const now = useRef({ rows, selectedId, onStep });
  now.current = { rows, selectedId, onStep };
  const onReach = useCallback((reachedId: string) => {
    ahead.current = null;
    const beside = now.current.selectedId;
    // The selection itself needs no mark, and a row that only follows a key no second drawing.
    setReached(reachedId === beside ? null : { id: reachedId, beside });
  }, []);
  const onArrow = useCallback((from: string, step: 1 | -1) => {
    const all = now.current.rows;
    const at = all.findIndex((row) => row.id === (ahead.current ?? from));
    const next = all[at + step];
    if (at < 0 || next === undefined) return;
    ahead.current = next.id;
    now.current.onStep(at + step);
  }, []);
  return { index: besides >= 0 ? besides : indexOf(selectedId), onReach, onArrow };
}
