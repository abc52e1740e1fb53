/** What the steps of ingest hand on to each other. */
import type { Account } from '../../core/accounts/account.ts';
import type { Unknown } from '../../core/actions/connector.ts';
import type { PlatformChange } from '../../core/inbox/comment-change.ts';
import type { Delivery } from '../../core/inbox/deliveries.store.ts';
import type { ClientSession } from '../../core/kernel/db.ts';

/** One readable change with all that is needed to apply it. */
export interface BatchChange {
  readonly account: Account;
  readonly delivery: Delivery;
  readonly sentAt: Date | null;
  readonly change: PlatformChange;
  readonly commentId: string;
}

/** How many comments like it came lately, for those of a batch's changes that are like others. */
export type NearDuplicates = ReadonlyMap<BatchChange, number>;

export interface BatchUnknown {
  readonly account: Account;
  readonly delivery: Delivery;
  readonly change: Unknown;
  /** Where in the delivery, so that reading it again, in whatever batch, records it once. */
  readonly position: string;
}

export interface Batch {
  readonly deliveries: readonly Delivery[];
  readonly changes: readonly BatchChange[];
  readonly unknown: readonly BatchUnknown[];
  /** Per delivery, the accounts (external ids) that nobody has connected yet. */
  readonly waitingFor: ReadonlyMap<string, readonly string[]>;
}

/** What the steps of a transaction start from: a part of the batch, and the deliveries that end with it. */
export interface StartedPart {
  readonly part: Batch;
  readonly nearDuplicates: NearDuplicates;
  readonly now: Date;
  readonly session: ClientSession;
}
