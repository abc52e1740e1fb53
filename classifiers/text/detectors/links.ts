/** Links in a text and what kind of place they lead to, by lists that ship and lists that a municipality adds. */
import type { Category } from '../../../core/moderation/verdict.ts';
import type { Detector, Finding } from '../draft/draft.ts';

const LINK_KINDS = ['piracy', 'gambling', 'adult', 'scam', 'shortener', 'impostor'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export interface DomainLists {
  readonly exact: ReadonlyMap<string, LinkKind>;
  /** Words in a host name. */
  readonly parts: readonly (readonly [string, LinkKind])[];
  /** Brand -> the domains that may carry it. */
  readonly brands: readonly (readonly [string, readonly string[]])[];
}

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

/** Reads domains/domains.txt: `[kind]`, whole domains, `~part`, `?brand=domain,domain`. */
export function parseDomains(source: string): DomainLists {
  const exact = new Map<string, LinkKind>();
  const parts: [string, LinkKind][] = [];
  const brands: [string, string[]][] = [];
  let kind: LinkKind = 'piracy';
  const readWord = (word: string): void => {
    if (word.startsWith('~')) parts.push([word.slice(1), kind]);
    else if (word.startsWith('?')) {
      const [brand = '', domains = ''] = word.slice(1).split('=');
      brands.push([brand, domains.split(',')]);
    } else if (word !== '') exact.set(word, kind);
  };
  for (const line of source.split('\n')) {
    if (line.startsWith('#')) continue;
    const heading = /^\[(\w+)\]$/.exec(line.trim())?.[1];
    kind = LINK_KINDS.find((candidate) => candidate === heading) ?? kind;
    if (heading === undefined) for (const word of line.trim().split(/\s+/)) readWord(word);
  }
  return { exact, parts, brands };
}

function hostOf(link: string): string {
  return (
    link
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .split(/[/?#:]/)[0] ?? ''
  );
}

const endsWithDomain = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

export function kindOfLink(link: string, lists: DomainLists): LinkKind | null {
  const host = hostOf(link);
  for (let domain = host; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1 || domain.length)) {
    const kind = lists.exact.get(domain);
    if (kind !== undefined) return kind;
  }
  for (const [brand, domains] of lists.brands) {
    if (host.includes(brand) && !domains.some((domain) => endsWithDomain(host, domain))) return 'impostor';
  }
  return lists.parts.find(([part]) => host.includes(part))?.[1] ?? null;
}

export function linkDetector(lists: DomainLists): Detector {
  return {
    detect(draft) {
      const { original } = draft.text;
      if (draft.context.ownAccount || !(INNER_DOT.test(original) || original.includes('://'))) return;
      for (const match of original.matchAll(LINK)) {
        const kind = kindOfLink(match[0], lists);
        const category = kind === null ? null : CATEGORY[kind];
        if (kind === null || category === null) continue;
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
    },
  };
}
