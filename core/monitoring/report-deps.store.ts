/** What the reports are made with: the store, and each account's clock. Server and workers both have them. */
import type { Account } from '../accounts/account.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import type { Db } from '../kernel/db.ts';

export interface ReportDeps {
  readonly db: Db;
  clockOf(account: Account): WorkingClock;
}
