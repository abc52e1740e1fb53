/**
 * What our own look says of the answer that it stored: whose it is, and what no answer of the platform says in words.
 * It stands under the key `polled` beside the platform's items, which are kept as they came.
 */
import { idOf, isRecord, type Json } from '../shared/read.ts';

/** A comment that the platform had and has no more. */
export interface GoneComment {
  readonly id: string;
  readonly parentId: string | null;
  readonly videoId: string | null;
}

export interface Polled {
  readonly channelId: string | null;
  /** The look's number. Two looks that saw the same are two deliveries, one that is made again is not. */
  readonly look: number | null;
  /** `textDisplay` was asked for as text and is no HTML. */
  readonly isPlainText: boolean;
  /** Of every item: in which of the platform's lists it stood. */
  readonly moderationStatus: unknown;
  /** Under which video an item stands that does not say so itself: lists of answers leave it out. */
  readonly videoOf: ReadonlyMap<string, string>;
  /** Ids of items that were held before and are public now. */
  readonly shown: ReadonlySet<string>;
  readonly gone: readonly { readonly comment: GoneComment | null; readonly raw: unknown }[];
}

export const NOT_POLLED: Polled = {
  ...{ channelId: null, look: null, isPlainText: false, moderationStatus: undefined },
  ...{ shown: new Set(), gone: [], videoOf: new Map() },
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function goneOf(raw: unknown): GoneComment | null {
  const id = isRecord(raw) ? idOf(raw.id) : null;
  if (!isRecord(raw) || id === null) return null;
  return { id, parentId: idOf(raw.parentId), videoId: idOf(raw.videoId) };
}

export function readPolled({ polled }: Json): Polled {
  if (!isRecord(polled)) return NOT_POLLED;
  return {
    channelId: idOf(polled.channelId),
    look: Number.isSafeInteger(polled.look) ? Number(polled.look) : null,
    isPlainText: polled.textFormat === 'plainText',
    moderationStatus: polled.moderationStatus,
    shown: new Set(listOf(polled.shown).flatMap((id) => idOf(id) ?? [])),
    videoOf: new Map(
      Object.entries(isRecord(polled.videos) ? polled.videos : {}).flatMap(([id, video]) => {
        const videoId = idOf(video);
        return videoId === null ? [] : [[id, videoId]];
      }),
    ),
    gone: listOf(polled.gone).map((raw) => ({ comment: goneOf(raw), raw })),
  };
}

/** What a look writes; only what it has to say. */
export interface PolledMark {
  readonly channelId: string;
  /** Absent: no look, but the comparison of what stands. */
  readonly look?: number;
  readonly textFormat: 'plainText';
  readonly moderationStatus?: string;
  readonly videos?: Readonly<Record<string, string>>;
  readonly shown?: readonly string[];
  readonly gone?: readonly GoneComment[];
}

/** The body that a look stores. */
export function polledBody(polled: PolledMark, items: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify({ kind: 'youtube#commentListResponse', polled, items }));
}
