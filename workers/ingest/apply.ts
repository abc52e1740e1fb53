/** Hop 6, second half: the classified changes applied one after the other to what the store knows. Pure. */
import type { Account } from '../../core/accounts/account.ts';
import { citizenReturned, isSameTalk } from '../../core/deadlines/clock-commands.ts';
import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import type { AssessedChange } from '../../core/inbox/comment-change.ts';
import { ingestChange } from '../../core/inbox/ingest.ts';
import { type IngestContext, onClock } from '../../core/inbox/ingest-context.ts';
import type { Item } from '../../core/inbox/item.ts';
import { answersAmong } from '../../core/inbox/thread-of.ts';
import type { Assessment } from '../../core/moderation/assessment.ts';
import type { WorkerDeps } from '../deps.ts';
import { earliestAnswer, settleThread, withItsAnswers } from './answers.ts';
import type { StartedPart } from './batch.ts';
import type { Known } from './load-known.ts';
import type { MergedChange } from './merge-comments.ts';
import { record } from './record.ts';
import { WorkingCopy } from './working-copy.ts';

/** An item whose text was classified in this batch, with the assessment that stands; a machine may act on it. */
export interface AssessedItem {
  readonly item: Item;
  readonly assessment: Assessment;
  readonly account: Account;
}

/** A new comment of the author in the same talk ends our waiting for them. */
function endWaits(copy: WorkingCopy, added: Item, context: IngestContext): void {
  for (const item of copy.allItems()) {
    if (item.status !== 'waiting' || item._id === added._id || !isSameTalk(item, added)) continue;
    const newEvents = citizenReturned(item, onClock(added.publishedAt, context), context.clock);
    record(copy, item, { newEvents, at: context.now });
  }
}

function applyChange(
  copy: WorkingCopy,
  merged: MergedChange<AssessedChange>,
  fixed: Pick<IngestContext, 'clock' | 'now'> & Pick<Known, 'ourReplies'>,
): void {
  const { account, delivery, sentAt, commentId: id } = merged.read;
  const { clock, now, ourReplies } = fixed;
  const change = { ...merged.change, ...withItsAnswers(copy, merged.change, ourReplies) };
  const isNews = merged.change.comment !== merged.change.before;
  if (isNews) copy.putComment(change.comment);
  const { comment } = change;
  const answers = isNews || change.kind === 'first-text' ? answersAmong(copy.underPostOf(comment)) : [];
  const answer = change.kind === 'first-text' ? earliestAnswer(answers, comment) : null;
  const origin = { account, deliveryId: delivery._id, receivedAt: delivery.receivedAt, sentAt };
  const context: IngestContext = { ...origin, now, clock, answer };
  const before = copy.item(id);
  const { item, newEvents } = ingestChange(before, change, context);
  if (item !== null && (item !== before || newEvents.length > 0)) record(copy, item, { newEvents, at: now });
  if (isNews) settleThread(copy, { change, answers }, context);
  if (before === null && item !== null) endWaits(copy, item, context);
}

/** Somebody at the page itself has hidden it and shown it again: no machine knows better. */
const isShownAgain = ({ visibility, visibilityAt }: Comment): boolean =>
  visibility === 'public' && visibilityAt !== null;

/** Of each text the newest assessment, beside the item as the whole batch left it. */
function assessedItems(
  copy: WorkingCopy,
  classified: readonly MergedChange<AssessedChange>[],
): AssessedItem[] {
  const assessments = new Map<string, Omit<AssessedItem, 'item'>>();
  for (const { read, change } of classified)
    if ('assessment' in change)
      assessments.set(read.commentId, { assessment: change.assessment, account: read.account });
  return [...assessments].flatMap(([id, assessed]) => {
    const item = copy.item(id);
    const comment = copy.comment(id);
    return item === null || comment === null || isShownAgain(comment) ? [] : [{ item, ...assessed }];
  });
}

export function apply(
  deps: Pick<WorkerDeps, 'clockOf'>,
  state: Pick<StartedPart, 'now'> & {
    readonly known: Known;
    readonly classified: readonly MergedChange<AssessedChange>[];
  },
): { readonly write: InboxWrite; readonly assessed: readonly AssessedItem[] } {
  const { known, classified, now } = state;
  const copy = new WorkingCopy(known);
  for (const merged of classified) {
    const clock = deps.clockOf(merged.read.account);
    applyChange(copy, merged, { clock, now, ourReplies: known.ourReplies });
  }
  return { write: copy.write(), assessed: assessedItems(copy, classified) };
}
