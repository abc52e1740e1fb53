/** One catalogue at a time: the other languages are fetched when they are chosen. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Lang } from '../format.ts';
import { settings } from '../settings.ts';

const catalogues: Record<Lang, () => Promise<{ default: Record<string, unknown> }>> = {
  sv: () => import('./sv.json'),
  nb: () => import('./nb.json'),
  en: () => import('./en.json'),
};

async function show(lang: Lang): Promise<void> {
  if (!i18next.hasResourceBundle(lang, 'translation'))
    i18next.addResourceBundle(lang, 'translation', (await catalogues[lang]()).default);
  await i18next.changeLanguage(lang);
  document.documentElement.lang = lang;
}

export async function startI18n(): Promise<void> {
  const { lang } = settings.get();
  await i18next.use(initReactI18next).init({
    lng: lang,
    fallbackLng: false,
    nsSeparator: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await show(lang);
  settings.watch(() => void show(settings.get().lang));
}
