/** One change, merged with its comment and classified -> its item and what happened. Pure. */

import type { Upserted } from '../actions/connector.ts';
import { citizenReturned } from '../deadlines/clock-commands.ts';
import { reopenDeadline, startDeadline, stopDeadline } from '../deadlines/life.ts';
import type { Deadline } from '../deadlines/state.ts';
import type { Assessment } from '../moderation/assessment.ts';
import { flaggedIn } from '../moderation/verdict.ts';
import { type Comment, publishedAt, type Revision, revisionCount } from './comment.ts';
import type { AssessedChange, AssessedText } from './comment-change.ts';
import type { NewEvent } from './event.ts';
import { isGraver } from './graver.ts';
import { answerEvents } from './ingest-answers.ts';
import { type IngestContext, type Ingested, onClock } from './ingest-context.ts';
import { applyVisibility, closedByRemoval, visibilityEvent } from './ingest-visibility.ts';
import type { Item } from './item.ts';
import { contentOf, graveness, newItem } from './item-content.ts';
import { searchedOf } from './search-words.ts';

function startClock(comment: Comment, change: Upserted, context: IngestContext): Deadline {
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
  return { deliveryId: context.deliveryId, revision: revisionCount(comment), textSha256: revision.sha256 };
}

function assessmentData(assessment: Assessment) {
  return {
    decision: assessment.decision,
    categories: flaggedIn(assessment.classification?.verdicts ?? []),
    classifier: assessment.classification?.version ?? 'none',
    policy: assessment.policyVersion,
  };
}

/** The account had answered before the comment itself reached us. */
function answeredBefore(item: Item, context: IngestContext): NewEvent[] {
  return context.answer === null ? [] : answerEvents(item, context.answer, context);
}

function createItem(text: AssessedText, context: IngestContext): Ingested {
  const { comment, change, revision, assessment } = text;
  const deadline = startClock(comment, change, context);
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
    item,
    newEvents: [
      { type: 'comment.received', data: received },
      ...failed,
      {
        type: 'deadline.started',
        data: { reason: deadline.startAssumed ? 'fetched' : 'published', deadline },
      },
      ...visibilityEvent(comment, context),
      ...(removed.length > 0 ? removed : answeredBefore(item, context)),
    ],
  };
}

/** The first text came after an edit: the clock starts where it should have. */
function restartClock(
  { deadline: before }: Item,
  { comment, change }: { readonly comment: Comment; readonly change: Upserted },
  context: IngestContext,
): NewEvent[] {
  const deadline = startClock(comment, change, context);
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

function isGraverText(item: Item, { classification, decision }: Assessment): boolean {
  const text = { verdicts: classification?.verdicts ?? [], decision };
  return isGraver(item, { ...text, severity: graveness(text).severity });
}

/**
 * A question that an edit added is owed an answer, and words that are to go a look, also where the item was closed. Of a
 * snoozed one a person has said that it can wait, not that these words can.
 */
function reopenAfterEdit(
  item: Item,
  { assessment, revision: { at } }: AssessedText,
  context: IngestContext,
): NewEvent[] {
  const asks = assessment.classification?.needsAnswer.value === true && !item.needsAnswer.value;
  if (item.status === 'waiting') return citizenReturned(item, onClock(at, context), context.clock);
  if (item.status === 'open' || item.visibility === 'removed') return [];
  if (!asks && !isGraverText(item, assessment)) return [];
  const deadline = reopenDeadline(item.deadline, onClock(at, context), context.clock);
  return [
    { type: 'item.reopened', data: { reason: 'edited' } },
    ...(deadline === item.deadline
      ? []
      : [{ type: 'deadline.resumed' as const, data: { reason: 'edited', deadline } }]),
  ];
}

const linksOf = ({ author, permalink, parentId, postId }: Comment) => ({
  author,
  permalink,
  parentId,
  postId,
});

/** The text is known; perhaps the author was not. */
function fillItem(
  item: Item,
  { before, comment }: { readonly before: Comment | null; readonly comment: Comment },
  deliveryId: string,
): Ingested {
  if (before === comment) return { item, newEvents: [] };
  return {
    item: { ...item, ...linksOf(comment), ...searchedOf({ text: item.text, author: comment.author }) },
    newEvents: [{ type: 'comment.enriched', data: { deliveryId } }],
  };
}

function addOlderText(
  known: Item,
  text: { readonly comment: Comment; readonly change: Upserted; readonly revision: Revision },
  context: IngestContext,
): Ingested {
  const { comment, revision } = text;
  const item = {
    ...known,
    ...linksOf(comment),
    ...searchedOf({ text: known.text, author: comment.author }),
    revision: revisionCount(comment),
    publishedAt: publishedAt(comment.revisions) ?? known.publishedAt,
  };
  const data = revisionData(comment, revision, context);
  return {
    item,
    newEvents: [{ type: 'comment.older-revision', data }, ...restartClock(item, text, context)],
  };
}

function applyEdit(known: Item, text: AssessedText, context: IngestContext): Ingested {
  const { comment, revision, assessment } = text;
  const data = { ...revisionData(comment, revision, context), ...assessmentData(assessment) };
  return {
    item: { ...known, ...contentOf(comment, assessment) },
    newEvents: [{ type: 'comment.edited', data }, ...reopenAfterEdit(known, text, context)],
  };
}

/** Applies one change. The same change again returns the same item and no event. */
export function ingestChange(item: Item | null, change: AssessedChange, context: IngestContext): Ingested {
  if (change.kind === 'first-text') return createItem(change, context);
  if (change.kind === 'visibility') return applyVisibility(item, change, context);
  if (item === null || change.kind === 'own-text') return { item, newEvents: [] };
  switch (change.kind) {
    case 'untold-edit':
      return change.comment === change.before
        ? { item, newEvents: [] }
        : { item, newEvents: [{ type: 'comment.edited-untold', data: { deliveryId: context.deliveryId } }] };
    case 'same-text':
      return fillItem(item, change, context.deliveryId);
    case 'older-text':
      return addOlderText(item, change, context);
    case 'new-text':
      return applyEdit(item, change, context);
  }
}
