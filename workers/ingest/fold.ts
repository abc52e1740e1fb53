/** Hop 6: the changes of a batch applied one after the other to what the store knows. Pure. */

import type { Account } from '../../core/accounts/account.ts';
import { citizenReturned, isSameTalk } from '../../core/deadlines/clock-commands.ts';
import { isOpen } from '../../core/deadlines/state.ts';
import { applyNewEvents } from '../../core/inbox/apply-new-events.ts';
import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import type { ModerationEvent } from '../../core/inbox/event.ts';
import { answerEvents, ingestChange } from '../../core/inbox/ingest.ts';
import type { IngestContext } from '../../core/inbox/ingest-context.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { Assessment } from '../../core/inbox/item-content.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { Actor } from '../../core/kernel/roles.ts';
import type { About } from '../classify/text-context.ts';
import type { WorkerDeps } from '../deps.ts';
import type { BatchChange } from './batch.ts';
import type { NearDuplicates } from './near-duplicates.ts';

/** What the store knows of everything that a batch touches. */
export interface Snapshot {
  readonly comments: readonly Comment[];
  readonly items: readonly Item[];
  /** The account's own answers to the batch's comments. */
  readonly answers: readonly Comment[];
  /** Comments of the account that are replies of ours: they answer `itemId`, whatever they hang on. */
  readonly ourReplies: readonly {
    readonly text: string;
    readonly itemId: string;
    readonly remoteId: string | null;
  }[];
}

const PLATFORM: Actor = { kind: 'platform', id: 'webhook' };

class State {
  readonly comments = new Map<string, { before: Comment | null; after: Comment }>();
  readonly items = new Map<string, { before: Item | null; after: Item }>();
  readonly events: ModerationEvent[] = [];
  /** What the account itself wrote, in the store or in this batch: few, and asked for often. */
  readonly own = new Map<string, Comment>();

  constructor(snapshot: Snapshot) {
    for (const comment of [...snapshot.comments, ...snapshot.answers]) {
      this.comments.set(comment._id, { before: comment, after: comment });
      if (comment.own) this.own.set(comment._id, comment);
    }
    for (const item of snapshot.items) this.items.set(item._id, { before: item, after: item });
  }

  putComment(after: Comment): void {
    this.comments.set(after._id, { before: this.comments.get(after._id)?.before ?? null, after });
    if (after.own) this.own.set(after._id, after);
  }

  putItem(after: Item): void {
    this.items.set(after._id, { before: this.items.get(after._id)?.before ?? null, after });
  }

  /** What is to be written: only what really changed. */
  write(): InboxWrite {
    const changed = <T>(entry: { before: T | null; after: T }) => entry.before !== entry.after;
    return {
      comments: [...this.comments.values()].filter(changed),
      items: [...this.items.values()].filter(changed),
      events: this.events,
    };
  }
}

/** The earliest answer of the account to this comment. */
function answerTo(state: State, key: { accountId: string; externalId: string }) {
  let earliest: { replyId: string; at: Date } | null = null;
  for (const own of state.own.values()) {
    const at = own.revisions[0]?.at;
    if (own.parentId !== key.externalId || own.accountId !== key.accountId || at === undefined) continue;
    if (earliest === null || at < earliest.at) earliest = { replyId: own._id, at };
  }
  return earliest;
}

function isReplyOfOurs(comment: Comment, answered: string | null, snapshot: Snapshot): boolean {
  const text = comment.revisions[0]?.text;
  return snapshot.ourReplies.some(
    (reply) => reply.itemId !== answered && (reply.remoteId === comment.externalId || reply.text === text),
  );
}

/** An answer given outside the tool, seen by webhook. */
function applyAnswer(state: State, comment: Comment, context: IngestContext, snapshot: Snapshot): void {
  if (comment.parentId === null) return;
  const answered = commentId(comment.accountId, comment.parentId);
  const item = state.items.get(answered)?.after;
  const at = comment.revisions[0]?.at;
  if (item === undefined || at === undefined) return;
  if (isReplyOfOurs(comment, answered, snapshot)) return;
  // Our own reply, echoed by the platform, has stopped the clock already; an earlier answer of others counts instead.
  if (!isOpen(item.deadline) && isReplyOfOurs(comment, null, snapshot)) return;
  const newEvents = answerEvents(item.deadline, { replyId: comment._id, at }, context).filter(
    ({ type }) => type !== 'item.closed' || item.status !== 'closed',
  );
  const applied = applyNewEvents(item, newEvents, { actor: PLATFORM, at: context.now });
  state.putItem(applied.item);
  state.events.push(...applied.events);
}

/** A new comment of the author in the same talk ends our waiting for them. */
function endWaits(state: State, fresh: Item, context: IngestContext): void {
  for (const { after: item } of [...state.items.values()]) {
    if (item.status !== 'waiting' || item._id === fresh._id || !isSameTalk(item, fresh)) continue;
    const newEvents = citizenReturned(item, fresh.publishedAt.getTime(), context.clock);
    const applied = applyNewEvents(item, newEvents, { actor: PLATFORM, at: context.now });
    state.putItem(applied.item);
    state.events.push(...applied.events);
  }
}

/** Who wrote it: text of the municipality's other accounts is judged as its own. */
const aboutOf = (read: BatchChange, nearDuplicates: NearDuplicates): About => ({
  authorId: 'author' in read.change ? (read.change.author?.id ?? null) : null,
  nearDuplicates: nearDuplicates.get(read) ?? 0,
});

/** Somebody at the page itself has hidden it and shown it again: no machine knows better. */
const isShownAgain = ({ visibility, visibilityAt }: Comment): boolean =>
  visibility === 'public' && visibilityAt !== null;

/** An item whose text was judged in this batch, with the assessment that stands; a machine may act on it. */
export interface Assessed {
  readonly item: Item;
  readonly assessment: Assessment;
  readonly account: Account;
}

export interface Folded {
  readonly write: InboxWrite;
  readonly assessed: readonly Assessed[];
}

export function foldBatch(
  deps: Pick<WorkerDeps, 'assess' | 'clockOf'>,
  changes: readonly BatchChange[],
  known: { readonly snapshot: Snapshot; readonly now: Date; readonly nearDuplicates: NearDuplicates },
): Folded {
  const state = new State(known.snapshot);
  const assessments = new Map<string, { assessment: Assessment; account: Account }>();
  for (const read of changes) {
    const { account, delivery, sentAt, change, commentId: id } = read;
    const context: IngestContext = {
      account,
      deliveryId: delivery._id,
      receivedAt: delivery.receivedAt,
      sentAt,
      now: known.now,
      clock: deps.clockOf(account),
      assess: (text) => {
        const assessment = deps.assess(account, text, aboutOf(read, known.nearDuplicates));
        assessments.set(id, { assessment, account });
        return assessment;
      },
      answeredAt: (externalId) => answerTo(state, { accountId: account._id, externalId }),
    };
    const before = {
      comment: state.comments.get(id)?.after ?? null,
      item: state.items.get(id)?.after ?? null,
    };
    const result = ingestChange(before, change, context);
    if (result.comment !== before.comment) state.putComment(result.comment);
    if (result.item !== null && (result.item !== before.item || result.newEvents.length > 0)) {
      const applied = applyNewEvents(result.item, result.newEvents, { actor: PLATFORM, at: known.now });
      state.putItem(applied.item);
      state.events.push(...applied.events);
    }
    if (result.comment.own && before.comment === null)
      applyAnswer(state, result.comment, context, known.snapshot);
    if (before.item === null && result.item !== null) endWaits(state, result.item, context);
  }
  const assessed = [...assessments].flatMap(([id, found]) => {
    const item = state.items.get(id)?.after;
    const comment = state.comments.get(id)?.after;
    return item === undefined || comment === undefined || isShownAgain(comment) ? [] : [{ item, ...found }];
  });
  return { write: state.write(), assessed };
}
