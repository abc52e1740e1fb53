import { type RefObject, useEffect, useRef } from 'react';
import { bringFocusHome } from '../focus-home.ts';
import { wakeKeys } from '../typing.ts';
import { ignoreFirstKeys } from './first-keys.ts';

/** Puts the caret back where it is now: a field that gets the focus back has none, and nothing can be typed into it. */
function caretIn(field: Element | null): () => void {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return () => undefined;
  const { selectionStart: start, selectionEnd: end } = field;
  return () => (start === null ? undefined : field.setSelectionRange(start, end));
}

const isBelow = (inner: Element, outer: Element): boolean =>
  inner.getBoundingClientRect().bottom > outer.getBoundingClientRect().bottom;

/**
 * Opens a dialog as long as it is mounted, and gives the focus back to whoever had it. `focus`: what in it is to have
 * the focus; left out, the browser chooses.
 */
export function useModal(focus?: string): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const element = dialog.current;
    const before = opener.current;
    const putCaretBack = caretIn(before);
    if (element && !element.open) {
      element.showModal();
      ignoreFirstKeys(element);
      wakeKeys();
    }
    // showModal moves the focus by itself: ours comes after it.
    const first = focus === undefined ? null : element?.querySelector<HTMLElement>(focus);
    first?.focus({ preventScroll: true });
    // It opens at its top: what is decided on is read before the button that decides.
    element?.scrollTo({ top: 0 });
    if (first && element && isBelow(first, element)) first.scrollIntoView({ block: 'nearest' });
    // What is there already is gone on with.
    if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
    return () => {
      // Closed before it is unmounted, or the focus would fall to the body.
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      putCaretBack();
      bringFocusHome();
    };
  }, [focus]);
  return dialog;
}
