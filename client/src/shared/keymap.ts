/** Which key means what. Single keys can be switched off; chords cannot, and are heard in fields too. */
export const COMMANDS = {
  j: 'next',
  k: 'previous',
  o: 'open',
  r: 'reply',
  h: 'hide',
  e: 'close',
  a: 'assign',
  i: 'take',
  s: 'snooze',
  p: 'wait',
  y: 'confirm',
  v: 'reveal',
  t: 'unhide',
  z: 'count',
  n: 'note',
  d: 'register',
  w: 'wrong',
  c: 'correct',
  f: 'correction',
  b: 'picture',
  x: 'choose',
  u: 'undo',
  '/': 'search',
  '?': 'help',
} as const;
export const PAGE_KEYS = {
  i: 'go-inbox',
  b: 'go-alarms',
  l: 'go-deadlines',
  t: 'go-accuracy',
  k: 'go-accounts',
  r: 'go-policies',
  o: 'go-lists',
  s: 'go-settings',
} as const;
/** With Ctrl, or Cmd on a Mac. */
export const CHORDS = { k: 'palette' } as const;
export type Command =
  | (typeof COMMANDS)[keyof typeof COMMANDS]
  | (typeof PAGE_KEYS)[keyof typeof PAGE_KEYS]
  | (typeof CHORDS)[keyof typeof CHORDS];

/** How long after `g` a second key still names a page. */
export const SEQUENCE_MS = 1_500;

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** The press went into a field, or stands under an open dialog. */
  readonly inField: boolean;
  readonly at: number;
}

export interface KeyState {
  /** When `g` was pressed; null when no sequence is under way. */
  readonly leaderAt: number | null;
}
export const NO_KEYS: KeyState = { leaderAt: null };

const has = <T extends object>(map: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(map, key);

export function resolveKey(
  state: KeyState,
  press: KeyPress,
): { readonly state: KeyState; readonly command: Command | null } {
  const none = { state: NO_KEYS, command: null };
  const chord = press.key.toLowerCase();
  if (press.ctrl !== press.meta && !press.alt && has(CHORDS, chord))
    return { state: NO_KEYS, command: CHORDS[chord] };
  if (press.inField || press.ctrl || press.alt || press.meta) return none;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const inSequence = state.leaderAt !== null && press.at - state.leaderAt <= SEQUENCE_MS;
  if (inSequence) return { state: NO_KEYS, command: has(PAGE_KEYS, key) ? PAGE_KEYS[key] : null };
  if (key === 'g') return { state: { leaderAt: press.at }, command: null };
  return { state: NO_KEYS, command: has(COMMANDS, key) ? COMMANDS[key] : null };
}
