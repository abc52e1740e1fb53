/**
 * One change of a platform -> the comment, its item and what happened. Pure, and indifferent to order: duplicates
 * change nothing, late edits find their place, a removal that comes first waits for its comment (platforms.md 11.5).
 */

import type { Upserted } from '../actions/connector.ts';
import { citizenReturned } from '../deadlines/clock-commands.ts';
import { reopenDeadline, startDeadline, stopDeadline } from '../deadlines/life.ts';
import type { Deadline } from '../deadlines/state.ts';
import { sha256 } from '../kernel/ids.ts';
import { addRevision, type Comment, currentRevision, publishedAt, type Revision } from './comment.ts';
import type { NewEvent } from './event.ts';
import {
  blank,
  type IngestContext,
  type Ingested,
  type Known,
  type Relevant,
  timeOf,
  unchanged,
} from './ingest-context.ts';
import { applyVisibility, closedByRemoval, visibilityEvent } from './ingest-visibility.ts';
import type { Item } from './item.ts';
import { type Assessment, categoriesFound, contentOf, newItem } from './item-content.ts';
import { foldWords } from './search-words.ts';

function revisionOf(change: Upserted, context: IngestContext): Revision {
  return {
    text: change.text,
    at: timeOf(change, context),
    receivedAt: context.receivedAt,
    deliveryId: context.deliveryId,
    sha256: sha256(change.text),
    edited: change.type === 'edited',
    attachments: change.attachments,
  };
}

/** What the platform tells later than at first: an author it withheld, a permalink. Never overwrites. */
function enriched(comment: Comment, change: Upserted): Comment {
  const told = {
    own: comment.own || change.own,
    author: comment.author?.name ? comment.author : (change.author ?? comment.author),
    permalink: comment.permalink ?? change.permalink,
    parentId: comment.parentId ?? change.parentId,
    postId: comment.postId ?? change.postId,
  };
  const news = (Object.keys(told) as (keyof typeof told)[]).some((key) =>
    key === 'author' ? told.author?.name !== comment.author?.name : told[key] !== comment[key],
  );
  return news ? { ...comment, ...told } : comment;
}

function started(comment: Comment, change: Upserted, context: IngestContext): Deadline {
  const published = change.at === null ? null : (publishedAt(comment.revisions)?.getTime() ?? null);
  return startDeadline(
    {
      by: 'visitor',
      via: 'webhook',
      publishedAt: published,
      fetchedAt: comment.firstFetchedAt.getTime(),
      connectedAt: context.account.createdAt.getTime(),
    },
    context.clock,
  );
}

function revisionData(comment: Comment, revision: Revision, context: IngestContext) {
  return { deliveryId: context.deliveryId, revision: comment.revisions.length, textSha256: revision.sha256 };
}

function assessmentData(assessment: Assessment) {
  return {
    decision: assessment.decision,
    categories: categoriesFound(assessment.classification?.verdicts ?? []),
    classifier: assessment.classification?.version ?? 'none',
    policy: assessment.policyVersion,
  };
}

/** The account had answered before the comment itself reached us. */
function alreadyAnswered(comment: Comment, deadline: Deadline, context: IngestContext): NewEvent[] {
  const answer = context.answeredAt(comment.externalId);
  return answer === null ? [] : answerEvents(deadline, answer, context);
}

/** An answer seen by webhook: stops the clock at the platform's time and closes the item. */
export function answerEvents(
  deadline: Deadline,
  answer: { readonly replyId: string; readonly at: Date },
  context: Pick<IngestContext, 'clock' | 'deliveryId'>,
): NewEvent[] {
  const stopped = stopDeadline(deadline, { reason: 'answered', at: answer.at.getTime() }, context.clock);
  if (stopped === deadline) return [];
  return [
    { type: 'comment.answered', data: { deliveryId: context.deliveryId, replyId: answer.replyId } },
    { type: 'deadline.stopped', data: { reason: 'answered', deadline: stopped } },
    { type: 'item.closed', data: { reason: 'answered' } },
  ];
}

function createItem(comment: Comment, change: Upserted, context: IngestContext): Ingested {
  const revision = currentRevision(comment.revisions) as Revision;
  const assessment = context.assess(revision.text);
  const deadline = started(comment, change, context);
  const item = newItem(comment, assessment, { account: context.account, deadline, now: context.now });
  const received = { ...revisionData(comment, revision, context), ...assessmentData(assessment) };
  const failed: NewEvent[] =
    assessment.classification === null
      ? [
          {
            type: 'classification.failed',
            data: { deliveryId: context.deliveryId, revision: received.revision },
          },
        ]
      : [];
  const removed = comment.removedAt === null ? [] : closedByRemoval(deadline, comment.removedAt, context);
  return {
    comment,
    item,
    newEvents: [
      { type: 'comment.received', data: received },
      ...failed,
      {
        type: 'deadline.started',
        data: { reason: deadline.startAssumed ? 'fetched' : 'published', deadline },
      },
      ...visibilityEvent(comment, context.deliveryId),
      ...(removed.length > 0 ? removed : alreadyAnswered(comment, deadline, context)),
    ],
  };
}

/** The first text came after an edit: the clock starts where it should have. */
function restarted(item: Item, comment: Comment, change: Upserted, context: IngestContext): NewEvent[] {
  const { deadline: before } = item;
  const deadline = started(comment, change, context);
  const earlier = deadline.startedAt !== null && deadline.startedAt < (before.startedAt ?? 0);
  if (!earlier || before.reopenedAt !== null) return [];
  const again: NewEvent = { type: 'deadline.started', data: { reason: 'publication-known', deadline } };
  if (before.state === 'running') return before.runs.length > 0 ? [] : [again];
  const { stoppedAt, stopReason } = before;
  if (stoppedAt === null || stopReason === null || before.runs.length > 1) return [];
  // What stopped it stands: the account's answer, or the comment's removal, came before its first text.
  const stopped = stopDeadline(deadline, { reason: stopReason, at: stoppedAt }, context.clock);
  return [again, { type: 'deadline.stopped', data: { reason: stopReason, deadline: stopped } }];
}

const isWithheld = ({ decision }: Pick<Assessment, 'decision'>): boolean =>
  decision === 'hold' || decision === 'hide';

/** A question that an edit added is owed an answer, and words that are to go a look, also where the item was closed. */
function reopened(item: Item, assessment: Assessment, at: Date, context: IngestContext): NewEvent[] {
  const asks = assessment.classification?.needsAnswer.value === true && !item.needsAnswer.value;
  const worse = isWithheld(assessment) && !isWithheld(item);
  if (item.status === 'waiting') return citizenReturned(item, at.getTime(), context.clock);
  if (item.status !== 'closed' || item.visibility === 'removed' || !(asks || worse)) return [];
  const deadline = reopenDeadline(item.deadline, at.getTime(), context.clock);
  return [
    { type: 'item.reopened', data: { reason: 'edited' } },
    { type: 'deadline.resumed', data: { reason: 'edited', deadline } },
  ];
}

/** The text is known; perhaps the author was not. */
function toldLater(before: Comment, comment: Comment, item: Item, context: IngestContext): Ingested {
  if (before === comment) return unchanged({ comment, item });
  const { author, permalink, parentId, postId } = comment;
  return {
    comment,
    item: { ...item, author, permalink, parentId, postId, words: foldWords(item.text, author?.name) },
    newEvents: [{ type: 'comment.enriched', data: { deliveryId: context.deliveryId } }],
  };
}

function applyUpsert(known: Known, change: Upserted, context: IngestContext): Ingested {
  const before = known.comment ?? blank(change, context);
  const revision = revisionOf(change, context);
  const revisions = addRevision(before.revisions, revision);
  const told = enriched(before, change);
  const comment: Comment = revisions === told.revisions ? told : { ...told, revisions };
  if (comment.own) return { comment, item: null, newEvents: [] };
  if (known.item === null) return createItem(comment, change, context);
  if (revisions === before.revisions) return toldLater(before, comment, known.item, context);
  const current = currentRevision(revisions);
  const data = revisionData(comment, revision, context);
  if (current !== revision) {
    const { author, permalink, parentId, postId } = comment;
    const item = {
      ...known.item,
      author,
      permalink,
      parentId,
      postId,
      words: foldWords(known.item.text, author?.name),
      revision: revisions.length,
      publishedAt: publishedAt(revisions) ?? known.item.publishedAt,
    };
    return {
      comment,
      item,
      newEvents: [{ type: 'comment.older-revision', data }, ...restarted(item, comment, change, context)],
    };
  }
  const assessment = context.assess(revision.text);
  return {
    comment,
    item: { ...known.item, ...contentOf(comment, assessment) },
    newEvents: [
      { type: 'comment.edited', data: { ...data, ...assessmentData(assessment) } },
      ...reopened(known.item, assessment, revision.at, context),
    ],
  };
}

const isUpsert = (change: Relevant): change is Upserted =>
  change.type === 'added' || change.type === 'edited';

/** Applies one change. The same change again returns the same documents and no event. */
export function ingestChange(known: Known, change: Relevant, context: IngestContext): Ingested {
  return isUpsert(change) ? applyUpsert(known, change, context) : applyVisibility(known, change, context);
}
