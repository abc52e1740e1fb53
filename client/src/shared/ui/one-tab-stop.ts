import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

const STOPS = 'a[href], button:not(:disabled)';

interface Place {
  readonly row: number;
  readonly column: number;
}

function placeOf(stop: HTMLElement): Place {
  const cell = stop.closest('td, th');
  const row = cell?.closest('tr');
  return {
    row: (row as HTMLTableRowElement | null)?.rowIndex ?? 0,
    column: (cell as HTMLTableCellElement | null)?.cellIndex ?? 0,
  };
}

/** Up and down: in a list to the next, in a table to the nearest of the next row that has one. */
function beside(stops: readonly HTMLElement[], from: HTMLElement, down: boolean): HTMLElement | undefined {
  if (from.closest('td, th') === null) return stops[stops.indexOf(from) + (down ? 1 : -1)];
  const { row, column } = placeOf(from);
  const places = stops.map((stop) => ({ stop, ...placeOf(stop) }));
  const ahead = places.filter((place) => (down ? place.row > row : place.row < row));
  const rows = ahead.map((place) => place.row);
  const next = down ? Math.min(...rows) : Math.max(...rows);
  return ahead
    .filter((place) => place.row === next)
    .sort((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column))[0]?.stop;
}

interface OneTabStop<T extends HTMLElement> {
  readonly ref: RefObject<T | null>;
  onFocus(event: FocusEvent): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** All links and buttons of a table or list are one Tab stop; the arrows, Home and End go from one to the next. */
export function useOneTabStop<T extends HTMLElement>(): OneTabStop<T> {
  const ref = useRef<T>(null);
  const current = useRef<HTMLElement | null>(null);
  // A form in it is gone through as everywhere: its buttons are none of the list's.
  const stopsNow = (): HTMLElement[] =>
    [...(ref.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])].filter(
      (stop) => stop.closest('form') === null,
    );
  const keepOne = (): void => {
    const stops = stopsNow();
    if (current.current === null || !stops.includes(current.current)) current.current = stops[0] ?? null;
    for (const stop of stops) stop.tabIndex = stop === current.current ? 0 : -1;
  };
  // After every drawing: rows come and go.
  useEffect(keepOne);
  return {
    ref,
    onFocus({ target }) {
      const stop = (target as HTMLElement).closest<HTMLElement>(STOPS);
      if (stop === null) return;
      current.current = stop;
      keepOne();
    },
    onKeyDown(event) {
      const stops = stopsNow();
      const at = stops.indexOf(event.target as HTMLElement);
      const from = stops[at];
      if (from === undefined) return;
      const next = {
        ArrowRight: stops[at + 1],
        ArrowLeft: stops[at - 1],
        ArrowDown: beside(stops, from, true),
        ArrowUp: beside(stops, from, false),
        Home: stops[0],
        End: stops.at(-1),
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
  };
}
