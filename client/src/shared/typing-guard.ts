/**
 * Whether somebody is writing, and whether the keys must rest: a field that lost the focus without its person moving it
 * leaves letters behind that would be read as commands. Pure; `typing.ts` brings what the browser tells.
 */

/** How long single keys rest after such a loss, and after each letter that still comes. */
export const REST_MS = 1_500;

export interface Typing {
  /** A text field has the focus. */
  readonly inField: boolean;
  /** Its person did something that leaves it: Tab, Escape, Ctrl+Enter, the pointer. A letter since takes that back. */
  readonly leaving: boolean;
  /** Until then single keys do nothing. */
  readonly restUntil: number;
}
export const NOT_TYPING: Typing = { inField: false, leaving: false, restUntil: 0 };

export type Told =
  | { readonly type: 'entered' }
  | { readonly type: 'wrote' }
  | { readonly type: 'leaving' }
  /** The field has no longer the focus, whoever took it. */
  | { readonly type: 'lost'; readonly at: number }
  /** A single key outside any field. */
  | { readonly type: 'pressed'; readonly at: number }
  /** A key opens what is not there yet, and it is there. */
  | { readonly type: 'asked'; readonly at: number }
  | { readonly type: 'ready' };

export function typing(state: Typing, told: Told): Typing {
  switch (told.type) {
    case 'entered':
      return { inField: true, leaving: false, restUntil: 0 };
    case 'wrote':
      return { ...state, leaving: false };
    case 'leaving':
      // A person who points somewhere is not in the middle of a word.
      return { ...state, leaving: true, restUntil: 0 };
    case 'lost':
      if (!state.inField) return state;
      return { inField: false, leaving: false, restUntil: state.leaving ? 0 : told.at + REST_MS };
    case 'asked':
      return { ...state, restUntil: told.at + REST_MS };
    case 'ready':
      return { ...state, restUntil: 0 };
    case 'pressed':
      return told.at < state.restUntil ? { ...state, restUntil: told.at + REST_MS } : state;
  }
}

export const isResting = ({ restUntil }: Typing, at: number): boolean => at < restUntil;

/** What a key in a field says of its person: going, or still writing. Null: neither. */
export function saidByKey(press: {
  readonly key: string;
  readonly ctrl: boolean;
  readonly oneLine: boolean;
}): 'leaving' | 'wrote' | null {
  const { key, ctrl, oneLine } = press;
  if (key === 'Tab' || key === 'Escape') return 'leaving';
  // Out of a line there is nothing below but what it leads to.
  if (key === 'ArrowDown' && oneLine) return 'leaving';
  if (key === 'Enter') return ctrl || oneLine ? 'leaving' : 'wrote';
  return key.length === 1 && !ctrl ? 'wrote' : null;
}
