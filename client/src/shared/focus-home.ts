/** The focus is never left on nothing: from there no key leads anywhere, and a screen reader begins at the top. */
import { useEffect } from 'react';

/** What is read, or the page. Either takes the focus only by being given it. */
const HOMES = ['item-place', 'main'];

export const isHome = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof HTMLElement && HOMES.includes(target.id));

const isLost = (): boolean => {
  const at = document.activeElement;
  return at === null || at === document.body || at === document.documentElement;
};

/** Once what is going has gone and what comes has taken the focus, if it does. */
export function bringFocusHome(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      // A part of the page that is not shown takes none.
      for (const id of HOMES) if (isLost()) document.getElementById(id)?.focus({ preventScroll: true });
    }),
  );
}

/** Whatever Escape closes, and whoever closes it. */
export function useFocusAfterEscape(): void {
  useEffect(() => {
    const listen = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') bringFocusHome();
    };
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
