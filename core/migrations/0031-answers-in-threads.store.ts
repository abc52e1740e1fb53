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
import { Items, itemById, itemsById } from '../inbox/items.store.ts';
import { answersAmong, standing, type ThreadAnswer } from '../inbox/thread-of.ts';
import { commentsAround, type Place } from '../inbox/threads.store.ts';
import { type Db, isStoreFault, transaction } from '../kernel/db.ts';
import type { LaterMigration, MigrationStep } from '../kernel/migrations.ts';
import type { Actor } from '../kernel/roles.ts';

type PlaceOfAnswer = Place & { readonly parentId: string };

const NUMBER = 31;
const MIGRATION: Actor = { kind: 'machine', id: 'migration-31' };

/** Threads in one step: some hundred short reads. */
const PLACES = 50;

/** Where a step ended: the account, and what the last of its threads hangs on. */
type Cursor = readonly [accountId: string, parentId: string];

/** The next threads in which the account has written, each once, by what its own words hang on, in that order. */
async function placesOf(
  db: Db,
  { tenantId, _id: accountId }: Account,
  after: string | null,
): Promise<PlaceOfAnswer[]> {
  const own = await Comments(db)
    .find(
      {
        tenantId,
        accountId,
        own: true,
        parentId: { $type: 'string', ...(after === null ? {} : { $gt: after }) },
      },
      { parentId: 1, postId: 1 },
    )
    .sort({ parentId: 1 })
    .limit(PLACES)
    .lean<Pick<PlaceOfAnswer, 'parentId' | 'postId'>[]>();
  const places = own.map(({ parentId, postId }) => ({ accountId, parentId, postId }));
  return [...new Map(places.map((place) => [place.parentId, place])).values()];
}

/** Safe to run again: what it finds answered so, it leaves. */
async function bringUpToDate(
  db: Db,
  { tenantId, _id: accountId }: Account,
  found: ThreadAnswer & { readonly clock: WorkingClock } & Pick<MigrationStep, 'count'>,
): Promise<void> {
  const { itemId: id, answer, clock, count } = found;
  await transaction(db, async (session) => {
    const item = await itemById(db, { tenantId, id }, session);
    if (item === null || item.visibility === 'removed') return;
    const now = new Date();
    const context = { clock, now, recomputedBy: NUMBER };
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
      return;
    }
    await recordNewEvents(db, item, { newEvents, actor: MIGRATION, at: now, session });
    await count(accountId, session);
  });
}

/** Of most threads nothing is to be changed: they cost no transaction. */
async function newAnswersIn(
  db: Db,
  { tenantId }: Account,
  { thread, clock }: { readonly thread: readonly Comment[]; readonly clock: WorkingClock },
): Promise<ThreadAnswer[]> {
  const answers = answersAmong(thread).filter(standing);
  const ids = [...new Set(answers.map(({ itemId }) => itemId))];
  const items = new Map((await itemsById(db, { tenantId, ids })).map((item) => [item._id, item]));
  return answers.filter(({ itemId, answer }) => {
    const item = items.get(itemId);
    if (item === undefined) return false;
    return item.answeredBy === undefined || answerEvents(item, answer, { clock, now: new Date() }).length > 0;
  });
}

/** The threads of the next accounts, until a step's worth of them has been looked at. */
async function answerInThreads(db: Db, { from, count, onFault }: MigrationStep): Promise<string | null> {
  const [ofAccount, after] = from === null ? ['', null] : (JSON.parse(from) as Cursor);
  const accounts = (await allAccounts(db)).filter(({ _id }) => _id >= ofAccount);
  const policies = await openPolicyCache(
    db,
    () => undefined,
    () => new Date(),
  );
  try {
    for (const account of accounts.sort((a, b) => (a._id < b._id ? -1 : 1))) {
      const places = await placesOf(db, account, account._id === ofAccount ? after : null);
      const clock = policies.clockOf(account);
      for (const place of places)
        try {
          const thread = await commentsAround(db, { tenantId: account.tenantId, places: [place] });
          for (const answer of await newAnswersIn(db, account, { thread, clock }))
            await bringUpToDate(db, account, { ...answer, clock, count });
        } catch (error) {
          if (isStoreFault(error)) throw error;
          onFault(error, account._id);
        }
      const last = places.at(-1);
      if (last !== undefined) return JSON.stringify([account._id, last.parentId] satisfies Cursor);
    }
    return null;
  } finally {
    policies.close();
  }
}

export const ANSWERS_IN_THREADS: LaterMigration = {
  number: NUMBER,
  name: 'answers-in-threads',
  step: answerInThreads,
};
