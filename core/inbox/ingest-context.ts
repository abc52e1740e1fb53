/** What ingest works with: what is known, what a change is applied to, and what comes of it. */
import type { Account } from '../accounts/account.ts';
import type { Removed, Upserted, VisibilityChanged } from '../actions/connector.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { commentId } from '../kernel/ids.ts';
import type { Comment } from './comment.ts';
import type { NewEvent } from './event.ts';
import type { Item } from './item.ts';
import type { Assessment } from './item-content.ts';

export interface IngestContext {
  readonly account: Account;
  readonly deliveryId: string;
  /** When the delivery reached us. */
  readonly receivedAt: Date;
  /** When the platform sent it, if it says so. */
  readonly sentAt: Date | null;
  readonly now: Date;
  readonly clock: WorkingClock;
  assess(text: string): Assessment;
  /** The earliest answer that the account has given to this comment, as far as the store knows. */
  answeredAt(externalId: string): { readonly replyId: string; readonly at: Date } | null;
}

export interface Known {
  readonly comment: Comment | null;
  readonly item: Item | null;
}

/** What is to be stored: the documents before their events are applied, and the events in order. */
export interface Ingested {
  readonly comment: Comment;
  readonly item: Item | null;
  readonly newEvents: readonly NewEvent[];
}

/** The changes that concern a comment. */
export type Relevant = Upserted | Removed | VisibilityChanged;

export const unchanged = (known: { comment: Comment; item: Item | null }): Ingested => ({
  ...known,
  newEvents: [],
});

/** A comment of which nothing is known but that it exists. */
export function blank(change: Relevant, context: IngestContext): Comment {
  const { account } = context;
  return {
    _id: commentId(account._id, change.externalId),
    tenantId: account.tenantId,
    accountId: account._id,
    platform: account.platform,
    kind: change.kind,
    externalId: change.externalId,
    parentId: change.parentId,
    postId: change.postId,
    permalink: null,
    author: null,
    own: false,
    revisions: [],
    visibility: 'public',
    visibilityAt: null,
    removedAt: null,
    firstFetchedAt: context.receivedAt,
  };
}

/** When it happened by the platform's clock, as far as it says. */
export const timeOf = (change: Relevant, context: IngestContext): Date =>
  change.at ?? context.sentAt ?? context.receivedAt;
