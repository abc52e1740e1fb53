/** The words that a package of the case register is written in: its own catalogues, by the board's language. */
import type { DocumentLanguage } from '../evidence/package.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };

export type RecordCatalogue = typeof en;
const CATALOGUES = { sv, nb, en } satisfies Record<DocumentLanguage, RecordCatalogue>;

export const recordCatalogue = (language: DocumentLanguage): RecordCatalogue => CATALOGUES[language];

/** `{name}` in a text becomes its value; a name without one stays visible. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
