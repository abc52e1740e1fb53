/** Reads back whether a reply was written whose answer was lost. */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { graph } from './graph.ts';
import { presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';

const MAX_PAGES = 10;
const PAGE_SIZE = '100';
/** How far our clock may run ahead of Facebook's, whose times are whole seconds besides. */
const CLOCK_TOLERANCE_MS = 60_000;
const FIELDS = 'id,message,created_time,from{id}';

interface Wanted {
  readonly text: string;
  readonly since: Date;
  /** Of replies that are known to be others. */
  readonly except?: readonly string[];
}

/**
 * done: found, with its id and time. retry with cause `gone`: surely not there, so it may be written again.
 * unknown: this look could not tell, look again. blocked, failed: as for any other call.
 */
export async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: Wanted,
): Promise<Outcome> {
  const path = [replyParent(target), 'comments'];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = {
      fields: FIELDS,
      limit: PAGE_SIZE,
      order: 'reverse_chronological',
      ...(after !== null && { after }),
    };
    const answer = await graph(access, { method: 'GET', path, query });
    if (!answer.ok) {
      const { state, cause } = answer.refusal;
      if (cause === 'gone-or-denied') return unreadable(access, target);
      return state === 'retry' ? { state: 'unknown', cause } : { state, cause };
    }
    if (!Array.isArray(answer.body.data)) break;
    const found = answer.body.data
      .filter(isRecord)
      .find((reply) => isWanted(reply, wanted, access.externalId));
    if (found !== undefined) {
      return { state: 'done', remoteId: idOf(found.id), at: timeOf(found.created_time) };
    }
    const paging = isRecord(answer.body.paging) ? answer.body.paging : {};
    // A missing `next` is the only sign of the end. Its address holds the token: only the cursor is used.
    if (typeof paging.next !== 'string') return { state: 'retry', cause: 'gone', afterMs: 0 };
    after = isRecord(paging.cursors) ? textOf(paging.cursors.after) : null;
    if (after === null) break;
  }
  return { state: 'unknown', cause: 'unreachable' };
}

/** Under what is gone no reply stands either; of what we may not read, nobody can say. */
async function unreadable(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  const presence = await presenceOf(access, { ...target, externalId: replyParent(target) });
  if (presence === 'gone') return { state: 'failed', cause: 'gone' };
  return presence === 'unclear'
    ? { state: 'unknown', cause: 'gone-or-denied' }
    : { state: 'blocked', cause: 'permission-missing' };
}

/** Without `from` the words and the time must do: writing in public twice is the greater harm. */
function isWanted(reply: Json, wanted: Wanted, pageId: string): boolean {
  if (wanted.except?.includes(idOf(reply.id) ?? '')) return false;
  const author = isRecord(reply.from) ? idOf(reply.from.id) : null;
  if (author !== null && author !== pageId) return false;
  const at = timeOf(reply.created_time);
  if (at !== null && at.getTime() < wanted.since.getTime() - CLOCK_TOLERANCE_MS) return false;
  return plain(textOf(reply.message) ?? '') === plain(wanted.text);
}

/** Facebook trims and folds white space; composed and decomposed letters are the same words. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
