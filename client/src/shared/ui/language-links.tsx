import { LANGS } from '../format.ts';
import { useWords } from '../i18n/words.ts';
import { changeSettings, settings } from '../settings.ts';
import { useStore } from '../store.ts';

/** Each language by its own name. */
const NAMES = { sv: 'Svenska', nb: 'Norsk', en: 'English' } as const;

export function LanguageLinks() {
  const { t } = useWords();
  const { lang } = useStore(settings);
  return (
    <fieldset className="languages" aria-label={t('settings.language')}>
      {LANGS.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          aria-pressed={choice === lang}
          onClick={() => changeSettings({ lang: choice })}
        >
          {NAMES[choice]}
        </button>
      ))}
    </fieldset>
  );
}
