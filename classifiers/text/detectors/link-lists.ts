/** What a host name says by its parts: lists of domains/domains.txt, read, and held against a name. */

const LINK_KINDS = ['piracy', 'gambling', 'adult', 'scam', 'shortener', 'impostor'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A word in a host name: a whole part, or the beginning, the end or any stretch of one. */
interface PartRule {
  readonly word: string;
  readonly openLeft: boolean;
  readonly openRight: boolean;
}

interface Brand {
  readonly name: string;
  readonly domains: readonly string[];
  /** A common word that misleads only beside a lure. */
  readonly common: boolean;
}

export interface DomainLists {
  readonly exact: ReadonlyMap<string, LinkKind>;
  readonly parts: readonly (readonly [PartRule, LinkKind])[];
  /** Parts that are ordinary names, whatever they begin with. */
  readonly ordinary: readonly PartRule[];
  readonly brands: readonly Brand[];
  /** What impostors promise or ask for. */
  readonly lures: readonly string[];
}

const readRule = (source: string): PartRule => ({
  word: source.replaceAll('*', ''),
  openLeft: source.startsWith('*'),
  openRight: source.endsWith('*'),
});

function readBrand(source: string): Brand {
  const common = source.startsWith('??');
  const [name = '', domains = ''] = source.replace(/^\?+/, '').split('=');
  return { name, domains: domains.split(','), common };
}

/** Reads domains/domains.txt, whose first lines say what the signs mean. */
export function parseDomains(source: string): DomainLists {
  const exact = new Map<string, LinkKind>();
  const parts: [PartRule, LinkKind][] = [];
  const ordinary: PartRule[] = [];
  const brands: Brand[] = [];
  const lures: string[] = [];
  let heading = '';
  let kind: LinkKind = 'piracy';
  const readWord = (word: string): void => {
    if (heading === 'lure') lures.push(word);
    else if (word.startsWith('~')) parts.push([readRule(word.slice(1)), kind]);
    else if (word.startsWith('!')) ordinary.push(readRule(word.slice(1)));
    else if (word.startsWith('?')) brands.push(readBrand(word));
    else exact.set(word, kind);
  };
  for (const line of source.split('\n')) {
    if (line.startsWith('#')) continue;
    const named = /^\[(\w+)\]$/.exec(line.trim())?.[1];
    heading = named ?? heading;
    kind = LINK_KINDS.find((candidate) => candidate === heading) ?? kind;
    if (named === undefined) for (const word of line.trim().split(/\s+/).filter(Boolean)) readWord(word);
  }
  return { exact, parts, ordinary, brands, lures };
}

/** The kind of the host or of a domain above it, where one is listed. */
export function listedKind(host: string, { exact }: DomainLists): LinkKind | undefined {
  for (let domain = host; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1 || domain.length)) {
    const kind = exact.get(domain);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** A host's parts: what stands between dots, hyphens and digits, and with its digits. */
export const partsOf = (host: string): readonly string[] => [
  ...new Set([...host.split(/[.-]/), ...host.split(/[.\d-]+/)].filter(Boolean)),
];

function fits(part: string, { word, openLeft, openRight }: PartRule): boolean {
  if (openLeft && openRight) return part.includes(word);
  if (openLeft) return part.endsWith(word);
  return openRight ? part.startsWith(word) : part === word;
}

/** The kinds that the parts of a host name tell of. */
export function partKinds(parts: readonly string[], { parts: rules, ordinary }: DomainLists): LinkKind[] {
  const telling = parts.filter((part) => !ordinary.some((rule) => fits(part, rule)));
  const kinds = rules.filter(([rule]) => telling.some((part) => fits(part, rule))).map(([, kind]) => kind);
  return [...new Set(kinds)];
}

const endsWithDomain = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

/** Where a brand's bare name belongs to the brand: anybody may register the rest for a few coins and without a name. */
const OWN_ENDINGS = new Set('se no dk fi is fo gl ax nu com org net eu'.split(' '));
/** Endings that only somebody with an address in the country gets. */
const NATIONAL = new Set('se no dk fi is fo gl ax'.split(' '));

function isOwn(host: string, { name, domains, common }: Brand): boolean {
  if (domains.some((domain) => endsWithDomain(host, domain))) return true;
  const [ending = '', label = ''] = host.split('.').reverse();
  if (label === name && OWN_ENDINGS.has(ending)) return true;
  // egedalkommune.dk, aalborg-kommune.dk: a municipality's own
  return common && NATIONAL.has(ending) && label.endsWith(name);
}

/** Does the name carry a brand that is not its own? A whole part does; a compound only beside a lure. */
export function impersonates(host: string, { brands, lures }: DomainLists): boolean {
  const named = brands.filter(({ name }) => host.includes(name));
  if (named.length === 0) return false;
  const parts = host.split(/[.-]/);
  const isLure = (text: string): boolean => lures.some((lure) => text.includes(lure));
  return named.some((brand) => {
    const { name, common } = brand;
    const rest = host.replace(name, '.');
    if (isOwn(host, brand)) return false;
    const whole = parts.includes(name);
    if (whole && !common) return true;
    return isLure(rest) && (whole || parts.some((part) => part.startsWith(name) || part.endsWith(name)));
  });
}
