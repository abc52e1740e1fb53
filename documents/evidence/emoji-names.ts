/** What people call an emoji, in each language: the Unicode consortium's names, as emojibase packs them. */
import { createRequire } from 'node:module';
import type { DocumentLanguage } from '../../core/evidence/package.ts';

interface Emoji {
  readonly unicode: string;
  readonly label: string;
  readonly skins?: readonly Emoji[];
}

const require = createRequire(import.meta.url);
/** Half a megabyte each: read only when a text holds an emoji that the fonts lack. */
const NAMES: Readonly<Record<DocumentLanguage, () => readonly Emoji[]>> = {
  sv: () => require('emojibase-data/sv/compact.json'),
  nb: () => require('emojibase-data/nb/compact.json'),
  en: () => require('emojibase-data/en/compact.json'),
};
const loaded = new Map<DocumentLanguage, ReadonlyMap<string, string>>();
/** Asks for the coloured picture, and may be left out. */
const bare = (sign: string): string => sign.replaceAll('\ufe0f', '');

function namesIn(language: DocumentLanguage): ReadonlyMap<string, string> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const names = new Map(
    NAMES[language]()
      .flatMap((emoji) => [emoji, ...(emoji.skins ?? [])])
      .map(({ unicode, label }) => [bare(unicode), plain(label)]),
  );
  loaded.set(language, names);
  return names;
}

/** The data writes a few signs by their number: `keycap: \x{23}`. */
const plain = (label: string): string =>
  label.replaceAll(/\\x\{([0-9a-f]+)\}/giu, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );

/** Null: not an emoji, or one of a later Unicode. */
export const emojiName = (sign: string, language: DocumentLanguage): string | null =>
  MAY_BE_EMOJI.test(sign) ? (namesIn(language).get(bare(sign)) ?? null) : null;

const MAY_BE_EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
