import { isField } from '../typing.ts';

/** So long a dialog that has just opened presses nothing: the key may have been meant for what stood there before. */
const FIRST_KEY_MS = 400;
const ALWAYS_HEARD: ReadonlySet<string> = new Set(['Escape', 'Tab', 'Shift']);

/** Letters still go into a field that the dialog opened with. */
export function ignoreFirstKeys(element: HTMLElement): void {
  const until = Date.now() + FIRST_KEY_MS;
  const listen = (event: KeyboardEvent): void => {
    if (Date.now() >= until) return;
    if (ALWAYS_HEARD.has(event.key) || (isField(event.target) && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  element.addEventListener('keydown', listen, true);
}
