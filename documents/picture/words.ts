/** The words in a picture: its own catalogue, and moments in UTC beside the municipality's time. */
import type { DocumentLanguage } from '../../core/evidence/package.ts';
import type { Platform } from '../../core/kernel/platform.ts';
import en from './catalogues/en.json' with { type: 'json' };
import nb from './catalogues/nb.json' with { type: 'json' };
import sv from './catalogues/sv.json' with { type: 'json' };

type Catalogue = typeof en;
const CATALOGUES = { sv, nb, en } satisfies Record<DocumentLanguage, Catalogue>;
const LOCALES: Readonly<Record<DocumentLanguage, string>> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' };

const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  youtube: 'YouTube',
  x: 'X',
  threads: 'Threads',
  tiktok: 'TikTok',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  generic: 'webb',
};

export interface PictureWords {
  readonly language: DocumentLanguage;
  readonly catalogue: Catalogue;
  readonly platform: (platform: Platform) => string;
  /** Puts values in place of `{name}`. */
  readonly filled: (sentence: string, values: Readonly<Record<string, string | number>>) => string;
  /** `2026-11-30 06:10:51 UTC · 30 nov. 2026 07:10:51` */
  readonly moment: (at: string | null) => string;
}

export function pictureWords(language: DocumentLanguage, timeZone: string): PictureWords {
  const catalogue = CATALOGUES[language];
  const local = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'long',
  });
  return {
    language,
    catalogue,
    platform: (platform) => PLATFORM_NAMES[platform],
    filled: (sentence, values) =>
      sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole)),
    moment: (at) =>
      at === null
        ? catalogue.none
        : `${at.slice(0, 19).replace('T', ' ')} ${catalogue.utc} · ${local.format(new Date(at))}`,
  };
}
