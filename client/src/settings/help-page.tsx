import { Link } from 'react-router';
import { useWords } from '../shared/i18n/words.ts';
import { keyLines } from '../shared/key-lines.ts';
import { settings } from '../shared/settings.ts';
import { useStore } from '../shared/store.ts';
import { DeadlineShape } from '../shared/ui/deadline-shape.tsx';
import { KeyTable } from '../shared/ui/key-table.tsx';
import '../shared/styles/entries.css';
import { HeadHelp } from './head-help.tsx';
import './settings.css';

const TONES = ['late', 'soon', 'calm', 'none'] as const;

export default function HelpPage() {
  const { t } = useWords();
  const { singleKeys } = useStore(settings);
  return (
    <div className="page">
      <div className="page__inner">
        <h1>{t('nav.help')}</h1>
        <HeadHelp />
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
          <KeyTable lines={keyLines(null)} />
        </section>
      </div>
    </div>
  );
}
