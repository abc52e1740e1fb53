import { type RefObject, useEffect, useMemo, useRef } from 'react';

const TOUCH_REST_MS = 1_500;

/** Whether a hand is over the element: a mouse inside it, or a finger a moment ago. */
export function usePointerOver(ref: RefObject<HTMLElement | null>): { isOver: () => boolean } {
  const state = useRef({ mouse: false, touchedAt: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const note = (over: boolean) => (event: PointerEvent) => {
      if (event.pointerType === 'touch') state.current.touchedAt = Date.now();
      else state.current.mouse = over;
    };
    const enter = note(true);
    const leave = note(false);
    element.addEventListener('pointermove', enter);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('pointermove', enter);
      element.removeEventListener('pointerleave', leave);
    };
  }, [ref]);
  return useMemo(
    () => ({ isOver: () => state.current.mouse || Date.now() - state.current.touchedAt < TOUCH_REST_MS }),
    [],
  );
}
