/** What a person reads of a post, where the API gives escaped signs and links through t.co. Pure. */
import { isRecord, linkOf, textOf } from '../shared/read.ts';

/** X escapes these three and no others; written twice they are what somebody typed. */
const SIGNS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt);/gu, (sign) => SIGNS[sign] ?? sign);

const THROUGH = /^https?:\/\/t\.co\/\w+$/u;

export interface Links {
  /** `entities.urls` of either version. */
  readonly urls: unknown;
  /** The t.co links of pictures that stand beside the text as attachments. */
  readonly media: ReadonlySet<string>;
}

/**
 * Each t.co link as the address that it leads to. Found by its own text: the places that the API counts do not fit a
 * text with escaped signs. The link of an attached picture goes, as on X.
 */
export function readableText(text: unknown, { urls, media }: Links): string | null {
  const written = textOf(text);
  if (written === null) return null;
  const targets = new Map<string, string>();
  for (const entity of Array.isArray(urls) ? urls : []) {
    if (!isRecord(entity) || typeof entity.url !== 'string' || !THROUGH.test(entity.url)) continue;
    const target = linkOf(entity.expanded_url);
    if (target !== null) targets.set(entity.url, target);
  }
  const shown = unescaped(written).replace(/https?:\/\/t\.co\/\w+/gu, (link) =>
    media.has(link) ? '' : (targets.get(link) ?? link),
  );
  return media.size > 0 ? shown.trimEnd() : shown;
}
