/** The words of evidence on paper, in the language of the board that receives it. */
import type { DocumentLanguage, EvidencePackage } from '../../core/evidence/package.ts';
import { filled, LOCALES } from '../words.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };

export type EvidenceCatalogue = typeof en;
export const CATALOGUES = { sv, nb, en } satisfies Record<DocumentLanguage, EvidenceCatalogue>;

export interface EvidenceWords {
  readonly locale: string;
  readonly catalogue: EvidenceCatalogue;
  readonly text: (key: keyof EvidenceCatalogue['text'], values?: Readonly<Record<string, string>>) => string;
  /** Local time with UTC behind it, to the second; its day too where that is another. */
  readonly moment: (at: string) => string;
  readonly share: (value: number) => string;
  readonly number: (value: number) => string;
  readonly capital: (word: string) => string;
}

export function evidenceWords({
  language,
  timeZone,
}: Pick<EvidencePackage, 'language' | 'timeZone'>): EvidenceWords {
  const catalogue: EvidenceCatalogue = CATALOGUES[language];
  const locale = LOCALES[language];
  const days = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' });
  const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const times = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' });
  const text: EvidenceWords['text'] = (key, values) => filled(catalogue.text[key], values);
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const numbers = new Intl.NumberFormat(locale);
  return {
    locale,
    catalogue,
    text,
    moment: (at) => {
      const date = new Date(at);
      const local = text('at', { day: days.format(date), time: times.format(date) });
      const [day, time = ''] = at.slice(0, 19).split('T');
      return text('moment', { local, utc: day === isoDays.format(date) ? time : `${day} ${time}` });
    },
    share: (value) => shares.format(value),
    number: (value) => numbers.format(value),
    capital: (word) => word.charAt(0).toLocaleUpperCase(locale) + word.slice(1),
  };
}
