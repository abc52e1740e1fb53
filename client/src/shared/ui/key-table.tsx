import { useWords } from '../i18n/words.ts';
import { CHORDS, COMMANDS, type Command, PAGE_KEYS } from '../keymap.ts';
import './key-table.css';

export interface KeyLine {
  readonly keys: readonly string[];
  readonly word: string;
}

const SINGLE = Object.entries(COMMANDS).map(([key, command]) => ({ keys: [key], command }));
const WITH_CTRL = Object.entries(CHORDS).map(([key, command]) => ({
  keys: ['Ctrl', key.toUpperCase()],
  command,
}));
const PAGES = Object.entries(PAGE_KEYS).map(([key, command]) => ({ keys: ['g', key], command }));

/** In the order of the keymap; `active`: only what would do something now. */
export function keyLines(active: ReadonlySet<Command> | null): readonly KeyLine[] {
  const linesOf = (all: readonly { readonly keys: readonly string[]; readonly command: Command }[]) =>
    all
      .filter(({ command }) => active?.has(command) ?? true)
      .map(({ keys, command }) => ({ keys, word: `key.${command}` }));
  return [
    ...linesOf(SINGLE),
    { keys: ['↓', '↑'], word: 'key.arrows' },
    { keys: ['Ctrl', 'Enter'], word: 'key.send' },
    { keys: ['Esc'], word: 'key.escape' },
    ...linesOf(WITH_CTRL),
    ...linesOf(PAGES),
  ];
}

export function KeyTable({ lines }: { lines: readonly KeyLine[] }) {
  const { t } = useWords();
  return (
    <table className="keys">
      <thead>
        <tr>
          <th scope="col">{t('help.key')}</th>
          <th scope="col">{t('help.does')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ keys, word }) => (
          <tr key={word}>
            <td>
              {keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </td>
            <td>{t(word)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
