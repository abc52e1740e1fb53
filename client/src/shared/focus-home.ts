/** The focus is never left on nothing: from there no key leads anywhere, and a screen reader begins at the top. */
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

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

/** Whatever Escape closes, and wherever one goes: what had the focus may be gone with the page that was left. */
export function useFocusHome(): void {
  const { pathname } = useLocation();
  const left = useRef(pathname);
  useEffect(() => {
    if (left.current !== pathname) bringFocusHome();
    left.current = pathname;
  }, [pathname]);
  useEffect(() => {
    const listen = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') bringFocusHome();
    };
    // A button may go with what it closes or brings, and the focus with it.
    const press = ({ target }: MouseEvent): void => {
      if (target instanceof Element && target.closest('button') !== null) bringFocusHome();
    };
    document.addEventListener('keydown', listen, true);
    document.addEventListener('click', press, true);
    return () => {
      document.removeEventListener('keydown', listen, true);
      document.removeEventListener('click', press, true);
    };
  }, []);
}
