/** Watches where somebody writes, so that nothing takes the field from them and no letter becomes a command. */
import { isResting, NOT_TYPING, saidByKey, type Told, typing } from './typing-guard.ts';

const FIELDS = 'input:not([type=radio],[type=checkbox],[type=button],[type=submit]), textarea, select';
let field: HTMLElement | null = null;
let state = NOT_TYPING;

const tell = (told: Told): void => {
  state = typing(state, told);
};

/** A field that takes letters: where they are no commands. */
export function isField(target: EventTarget | null): target is HTMLElement {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches(FIELDS);
}

/** What a browser does not tell: a field that is taken out of the page may lose the focus without a word. */
function settle(): void {
  if (field === null || document.activeElement === field) return;
  field = null;
  tell({ type: 'lost', at: Date.now() });
}

/** Somebody is in the middle of writing: what moves the focus or takes the field away has to wait. */
export function isWriting(): boolean {
  settle();
  return state.inField && !state.leaving;
}

/** What a key asked for is being fetched: until it stands, the next keys are not for what is here. */
export const restKeys = (): void => tell({ type: 'asked', at: Date.now() });
export const wakeKeys = (): void => tell({ type: 'ready' });

/** Asked for each single key outside of fields. */
export function keysRest(): boolean {
  settle();
  const at = Date.now();
  if (!isResting(state, at)) return false;
  tell({ type: 'pressed', at });
  return true;
}

if (typeof document !== 'undefined') {
  const always = { capture: true };
  document.addEventListener(
    'focusin',
    ({ target }) => {
      settle();
      if (!isField(target)) return;
      field = target;
      tell({ type: 'entered' });
    },
    always,
  );
  // The element that gets the focus next is known only afterwards.
  document.addEventListener('focusout', () => setTimeout(settle), always);
  document.addEventListener('pointerdown', () => tell({ type: 'leaving' }), always);
  document.addEventListener('input', () => tell({ type: 'wrote' }), always);
  document.addEventListener(
    'keydown',
    (event) => {
      // Who goes on to the next thing, or away, is not in the middle of a word.
      if (event.target !== field) {
        if (event.key === 'Tab' || event.key === 'Escape') tell({ type: 'leaving' });
        return;
      }
      const oneLine = field instanceof HTMLInputElement;
      const said = saidByKey({ key: event.key, ctrl: event.ctrlKey || event.metaKey, oneLine });
      if (said !== null) tell({ type: said });
    },
    always,
  );
}
