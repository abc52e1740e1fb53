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
      {LANGS.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === lang}
          onClick={() => changeSettings({ lang: one })}
        >
          {NAMES[one]}
        </button>
      ))}
    </fieldset>
  );
}
