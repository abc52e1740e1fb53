/** Reads back whether a reply was written whose answer was lost. */
import type { Outcome } from '../../../core/actions/connector.ts';
import { idOf, type Json, textOf, timeOf } from '../read.ts';
import { isSameText, isTooOld, type WantedReply } from '../wanted-reply.ts';
import { denied, type Presence } from './outcome.ts';
import { findInPages, type PageAnswer } from './pages.ts';

const MAX_PAGES = 10;
/** How a platform shows the replies among which ours would stand. */
export interface ReplyList {
  readonly pageAfter: (after: string | null) => Promise<PageAnswer>;
  /** Under which keys a reply holds its text and its time. */
  readonly keys: { readonly text: string; readonly at: string };
  /** False: surely another's. */
  readonly mayBeOurs: (reply: Json) => boolean;
  /** At what the reply was written under. */
  readonly look: () => Promise<Presence>;
  /** Whether a list read to its end proves that what is not on it is not there. */
  readonly proves?: (seen: number) => boolean;
}

/**
 * done: found, with its id and time. retry with cause `gone`: surely not there, so it may be written again.
 * unknown: this look could not tell, look again. blocked, failed: as for any other call.
 */
export async function findReplyIn(list: ReplyList, wanted: WantedReply): Promise<Outcome> {
  let seen = 0;
  const count = ({ entries }: { readonly entries: readonly Json[] }): void => {
    seen += entries.length;
  };
  const walked = await findInPages(list.pageAfter, (reply) => isWanted(reply, list, wanted), {
    maxPages: MAX_PAGES,
    see: count,
  });
  if (walked.kind === 'found')
    return { state: 'done', remoteId: idOf(walked.entry.id), at: timeOf(walked.entry[list.keys.at]) };
  if (walked.kind === 'refused') {
    const { state, cause } = walked.refusal;
    if (cause === 'gone-or-denied') return unreadable(await list.look());
    return state === 'retry' ? { state: 'unknown', cause } : { state, cause };
  }
  const isProven = walked.kind === 'end' && (list.proves?.(seen) ?? true);
  return isProven
    ? { state: 'retry', cause: 'gone', afterMs: 0 }
    : { state: 'unknown', cause: 'unreachable' };
}

/** Under what is gone no reply stands either; of what we may not read, nobody can say. */
const unreadable = (presence: Presence): Outcome =>
  presence === 'unclear' ? { state: 'unknown', cause: 'gone-or-denied' } : denied(presence);

/** Without an author the words and the time must do: writing in public twice is the greater harm. */
function isWanted(reply: Json, { keys, mayBeOurs }: ReplyList, wanted: WantedReply): boolean {
  if (wanted.except?.includes(idOf(reply.id) ?? '')) return false;
  if (!mayBeOurs(reply)) return false;
  const at = timeOf(reply[keys.at]);
  if (isTooOld(at, wanted)) return false;
  return isSameText(textOf(reply[keys.text]) ?? '', wanted.text);
}
