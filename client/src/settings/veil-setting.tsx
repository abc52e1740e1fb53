import { Switch } from '@digdir/designsystemet-react';
import { useChangePersonalSettings } from '../api/personal-settings.ts';
import { useWords } from '../shared/i18n/words.ts';
import { useSession } from '../shared/session.tsx';
import { errorWords } from '../shared/ui/error-words.ts';

/** Whether opening an item shows its text however grave. Kept on the server: it follows the person. */
export function VeilSetting() {
  const words = useWords();
  const { t } = words;
  const { settings } = useSession();
  const { mutate, isPending, error } = useChangePersonalSettings();
  return (
    <section className="setting">
      <h2>{t('settings.veil')}</h2>
      <Switch
        label={t('settings.showsVeiled')}
        description={t('settings.showsVeiledHint')}
        checked={settings.showsVeiled}
        readOnly={isPending}
        onChange={(event) => mutate({ showsVeiled: event.target.checked, askedAboutVeil: true })}
      />
      {error && <p role="alert">{errorWords(words, error)}</p>}
    </section>
  );
}
