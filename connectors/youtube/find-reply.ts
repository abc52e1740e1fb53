/** Reads back whether a reply was written whose answer was lost. */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { isSameText, isTooOld, type WantedReply } from '../shared/wanted-reply.ts';
import { api, itemsOf } from './api.ts';
import { presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';

const MAX_PAGES = 10;
/**
 * done: found, with its id and time. retry with cause `gone`: surely not there, so it may be written again.
 * unknown: this look could not tell, look again. blocked, failed: as for any other call.
 */
export async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  const parentId = replyParent(target);
  let pageToken: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = {
      ...{ part: 'id,snippet', parentId, maxResults: '100', textFormat: 'plainText' },
      ...(pageToken !== null && { pageToken }),
    };
    const answer = await api(access, { method: 'GET', path: ['comments'], query });
    if (!answer.ok) {
      const { state, cause } = answer.refusal;
      if (cause === 'gone-or-denied') return unreadable(access, parentId);
      return state === 'retry' ? { state: 'unknown', cause } : { state, cause };
    }
    const found = itemsOf(answer.body).find((reply) => isWanted(reply, wanted, access.externalId));
    if (found !== undefined) {
      const { publishedAt } = found.snippet as Json;
      return { state: 'done', remoteId: idOf(found.id), at: timeOf(publishedAt) };
    }
    const next: string | null = textOf(answer.body.nextPageToken);
    if (next === null) return { state: 'retry', cause: 'gone', afterMs: 0 };
    if (next === pageToken) break;
    pageToken = next;
  }
  return { state: 'unknown', cause: 'unreachable' };
}

/** Under what is gone no reply stands either; of what we may not read, nobody can say. */
async function unreadable(access: AccountAccess, parentId: string): Promise<Outcome> {
  return (await presenceOf(access, parentId)) === 'gone'
    ? { state: 'failed', cause: 'gone' }
    : { state: 'unknown', cause: 'gone-or-denied' };
}

function isWanted({ id, snippet }: Json, wanted: WantedReply, channelId: string): boolean {
  if (!isRecord(snippet) || wanted.except?.includes(idOf(id) ?? '')) return false;
  const author = isRecord(snippet.authorChannelId) ? idOf(snippet.authorChannelId.value) : null;
  if (author !== null && author !== channelId) return false;
  const at = timeOf(snippet.publishedAt);
  if (isTooOld(at, wanted)) return false;
  const text = textOf(snippet.textOriginal) ?? textOf(snippet.textDisplay) ?? '';
  return isSameText(text, wanted.text);
}
