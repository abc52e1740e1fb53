import { Link } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { COMMANDS, PAGE_KEYS } from '../shared/keymap.ts';
import { settings } from '../shared/settings.ts';
import { useStore } from '../shared/store.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import '../shared/styles/entries.css';
import './settings.css';

interface Line {
  readonly keys: readonly string[];
  readonly word: string;
}

function KeyTable({ lines }: { lines: readonly Line[] }) {
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

const TONES = ['late', 'soon', 'calm', 'none'] as const;

export default function HelpPage() {
  const { t } = useWords();
  const { singleKeys } = useStore(settings);
  const lines: readonly Line[] = [
    ...Object.entries(COMMANDS).map(([key, command]) => ({ keys: [key], word: `key.${command}` })),
    { keys: ['Ctrl', 'Enter'], word: 'key.send' },
    { keys: ['Esc'], word: 'key.escape' },
    ...Object.entries(PAGE_KEYS).map(([key, command]) => ({ keys: ['g', key], word: `key.${command}` })),
  ];
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.help')}</h1>
        <section className="setting">
          <h2>{t('help.deadlines')}</h2>
          <p>{t('help.deadlinesText')}</p>
          <ul className="plain">
            {TONES.map((tone) => (
              <li key={tone} className={`due due--${tone}`}>
                <DeadlineShape tone={tone} /> {t(`help.tone_${tone}`)}
              </li>
            ))}
          </ul>
        </section>
        <section className="setting">
          <h2>{t('help.judging')}</h2>
          <p>{t('help.judgingText')}</p>
        </section>
        <section className="setting">
          <h2>
            <span className="chip chip--possible">{t('help.possible')}</span>
          </h2>
          <p>{t('help.possibleText')}</p>
        </section>
        <section className="setting">
          <h2>{t('help.undo')}</h2>
          <p>{t('help.undoText')}</p>
        </section>
        <section className="setting">
          <h2>{t('help.keys')}</h2>
          <p>
            {t(singleKeys ? 'help.keysOn' : 'help.keysOff')} <Link to="/settings">{t('nav.settings')}</Link>
          </p>
          <KeyTable lines={lines} />
        </section>
      </div>
    </div>
  );
}
