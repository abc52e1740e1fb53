/**
 * An answer in a thread answered the comment it stood under and no other, so whoever asked again stayed overdue for
 * ever. What had been answered so is answered at the time of that answer. Each item's event says so, and the counts per
 * account stand in the migration's own row and in the log.
 */
import type { Account } from '../accounts/account.ts';
import { allAccounts } from '../accounts/accounts.store.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { openPolicyCache } from '../deadlines/policy-cache.store.ts';
import { recordNewEvents } from '../inbox/change-item.store.ts';
import type { Comment } from '../inbox/comment.ts';
import { Comments } from '../inbox/comments.store.ts';
import { answerEvents } from '../inbox/ingest-answers.ts';
import { Items, itemById } from '../inbox/items.store.ts';
import { answersAmong, standing, type ThreadAnswer } from '../inbox/thread-of.ts';
import { commentsAround, type Place } from '../inbox/threads.store.ts';
import { type Db, transaction } from '../kernel/db.ts';
import type { MigrationChanges } from '../kernel/migrations.ts';
import type { Actor } from '../kernel/roles.ts';

const NUMBER = 31;
const MIGRATION: Actor = { kind: 'machine', id: 'migration-31' };

/** The threads in which the account has written, each once, by what its own words hang on. */
async function placesOf(db: Db, { tenantId, _id: accountId }: Account): Promise<Place[]> {
  const own = await Comments(db)
    .find({ tenantId, accountId, own: true, parentId: { $type: 'string' } }, { parentId: 1, postId: 1 })
    .lean<Pick<Comment, 'parentId' | 'postId'>[]>();
  const places = own.map(({ parentId, postId }) => ({ accountId, parentId, postId }));
  return [...new Map(places.map((place) => [place.parentId, place])).values()];
}

/** True where it was not answered so before. Safe to run again: then it is. */
async function bringUpToDate(
  db: Db,
  { tenantId }: Account,
  { itemId: id, answer, clock }: ThreadAnswer & { readonly clock: WorkingClock },
): Promise<boolean> {
  return transaction(db, async (session) => {
    const item = await itemById(db, { tenantId, id }, session);
    if (item === null || item.visibility === 'removed') return false;
    const now = new Date();
    const context = { clock, now, deliveryId: MIGRATION.id, recomputedBy: NUMBER };
    const newEvents = answerEvents(item, answer, context);
    if (newEvents.length === 0) {
      const isIt = item.deadline.stopReason === 'answered' && item.deadline.stoppedAt === answer.at.getTime();
      // Which reply stopped it was not kept; its events tell the same.
      if (isIt && item.answeredBy === undefined)
        await Items(db).updateOne(
          { tenantId, _id: id, seq: item.seq },
          { $set: { answeredBy: answer.replyId } },
          { session },
        );
      return false;
    }
    await recordNewEvents(db, item, { newEvents, actor: MIGRATION, at: now, session });
    return true;
  });
}

export async function answerInThreads(db: Db): Promise<MigrationChanges> {
  const policies = await openPolicyCache(
    db,
    () => undefined,
    () => new Date(),
  );
  const changed: Record<string, number> = {};
  try {
    for (const account of await allAccounts(db)) {
      const clock = policies.clockOf(account);
      for (const place of await placesOf(db, account)) {
        const thread = await commentsAround(db, { tenantId: account.tenantId, places: [place] });
        for (const answer of answersAmong(thread).filter(standing))
          if (await bringUpToDate(db, account, { ...answer, clock }))
            changed[account._id] = (changed[account._id] ?? 0) + 1;
      }
    }
  } finally {
    policies.close();
  }
  return changed;
}
