/** What the page at hand offers to the palette besides its keys: closed to the page, open to whoever asks. */
import { useEffect, useRef } from 'react';

export interface Offer {
  /** The same for the same thing, and no name in it: what was chosen lately is remembered by it. */
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, as a word. */
  readonly detail: string;
  readonly run: () => void;
}

const stack: { current: readonly Offer[] }[] = [];

export const offered = (): readonly Offer[] => stack.flatMap(({ current }) => current);

export function useOffers(offers: readonly Offer[]): void {
  const ref = useRef(offers);
  ref.current = offers;
  useEffect(() => {
    stack.push(ref);
    return () => void stack.splice(stack.indexOf(ref), 1);
  }, []);
}
