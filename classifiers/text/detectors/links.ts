/** Links in a text and what kind of place they lead to, by lists that ship and lists that a municipality adds. */
import type { Category } from '../../../core/moderation/verdict.ts';
import type { Detector, Finding } from '../draft/draft.ts';
import {
  type DomainLists,
  impersonates,
  type LinkKind,
  listedKind,
  partKinds,
  partsOf,
} from './link-lists.ts';

const CATEGORY: Readonly<Record<LinkKind, Category | null>> = {
  piracy: 'copyright',
  gambling: 'ads',
  adult: 'porn',
  scam: 'ads',
  impostor: 'ads',
  shortener: null,
};

const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"')\]]{3,300}|(?<![@\p{L}\d.-])(?:[a-z\d-]{1,40}\.){1,3}(?:com|net|org|se|no|nu|io|tv|app|xyz|example|info|shop|online|live|to|me|ru|tk|eu|co|biz|site|club|fi|dk)(?![\p{L}\d-])(?:\/[^\s<>"')\]]{0,300})?/giu;

/** Every link has one or `://`, most texts neither: a sentence's full stop has a space after it. */
const INNER_DOT = /\.[^\s.]/;

function hostOf(link: string): string {
  return (
    link
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .split(/[/?#:]/)[0] ?? ''
  );
}

/** What a link is, by all that its host name says: a name may be of two kinds. */
export function kindsOfLink(link: string, lists: DomainLists): readonly LinkKind[] {
  const host = hostOf(link);
  const listed = listedKind(host, lists);
  if (listed !== undefined) return [listed];
  return impersonates(host, lists) ? ['impostor'] : partKinds(partsOf(host), lists);
}

export function linkDetector(lists: DomainLists): Detector {
  return {
    detect(draft) {
      const { original } = draft.text;
      if (draft.context.ownAccount || !(INNER_DOT.test(original) || original.includes('://'))) return;
      for (const match of original.matchAll(LINK)) {
        for (const kind of kindsOfLink(match[0], lists)) {
          const category = CATEGORY[kind];
          if (category === null) continue;
          const finding: Finding = {
            category,
            verdictKind: null,
            severity: 2,
            strength: 'suspect',
            start: match.index,
            end: match.index + match[0].length,
            kind: 'link',
            reason: `${category}.link-${kind}`,
          };
          draft.findings.push(finding);
        }
      }
    },
  };
}
