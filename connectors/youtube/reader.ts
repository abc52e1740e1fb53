/** Hop 5 for YouTube: what the API answered to a look, and what the hub pushes. Pure: no clock, no I/O. */
import type { DeliveryReader, Entry } from '../../core/actions/connector.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { atomEntries, readAtomEntry } from './atom.ts';
import { readGone, readItem } from './comments.ts';
import { type Polled, readPolled } from './polled.ts';

export const reader: DeliveryReader = {
  isReadable: (body) => contentOf(body, JSON.parse) !== null,
  tellsOfHiding,
  parseDelivery,
  // Every answer tells the whole text.
  withText: () => null,
};

type Content =
  | { readonly xml: NonNullable<ReturnType<typeof atomEntries>> }
  | { readonly items: readonly unknown[]; readonly polled: Polled };

function contentOf(body: Uint8Array, parse: (text: string) => unknown): Content | null {
  const text = decodeUtf8(body);
  if (/^\s*</.test(text)) {
    const xml = atomEntries(text);
    return xml === null ? null : { xml };
  }
  try {
    const answer = parse(text);
    const items = isRecord(answer) ? itemsOf(answer) : null;
    return items === null ? null : { items, polled: readPolled(answer as Json) };
  } catch {
    return null;
  }
}

/** The items of a list, or the one resource that stands alone; null for an answer of another kind. */
function itemsOf(answer: Json): readonly unknown[] | null {
  const { kind, items } = answer;
  if (kind === 'youtube#comment' || kind === 'youtube#commentThread') return [answer];
  const isList = kind === undefined || (typeof kind === 'string' && /^youtube#\w+ListResponse$/.test(kind));
  return isList && Array.isArray(items) ? items : null;
}

function parseDelivery(body: Uint8Array): readonly Entry[] {
  const content = contentOf(body, parseLossless);
  if (content === null) return [];
  if ('xml' in content) return content.xml.map(readAtomEntry);
  const { items, polled } = content;
  const read = items.map((item) => readItem(item, polled));
  if (polled.gone.length > 0) read.push({ accountId: polled.channelId, changes: polled.gone.map(readGone) });
  return entriesOf(read);
}

/** What is of one account in a row becomes one entry; an item that does not say whose it is, is nobody's. */
function entriesOf(read: readonly ReturnType<typeof readItem>[]): Entry[] {
  const entries: { accountExternalId: string; sentAt: null; changes: Entry['changes'][number][] }[] = [];
  for (const { accountId, changes } of read) {
    const last = entries.at(-1);
    if (last?.accountExternalId === (accountId ?? '')) last.changes.push(...changes);
    else entries.push({ accountExternalId: accountId ?? '', sentAt: null, changes: [...changes] });
  }
  return entries;
}

/** Nearly all bodies are done with at a glance at their bytes. */
function tellsOfHiding(body: Uint8Array): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!bytes.includes('moderationStatus') && !bytes.includes('"shown"')) return false;
  return parseDelivery(body).some(({ changes }) =>
    changes.some(({ change }) => change.type === 'hidden' || change.type === 'unhidden'),
  );
}
