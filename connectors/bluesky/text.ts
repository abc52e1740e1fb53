/** Text with facets: which bytes of it (UTF-8) are a link, and whom it names. Pure. */
import { oneForm } from '../../core/inbox/text-form.ts';
import { isRecord, type Json, linkOf } from '../shared/read.ts';
import { didOf } from './uri.ts';

const MAX_FACETS = 200;
const LINK = 'app.bsky.richtext.facet#link';
const MENTION = 'app.bsky.richtext.facet#mention';

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** An address as people write it. */
const written = (address: string): string =>
  address
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/^www\./iu, '')
    .replace(/\/$/u, '')
    .toLowerCase();

/** The label and its true target, since a label may name another address; one that was cut short is the address. */
function linkText(label: string, target: string): string {
  const [shown, address] = [written(label), written(target)];
  const isCut = /(?:\.\.\.|…)$/u.test(shown) && shown.includes('.');
  const start = shown.replace(/(?:\.\.\.|…)$/u, '');
  if (shown === address || (isCut && start.includes('/') && address.startsWith(start))) return target;
  return `${label} (${target})`;
}

interface Link {
  readonly from: number;
  readonly to: number;
  readonly target: string;
}

function linksIn(facets: unknown, length: number): Link[] {
  return listOf(facets)
    .slice(0, MAX_FACETS)
    .flatMap(({ index, features }) => {
      const link = listOf(features).find(({ $type }) => $type === LINK);
      const target = linkOf(link?.uri);
      const { byteStart: from, byteEnd: to } = isRecord(index) ? index : {};
      if (target === null || !Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return [];
      const [start, end] = [Number(from), Number(to)];
      return start >= 0 && start < end && end <= length ? [{ from: start, to: end, target }] : [];
    })
    .sort((a, b) => a.from - b.from);
}

/** The text as a person sees it, each link with its true target. What facets say of bytes that are none is passed over. */
export function textWithLinks(text: string, facets: unknown): string {
  const bytes = Buffer.from(text);
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, target } of linksIn(facets, bytes.length)) {
    if (from < at) continue;
    parts.push(bytes.toString('utf8', at, from), linkText(bytes.toString('utf8', from, to), target));
    at = to;
  }
  return oneForm(parts.length === 0 ? text : [...parts, bytes.toString('utf8', at)].join(''));
}

/** DIDs of those whom the text names. */
export function mentionsIn(facets: unknown): string[] {
  const features = listOf(facets)
    .slice(0, MAX_FACETS)
    .flatMap((facet) => listOf(facet.features));
  const dids = features.filter(({ $type }) => $type === MENTION).flatMap(({ did }) => didOf(did) ?? []);
  return [...new Set(dids)];
}
