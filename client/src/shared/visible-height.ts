/**
 * How high the part of the window is that can be seen: a keyboard on the screen covers the rest, and some browsers keep
 * the page as high as before. Written where style sheets read it.
 */

/** Below it there is room for what is written and what it answers, and for nothing else. */
const LOW_PX = 560;

export function watchVisibleHeight(): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const root = document.documentElement;
  const note = (): void => {
    // Zoomed in by two fingers, the page keeps its size.
    if (seen.scale > 1.01) return;
    root.toggleAttribute('data-low', seen.height < LOW_PX);
    if (window.innerHeight - seen.height > 60) root.style.setProperty('--visible-height', `${seen.height}px`);
    else root.style.removeProperty('--visible-height');
  };
  seen.addEventListener('resize', note);
  note();
}
