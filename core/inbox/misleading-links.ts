/** Links that show one place and lead to another: told apart by host, which is what a reader judges a link by. */
import type { Attachment } from './comment.ts';

export interface MisleadingLink {
  /** The host that is read. */
  readonly shown: string;
  /** The host that it leads to. */
  readonly target: string;
}

const MOST = 5;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"')\]]{3,500}/giu;
/** A bare host as people write it. Its end in small letters and well known: "här.Men" is a sentence without a space. */
const BARE =
  /(?<![\p{L}\p{N}@./:-])(?:[\p{L}\p{N}-]{1,63}\.){1,4}(?:com|net|org|se|no|nu|fi|dk|eu|de|uk|io|tv|me|co|app|info|example|shop|online|site|xyz|ru)(?![\p{L}\p{N}@-]|\.[\p{L}\p{N}])/gu;
const ANCHOR = /<a\s[^>]{0,300}?href\s*=\s*["']?([^\s"'>]{4,500})[^>]{0,300}>([^<]{1,300})</giu;
const MARKDOWN = /\[([^\]\n]{1,300})\]\(\s*(https?:\/\/[^\s)]{3,500})/giu;

/** Platforms lead every link through a page of their own that counts it. */
const THROUGH = new Map([
  ['l.facebook.com', 'u'],
  ['lm.facebook.com', 'u'],
  ['l.instagram.com', 'u'],
  ['l.threads.net', 'u'],
  ['www.linkedin.com', 'url'],
  ['www.youtube.com', 'q'],
]);

function urlOf(address: string): URL | null {
  const whole = /^https?:\/\//iu.test(address) ? address : `https://${address}`;
  return URL.canParse(whole) ? new URL(whole) : null;
}

const withoutWww = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^www\./u, '')
    .replace(/\.$/u, '');

function hostOf(address: string): string | null {
  const url = urlOf(address);
  if (url === null || !url.hostname.includes('.')) return null;
  const onward = THROUGH.get(url.hostname);
  const next = onward === undefined ? null : url.searchParams.get(onward);
  const behind = next === null ? null : urlOf(next);
  return withoutWww((behind ?? url).hostname);
}

/** `m.example.org` is the place that `example.org` says. */
const isSamePlace = (a: string, b: string): boolean => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);

/** The hosts that a reader sees in the words of a link. */
function hostsShown(words: string): string[] {
  const found = [...words.matchAll(ADDRESS), ...words.matchAll(BARE)].map(([address]) => hostOf(address));
  return [...new Set(found.filter((host): host is string => host !== null))];
}

const pairsOf = (shown: readonly string[], target: string | null): MisleadingLink[] =>
  target === null || shown.length === 0 || shown.some((host) => isSamePlace(host, target))
    ? []
    : [{ shown: shown[0] ?? '', target }];

/** `https://bank.example@elsewhere.example/`: what stands before the @ is a name, whatever it looks like. */
function behindName(address: string): MisleadingLink[] {
  const url = urlOf(address);
  return url === null || url.username === ''
    ? []
    : pairsOf(hostsShown(url.username), withoutWww(url.hostname));
}

/**
 * What of the text's links misleads, at most five, each once.
 * @param attachments where the platform says that a link of the text leads
 */
export function misleadingLinks(
  text: string,
  attachments: readonly Pick<Attachment, 'type' | 'url'>[],
): readonly MisleadingLink[] {
  const shown = hostsShown(text);
  const found = [
    ...[...text.matchAll(ANCHOR)].flatMap(([, href = '', words = '']) =>
      pairsOf(hostsShown(words), hostOf(href)),
    ),
    ...[...text.matchAll(MARKDOWN)].flatMap(([, words = '', href = '']) =>
      pairsOf(hostsShown(words), hostOf(href)),
    ),
    ...[...text.matchAll(ADDRESS)].flatMap(([address]) => behindName(address)),
    ...attachments.filter(({ type }) => type === 'link').flatMap(({ url }) => pairsOf(shown, hostOf(url))),
  ];
  return [...new Map(found.map((link) => [`${link.shown} ${link.target}`, link])).values()].slice(0, MOST);
}
