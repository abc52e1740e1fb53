/**
 * What the hub tells of the channel's videos, as Atom (platforms.md 4.1). Pure: no clock, no I/O. The parser is strict, knows
 * XML's five entities and numbers, and fetches nothing; a body that brings a document type of its own is refused.
 */
import { parseXml, XmlDocumentType, XmlElement } from '@rgrove/parse-xml';
import type { Change, Entry } from '../../core/actions/connector.ts';
import { idOf, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { unknown } from './words.ts';

/** An `entry` or `deleted-entry`. */
export interface AtomEntry {
  readonly element: XmlElement;
  /** As it was sent. */
  readonly raw: string;
}

/** The hub tells of a new video within seconds, and then its `updated` is a little later than its `published`. */
const SOON_MS = 2 * 60_000;
/** The hub's feeds have a few kilobytes; reading takes longer the more there is. In UTF-16 units. */
const LONGEST = 256 * 1024;
const PARSER = { includeOffsets: true, ignoreUndefinedEntities: true, preserveDocumentType: true };

/** Prefixes are the sender's to choose. */
const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);
const childrenOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child) => child instanceof XmlElement);
const childOf = (element: XmlElement, name: string): XmlElement | null =>
  childrenOf(element).find((child) => localName(child) === name) ?? null;

function documentOf(text: string) {
  if (text.length > LONGEST) return null;
  try {
    return parseXml(text, PARSER);
  } catch {
    // Not well-formed, or nested deeper than the stack.
    return null;
  }
}

/** Null for what is no feed. */
export function atomEntries(text: string): readonly AtomEntry[] | null {
  const document = documentOf(text);
  const root = document?.root ?? null;
  const hasType = document?.children.some((child) => child instanceof XmlDocumentType) ?? false;
  if (root === null || hasType || localName(root) !== 'feed') return null;
  return childrenOf(root)
    .filter((child) => ['entry', 'deleted-entry'].includes(localName(child)))
    .map((element) => ({ element, raw: text.slice(element.start, element.end) }));
}

/** What stands in the child, or in the child of a child; null where that is nothing. */
function textAt(element: XmlElement, ...path: readonly string[]): string | null {
  let found: XmlElement | null = element;
  for (const name of path) found = found && childOf(found, name);
  return textOf(found?.text.trim() || null);
}

/** `UC…` of the channel's address. */
function channelOf(address: string | null): string | null {
  const path = linkOf(address);
  return path === null ? null : idOf(/\/channel\/([\w-]+)\/?$/.exec(new URL(path).pathname)?.[1]);
}

const videoOf = (ref: string | null | undefined): string | null =>
  idOf(/^yt:video:(.+)$/.exec(ref ?? '')?.[1]);

export function readAtomEntry({ element, raw }: AtomEntry): Entry {
  const { channelId, change } = localName(element) === 'entry' ? readVideo(element) : readDeletion(element);
  return { accountExternalId: channelId ?? '', sentAt: null, changes: [{ change, raw }] };
}

interface OfChannel {
  readonly channelId: string | null;
  readonly change: Change;
}

/** The hub leaves out `yt:channelId` here: the channel stands in the address of who did it. */
function readDeletion(element: XmlElement): OfChannel {
  const { ref, when } = element.attributes;
  const channelId = channelOf(textAt(element, 'by', 'uri'));
  const externalId = videoOf(ref);
  if (externalId === null) return { channelId, change: unknown('deleted-entry', 'ref') };
  const target = { kind: 'post' as const, externalId, parentId: null, postId: null };
  return { channelId, change: { type: 'removed', ...target, by: channelId, at: timeOf(when) } };
}

function readVideo(element: XmlElement): OfChannel {
  const channelId = idOf(textAt(element, 'channelId')) ?? channelOf(textAt(element, 'author', 'uri'));
  const externalId = idOf(textAt(element, 'videoId')) ?? videoOf(textAt(element, 'id'));
  if (externalId === null) return { channelId, change: unknown('entry', 'videoId') };
  const title = textAt(element, 'title');
  if (title === null) return { channelId, change: unknown('entry', 'title') };
  const [published, updated] = [timeOf(textAt(element, 'published')), timeOf(textAt(element, 'updated'))];
  const isEdit = published !== null && updated !== null && updated.getTime() - published.getTime() > SOON_MS;
  const name = personNameOf(textAt(element, 'author', 'name'));
  const change: Change = {
    type: isEdit ? 'edited' : 'added',
    ...{ kind: 'post', externalId, parentId: null, postId: null },
    permalink:
      linkOf(alternateLink(element)) ?? `https://www.youtube.com/watch?v=${encodeURIComponent(externalId)}`,
    author: channelId === null ? null : { id: channelId, name },
    // The hub tells of a channel's own videos and of nothing else.
    own: channelId !== null,
    text: title,
    attachments: [],
    at: isEdit ? updated : (published ?? updated),
  };
  return { channelId, change };
}

function alternateLink(element: XmlElement): string | null {
  const links = childrenOf(element).filter((child) => localName(child) === 'link');
  return (
    links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')?.attributes.href ?? null
  );
}
