/** One listener for the keys; the page that was mounted last answers first. */
import { useEffect, useRef } from 'react';
import { type Command, NO_KEYS, resolveKey } from './keymap.ts';
import { settings } from './settings.ts';
import { isField, keysRest } from './typing.ts';

export type Handlers = Partial<Record<Command, () => void>>;
const stack: { current: Handlers }[] = [];
let state = NO_KEYS;
let lastPressAt = 0;

/** When a key last moved or changed something: a list under keys is not idle. */
export const lastKeyAt = (): number => lastPressAt;

function inField(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (isField(target)) return true;
  return target instanceof HTMLElement && target.closest('[popover]:popover-open') !== null;
}

function listen(event: KeyboardEvent): void {
  const field = inField(event.target);
  if (!field) lastPressAt = Date.now();
  const single =
    !event.ctrlKey && !event.altKey && !event.metaKey && (event.key.length === 1 || event.key === 'Enter');
  if (!field && single && keysRest()) {
    // Nor may it press what has the focus now.
    event.preventDefault();
    return;
  }
  const { key, ctrlKey: ctrl, altKey: alt, metaKey: meta } = event;
  if (event.defaultPrevented || event.isComposing || !(settings.get().singleKeys || ctrl || meta)) return;
  const resolved = resolveKey(state, { key, ctrl, alt, meta, inField: field, at: Date.now() });
  state = resolved.state;
  if (resolved.command === null) return;
  const handler = handlerOf(resolved.command);
  if (!handler) return;
  event.preventDefault();
  // What is asked in a dialog is answered first.
  if (document.querySelector('dialog[open]') === null) handler();
}

const handlerOf = (command: Command): (() => void) | undefined =>
  stack.findLast(({ current }) => current[command])?.current[command];

/** What would do something now. */
export const activeCommands = (): ReadonlySet<Command> =>
  new Set(stack.flatMap(({ current }) => Object.keys(current) as Command[]).filter(handlerOf));

/** As its key would. */
export const runCommand = (command: Command): void => handlerOf(command)?.();

export function useCommands(handlers: Handlers): void {
  const ref = useRef(handlers);
  ref.current = handlers;
  useEffect(() => {
    if (stack.length === 0) document.addEventListener('keydown', listen);
    stack.push(ref);
    return () => {
      stack.splice(stack.indexOf(ref), 1);
      if (stack.length === 0) document.removeEventListener('keydown', listen);
    };
  }, []);
}
