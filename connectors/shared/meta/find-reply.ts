/** Reads back whether a reply was written whose answer was lost. */
import type { Outcome } from '../../../core/actions/connector.ts';
import { idOf, type Json, textOf, timeOf } from '../read.ts';
import { denied, type Presence } from './outcome.ts';
import { findInPages, type PageAnswer } from './pages.ts';

const MAX_PAGES = 10;
/** How far our clock may run ahead of Meta's, whose times are whole seconds besides. */
const CLOCK_TOLERANCE_MS = 60_000;

export interface WantedReply {
  readonly text: string;
  readonly since: Date;
  /** Of replies that are known to be others. */
  readonly except?: readonly string[];
}

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
  if (at !== null && at.getTime() < wanted.since.getTime() - CLOCK_TOLERANCE_MS) return false;
  return plain(textOf(reply[keys.text]) ?? '') === plain(wanted.text);
}

/** Meta trims and folds white space; composed and decomposed letters are the same words. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
