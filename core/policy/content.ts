/** What of an item comes from the comment and its classification rather than from events. */
import type { Account } from '../domain/account.ts';
import { type Comment, currentRevision, publishedAt } from '../domain/comment.ts';
import type { Deadline } from '../domain/deadline/state.ts';
import type { Decision } from '../domain/decision.ts';
import type { Item } from '../domain/item.ts';
import type { Category, Classification } from '../domain/verdict.ts';
import { foldWords } from '../domain/words.ts';

/** The classifiers' and the policy's answer to one text. Null classification: it threw, a human decides. */
export interface Judgement {
  readonly classification: Classification | null;
  readonly decision: Decision;
  readonly policyVersion: string;
  /** The categories that the decision rests on. Absent: not told, so no machine acts on it. */
  readonly categories?: readonly Category[];
}

const ABUSIVE: ReadonlySet<Category> = new Set(['insult', 'hate', 'threat', 'porn', 'violence', 'secrecy']);

/** The categories that were found at all. */
export function foundCategories(judgement: Judgement): Category[] {
  return (judgement.classification?.verdicts ?? [])
    .filter(({ level }) => level !== 'none')
    .map(({ category }) => category);
}

function severityOf({ classification, decision }: Judgement): number {
  if (decision === 'hold' || decision === 'hide') return 3;
  const abuse = (classification?.verdicts ?? []).filter(({ category }) => ABUSIVE.has(category));
  if (abuse.some(({ level }) => level === 'strong')) return 3;
  if (abuse.some(({ level }) => level === 'suspect')) return 2;
  return decision === 'none' ? 0 : 1;
}

function judged(judgement: Judgement) {
  const { classification, decision, policyVersion } = judgement;
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
    severity: severityOf(judgement),
    abusive: foundCategories(judgement).some((category) => ABUSIVE.has(category)),
  };
}

/** Text, author, times and verdicts as they now stand. */
export function contentOf(comment: Comment, judgement: Judgement) {
  const current = currentRevision(comment.revisions);
  return {
    author: comment.author,
    permalink: comment.permalink,
    parentId: comment.parentId,
    postId: comment.postId,
    text: current?.text ?? '',
    attachments: current?.attachments ?? [],
    revision: comment.revisions.length,
    publishedAt: publishedAt(comment.revisions) ?? comment.firstFetchedAt,
    words: foldWords(current?.text, comment.author?.name),
    ...judged(judgement),
  };
}

/** A new item, before its first event. */
export function newItem(
  comment: Comment,
  judgement: Judgement,
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
    ...contentOf(comment, judgement),
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
