/**
 * YouTube's closed vocabularies. What is recorded of an unread item is built from these words alone, so that no
 * citizen's text can slip into it, whatever stands where a name should be.
 */
import type { Unknown } from '../../core/actions/connector.ts';

const KINDS = new Set<unknown>(
  (
    'activity caption channel channelSection comment commentThread liveBroadcast liveChatMessage member ' +
    'playlist playlistItem searchResult subscription superChatEvent video'
  )
    .split(' ')
    .map((kind) => `youtube#${kind}`),
);

/** `video` of `youtube#video`: known kinds only, `other` for the rest, `item` where there is none. */
export function kindOf(kind: unknown): string {
  if (kind === undefined || kind === null) return 'item';
  return KINDS.has(kind) ? (kind as string).slice('youtube#'.length) : 'other';
}

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export function unknown(itemName: string, lacks?: string): Unknown {
  return { type: 'unknown', what: lacks === undefined ? itemName : `${itemName} lacks ${lacks}` };
}
