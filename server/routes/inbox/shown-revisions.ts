/** The texts that an item has had, as its pane compares them. */
import { type Comment, compareRevisions } from '../../../core/inbox/comment.ts';
import type { ItemDetail } from '../../../core/inbox/items.contract.ts';
import { newestMoved } from '../../../core/inbox/revisions.store.ts';
import { numbered } from '../../../core/inbox/revisions.ts';
import type { Db } from '../../../core/kernel/db.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';

/** Nobody reads more, and each is compared with the one before it. */
const SHOWN = 50;

/** Oldest first; of more than {@link SHOWN} the first and the newest. */
export async function shownRevisions(db: Db, comment: Comment): Promise<ItemDetail['revisions']> {
  const { tenantId, _id: commentId, moved } = comment;
  const rows = moved ? await newestMoved(db, { tenantId, commentId, limit: SHOWN }) : [];
  const all = [...rows, ...numbered(comment)].sort((a, b) => a.number - b.number).sort(compareRevisions);
  const shown = all.length > SHOWN ? [...all.slice(0, 1), ...all.slice(1 - SHOWN)] : all;
  return shown.map(({ text, textLeftOut, at, receivedAt }) => ({
    text: textLeftOut ? null : maskPersonalData(text),
    at: at.toISOString(),
    receivedAt: receivedAt.toISOString(),
  }));
}
