import type { ReactNode } from 'react';
import '../styles/tables.css';

/** A table that is wider than its place scrolls there, by keyboard too. */
export function ScrollingTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields, this holds a table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reached by keyboard
    <div className="table-place" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
