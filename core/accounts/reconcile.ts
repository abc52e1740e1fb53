/** When an account is compared with its platform, and how far back. Pure. */
import type { Cause } from '../actions/connector.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../deadlines/civil.ts';
import { type Backoff, backoffMs } from '../kernel/backoff.ts';
import { sha256 } from '../kernel/ids.ts';
import type { Account } from './account.ts';

/** whole: read to its end. circles: the listing came back to where it was. too-long: there was more than is read at once. */
export type ReconcileOutcome = 'whole' | 'circles' | 'too-long' | 'fault' | Cause;

export interface Found {
  readonly pages: number;
  /** Bodies that the platform answered with, and how many of them nobody had stored before. */
  readonly bodies: number;
  readonly fresh: number;
  readonly comments: number;
  readonly posts: number;
  /** Comments that stand with us and no longer on the platform. */
  readonly vanished: number;
  /** Missing in the listing, and yet there, or not to be read, when looked for by themselves. */
  readonly unclear: number;
}

/** Its last look, for the account's page. */
export interface Reconcile {
  /** The account's. */
  readonly _id: string;
  readonly tenantId: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: ReconcileOutcome;
  readonly found: Found;
  /** When the last look began that was read to its end, and the last of them that went all the way back. */
  readonly wholeAt: Date | null;
  readonly fullAt: Date | null;
  /** Looks in a row that were not read to their end. */
  readonly failures: number;
  readonly notBefore: Date;
  /** What it was reached with: another after a reconnect. */
  readonly reachedBy: string;
}

export const NOTHING_FOUND: Found = {
  ...{ pages: 0, bodies: 0, fresh: 0, comments: 0, posts: 0, vanished: 0, unclear: 0 },
};

const EVERY_MS = HOUR_MS;
const FULL_EVERY_MS = DAY_MS;
/** No further back than this: what is older has been looked at often enough. */
const REACH_MS = 30 * DAY_MS;
/** What was written while the account was being connected. */
const BEFORE_CONNECTING_MS = DAY_MS;
/** A look that is not full goes this far behind the last one. */
const OVERLAP_MS = 2 * DAY_MS;
const BACKOFF: Backoff = { firstMs: 5 * MINUTE_MS, maxMs: 6 * HOUR_MS };
/** A person must mend something first: asked again now and then, and at once after a reconnect. */
const MENDED_BY_PEOPLE: ReadonlySet<ReconcileOutcome> = new Set<ReconcileOutcome>([
  'no-token',
  'token-expired',
  'permission-missing',
  'not-supported',
]);

/** Tells a reconnected account from what it was, and nothing of its token. */
export const reachedBy = ({ encryptedToken, outgoing, apiBase }: Account): string =>
  sha256(JSON.stringify([encryptedToken, outgoing, apiBase])).slice(0, 16);

export const isDue = (last: Reconcile | null, account: Account, now: Date): boolean =>
  last === null || last.reachedBy !== reachedBy(account) || last.notBefore <= now;

/** From when on, whether that is all the way back, and when the last look that went as far began. */
export function reachOf(
  last: Reconcile | null,
  account: Account,
  now: Date,
): { readonly since: Date; readonly isFull: boolean; readonly lastAt: Date | null } {
  const earliest = Math.max(now.getTime() - REACH_MS, account.createdAt.getTime() - BEFORE_CONNECTING_MS);
  const isFull =
    last?.wholeAt == null ||
    last.fullAt === null ||
    last.reachedBy !== reachedBy(account) ||
    now.getTime() - last.fullAt.getTime() >= FULL_EVERY_MS;
  const since = isFull ? earliest : Math.max(earliest, last.wholeAt.getTime() - OVERLAP_MS);
  return { since: new Date(since), isFull, lastAt: (isFull ? last?.fullAt : last?.wholeAt) ?? null };
}

/** What one look came to. */
export interface Look {
  readonly account: Account;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly isFull: boolean;
  readonly outcome: ReconcileOutcome;
  readonly found: Found;
}

export function afterLook(last: Reconcile | null, look: Look): Reconcile {
  const { account, startedAt, endedAt, isFull, outcome, found } = look;
  const isWhole = outcome === 'whole';
  const failures = isWhole ? 0 : (last?.failures ?? 0) + 1;
  const waitMs = isWhole
    ? EVERY_MS
    : MENDED_BY_PEOPLE.has(outcome)
      ? BACKOFF.maxMs
      : backoffMs(BACKOFF, failures);
  return {
    _id: account._id,
    tenantId: account.tenantId,
    ...{ startedAt, endedAt, outcome, found, failures },
    wholeAt: isWhole ? startedAt : (last?.wholeAt ?? null),
    fullAt: isWhole && isFull ? startedAt : (last?.fullAt ?? null),
    notBefore: new Date(endedAt.getTime() + waitMs),
    reachedBy: reachedBy(account),
  };
}
