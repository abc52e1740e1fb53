/** Only letters asked whether they stay in the house; now every way does. What went into folders so far goes on doing so. */
import { type Db, overAllTenants } from '../kernel/db.ts';
import { HandOverRoutes } from '../records/hand-overs.store.ts';

export async function keepInternalRoutes(db: Db): Promise<void> {
  await HandOverRoutes(db).updateMany(
    { kind: { $in: ['folder', 'sftp'] } },
    { $set: { internal: true } },
    overAllTenants('a migration brings the whole installation to its shape'),
  );
}
