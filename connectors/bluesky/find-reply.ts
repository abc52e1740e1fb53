/** Reads back whether an answer was written: from the account's own repository, which knows before any index does. */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { isSameText, isTooOld, type WantedReply } from '../shared/wanted-reply.ts';
import { query } from './api.ts';
import { POSTS } from './uri.ts';

const MAX_PAGES = 10;
const PAGE_SIZE = '100';
function isWanted({ uri, value }: Json, target: ActionTarget, wanted: WantedReply): boolean {
  if (!isRecord(value) || !isRecord(value.reply) || !isRecord(value.reply.parent)) return false;
  if (wanted.except?.includes(idOf(uri) ?? '') || value.reply.parent.uri !== target.externalId) return false;
  const at = timeOf(value.createdAt);
  if (isTooOld(at, wanted)) return false;
  return isSameText(textOf(value.text) ?? '', wanted.text);
}

const writtenAt = (record: Json | undefined): Date | null =>
  isRecord(record?.value) ? timeOf(record.value.createdAt) : null;

/**
 * done: found. retry with cause `gone`: surely not there, so it may be written again. unknown: this look could not tell.
 * Records come newest first, so older ones than could be meant end it.
 */
export async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await query(access, 'com.atproto.repo.listRecords', {
      ...{ repo: access.externalId, collection: POSTS, limit: PAGE_SIZE },
      ...(cursor !== null && { cursor }),
    });
    if (!answer.ok) {
      const { state, cause } = answer.refusal;
      return state === 'retry' ? { state: 'unknown', cause } : { state, cause };
    }
    if (!Array.isArray(answer.body.records)) break;
    const records = answer.body.records.filter(isRecord);
    const found = records.find((record) => isWanted(record, target, wanted));
    if (found !== undefined) return { state: 'done', remoteId: idOf(found.uri), at: writtenAt(found) };
    const next = textOf(answer.body.cursor);
    const oldest = writtenAt(records.at(-1));
    const isOver = oldest === null ? records.length === 0 : isTooOld(oldest, wanted);
    if (next === null || isOver) return { state: 'retry', cause: 'gone', afterMs: 0 };
    if (next === cursor) break;
    cursor = next;
  }
  return { state: 'unknown', cause: 'unreachable' };
}
