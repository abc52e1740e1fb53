/** What a person chose for this browser. */
import { LANGS, type Lang } from './format.ts';
import { createStore } from './store.ts';

export type Theme = 'auto' | 'light' | 'dark';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
export interface Settings {
  readonly theme: Theme;
  readonly lang: Lang;
  /** Single-key shortcuts, which people who dictate or tremble may need to switch off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

const KEY = 'uppsikt.settings';

/** The first of the browser's languages that we have; Norwegian in any form is nb. */
export function pickLang(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (base === 'no' || base === 'nn') return 'nb';
    const known = LANGS.find((lang) => lang === base);
    if (known) return known;
  }
  return 'sv';
}

export function readSettings(stored: string | null, languages: readonly string[]): Settings {
  let kept: Partial<Settings> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) kept = parsed;
  } catch {
    // A broken entry is as good as none.
  }
  return {
    theme: THEMES.find((theme) => theme === kept.theme) ?? 'auto',
    lang: LANGS.find((lang) => lang === kept.lang) ?? pickLang(languages),
    singleKeys: kept.singleKeys !== false,
  };
}

const storage = typeof localStorage === 'undefined' ? null : localStorage;
const languages = typeof navigator === 'undefined' ? [] : navigator.languages;
export const settings = createStore<Settings>(readSettings(storage?.getItem(KEY) ?? null, languages));

export function changeSettings(change: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...change });
  try {
    storage?.setItem(KEY, JSON.stringify(settings.get()));
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
