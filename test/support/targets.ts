/** What a finger can press on a page, and whether it is large enough to be met. */
import type { Page } from 'playwright-core';

/** The height and width that a finger needs (WCAG 2.5.5, and what every phone's own guide asks for). */
export const FINGER_PX = 44;

/**
 * Everything that can be pressed and is smaller than a finger, as `what: width x height`. A word in a sentence is as
 * high as its line (WCAG's exception for inline targets); a box and its words are one target.
 */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((finger) => {
    const PRESSED =
      'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], [role="option"], [role="switch"], [tabindex="0"]';
    const inSentence = (element: Element): boolean => {
      if (!getComputedStyle(element).display.startsWith('inline')) return false;
      const line = element.closest('p, li, dd, td, h2, label');
      const own = element.textContent?.trim() ?? '';
      return line !== null && own !== '' && (line.textContent?.trim().length ?? 0) > own.length;
    };
    const isAside = (element: Element): boolean =>
      element.closest('.sr-only, .ds-skip-link, [inert]') !== null ||
      (element.scrollWidth <= 1 && element.scrollHeight <= 1);
    const target = (element: Element): DOMRect => {
      const box = element.getBoundingClientRect();
      if (!(element instanceof HTMLInputElement)) return box;
      const words = [...(element.labels ?? [])].map((label) => label.getBoundingClientRect());
      if (!['checkbox', 'radio'].includes(element.type)) return box;
      const all = [box, ...words];
      const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
      const [right, bottom] = [Math.max(...all.map((r) => r.right)), Math.max(...all.map((r) => r.bottom))];
      return new DOMRect(left, top, right - left, bottom - top);
    };
    const small: string[] = [];
    for (const element of document.querySelectorAll(PRESSED)) {
      const { width, height } = target(element);
      const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!isShown || width === 0 || height === 0 || isAside(element)) continue;
      if (inSentence(element)) continue;
      if (Math.round(width) >= finger && Math.round(height) >= finger) continue;
      const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
      const kind = `${element.tagName.toLowerCase()}.${element.className}`;
      small.push(`${kind} ${name}: ${Math.round(width)} x ${Math.round(height)}`);
    }
    return [...new Set(small)];
  }, FINGER_PX);
}
