/** Words of times, in the language that is shown. */
import { useTranslation } from 'react-i18next';
import { clock, type DayWords, dayAndTime, formatNumber, type Lang, spanWords } from '../format.ts';

export interface Words {
  readonly lang: Lang;
  readonly t: (key: string, values?: Record<string, unknown>) => string;
  readonly has: (key: string) => boolean;
  readonly when: (at: string | Date, now: number) => string;
  readonly clock: (at: string) => string;
  readonly span: (ms: number) => string;
  readonly number: (value: number, digits?: number) => string;
}

export function useWords(): Words {
  const { t, i18n } = useTranslation();
  // The catalogues are of these languages only (setup.ts).
  const lang = i18n.language as Lang;
  const days: DayWords = {
    today: t('day.today'),
    tomorrow: t('day.tomorrow'),
    yesterday: t('day.yesterday'),
  };
  return {
    lang,
    t: (key, values) => t(key, values ?? {}),
    has: (key) => i18n.exists(key),
    when: (at, now) => dayAndTime(lang, new Date(at), { now: new Date(now), words: days }),
    clock: (at) => clock(lang, new Date(at)),
    span: (ms) => spanWords(lang, ms),
    number: (value, digits) => formatNumber(lang, value, digits),
  };
}
