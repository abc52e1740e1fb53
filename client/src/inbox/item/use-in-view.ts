import { useEffect } from 'react';

const GAP_PX = 8;

/** The text that is answered, as much of it as there is room for, from its beginning. */
function showText(): void {
  const text = document.querySelector('.selected-item__text');
  const scroller = text?.closest('.item-scroll');
  if (!text || !scroller) return;
  const { top, bottom, height } = text.getBoundingClientRect();
  const room = scroller.getBoundingClientRect();
  const above = top - room.top - GAP_PX;
  const below = bottom - room.bottom + GAP_PX;
  const isLow = document.documentElement.hasAttribute('data-low');
  if (isLow || above < 0 || height > room.height) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += Math.min(below, above);
}

/** While somebody writes, what they answer stays in sight: when the field opens, and when a keyboard comes up. */
export function useAnsweredInView(writing: boolean): void {
  useEffect(() => {
    if (!writing) return;
    const frame = requestAnimationFrame(showText);
    window.visualViewport?.addEventListener('resize', showText);
    return () => {
      cancelAnimationFrame(frame);
      window.visualViewport?.removeEventListener('resize', showText);
    };
  }, [writing]);
}
