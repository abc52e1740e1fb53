/** What of an item comes from the comment and its classification rather than from events. */
import type { Account } from '../accounts/account.ts';
import type { Deadline } from '../deadlines/state.ts';
import { isBlocked } from '../images/media.ts';
import type { Assessment } from '../moderation/assessment.ts';
import { severityOf } from '../moderation/severity.ts';
import { ABUSIVE_CATEGORIES, flaggedIn } from '../moderation/verdict.ts';
import { type Comment, currentRevision, publishedAt, revisionCount } from './comment.ts';
import type { Item } from './item.ts';
import { searchedOf } from './search-words.ts';

/** What the verdicts and the decision make of an item's place in the lists. A blocked picture is as grave as anything. */
export function graveness(
  assessed: Pick<Item, 'decision' | 'media'> & {
    readonly verdicts: readonly Pick<Item['verdicts'][number], 'category' | 'level'>[];
  },
) {
  const { verdicts, decision, media } = assessed;
  const flagged = flaggedIn(verdicts);
  const blocked = isBlocked(media);
  const abusive = blocked || flagged.some((category) => ABUSIVE_CATEGORIES.has(category));
  return { severity: severityOf({ verdicts, decision, blocked }), abusive, flagged };
}

function assessed(assessment: Assessment) {
  const { classification, decision, policyVersion } = assessment;
  return {
    language: classification?.language ?? ('unknown' as const),
    verdicts: classification?.verdicts ?? [],
    classifier: classification?.version ?? null,
    decision,
    policyVersion,
    registration: classification?.registration ?? {
      class: 'case' as const,
      score: 0,
      reasons: ['not-classified'],
      caseNumber: null,
    },
    intent: classification?.intent ?? { class: 'neutral' as const, score: 0, flags: [] },
    needsAnswer: classification?.needsAnswer ?? { value: true, score: 0 },
    aboutMunicipality: classification?.aboutMunicipality ?? null,
    ...graveness({ verdicts: classification?.verdicts ?? [], decision }),
  };
}

/** Text, author, times and verdicts as they now stand. */
export function contentOf(comment: Comment, assessment: Assessment) {
  const current = currentRevision(comment.revisions);
  return {
    author: comment.author,
    permalink: comment.permalink,
    parentId: comment.parentId,
    postId: comment.postId,
    text: current?.text ?? '',
    attachments: current?.attachments ?? [],
    revision: revisionCount(comment),
    publishedAt: publishedAt(comment.revisions) ?? comment.firstFetchedAt,
    ...searchedOf({ text: current?.text ?? '', author: comment.author }),
    ...assessed(assessment),
  };
}

/** A new item, before its first event. */
export function newItem(
  comment: Comment,
  assessment: Assessment,
  start: { account: Account; deadline: Deadline; now: Date },
): Item {
  const { _id, tenantId, accountId, platform, kind, externalId, firstFetchedAt } = comment;
  return {
    _id,
    tenantId,
    accountId,
    platform,
    board: start.account.board,
    kind,
    externalId,
    firstFetchedAt,
    ...contentOf(comment, assessment),
    newText: null,
    media: null,
    firstSeenAt: null,
    status: 'open',
    closeReason: null,
    visibility: 'public',
    version: 0,
    seq: 0,
    deadline: start.deadline,
    recordsOutcome: null,
    recordsReference: null,
    captures: [],
    actions: [],
    assignee: null,
    tags: [],
    snoozedUntil: null,
    corrections: [],
    context: comment.postId === null ? 'none' : 'pending',
    contextCause: null,
    updatedAt: start.now,
  };
}
