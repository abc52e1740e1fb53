/** What is said of the keys: all of them, or those that would do something now. */
import { CHORDS, COMMANDS, type Command, PAGE_KEYS } from './keymap.ts';

export interface KeyLine {
  readonly keys: readonly string[];
  readonly word: string;
}

interface Known {
  readonly keys: readonly string[];
  readonly command: Command;
  readonly word?: string;
}

const SINGLE = Object.entries(COMMANDS).map(([key, command]) => ({ keys: [key], command }));
/** No commands of their own: they do something where the command does that they belong to. */
const BESIDE: readonly Known[] = [
  { keys: ['↓', '↑'], command: 'next', word: 'key.arrows' },
  { keys: ['Ctrl', 'Enter'], command: 'reply', word: 'key.send' },
  { keys: ['Esc'], command: 'reply', word: 'key.escape' },
];
const WITH_CTRL = Object.entries(CHORDS).map(([key, command]) => ({
  keys: ['Ctrl', key.toUpperCase()],
  command,
}));
const PAGES = Object.entries(PAGE_KEYS).map(([key, command]) => ({ keys: ['g', key], command }));
const ALL: readonly Known[] = [...SINGLE, ...BESIDE, ...WITH_CTRL, ...PAGES];

/** In the order of the keymap; `active`: only what would do something now. */
export const keyLines = (active: ReadonlySet<Command> | null): readonly KeyLine[] =>
  ALL.filter(({ command }) => active?.has(command) ?? true).map(({ keys, command, word }) => ({
    keys,
    word: word ?? `key.${command}`,
  }));
