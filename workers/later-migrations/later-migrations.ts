/**
 * What a new version changes of much stored data, in steps beside everything else: one worker at a time, and whoever
 * takes over goes on where the last step ended.
 */
import type { Db } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import type { Logger } from '../../core/kernel/log.ts';
import type { LaterReport } from '../../core/kernel/migrations.ts';
import { migrateStep } from '../../core/migrations/migrate.store.ts';

export const LATER_MIGRATIONS_LEASE = 'later-migrations';
/** Longer than any step takes. */
const LEASE_MS = 60_000;
/** So long is worked before others have a turn and the lease is taken anew. */
const ROUND_MS = 2000;

export interface LaterMigrationsDeps {
  readonly db: Db;
  readonly log: Logger;
  readonly holder: string;
  readonly now: () => Date;
}

/** Once nothing is left to do, it asks the store no more. */
export function createLaterMigrations({ db, log, holder, now }: LaterMigrationsDeps): () => Promise<void> {
  let isDone = false;
  const report: LaterReport = {
    tell: (done) => log.info(done, 'migrated'),
    onFault: (error, subject) => log.error({ err: error, subject }, 'could not be migrated'),
  };
  return async () => {
    if (isDone) return;
    const lease = { name: LATER_MIGRATIONS_LEASE, holder, now: now(), forMs: LEASE_MS };
    if (!(await takeLease(db, lease))) return;
    const until = performance.now() + ROUND_MS;
    while (!isDone && performance.now() < until) isDone = !(await migrateStep(db, report));
  };
}
