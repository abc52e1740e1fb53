/** Lists look for a category by a field of its own; indexes that others have taken the place of go. */
import { Items } from '../inbox/items.store.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import { dropIndexesOf } from './0011-indexes.store.ts';

const REPLACED = [
  'tenantId_1_registration.class_1_deadline.dueAt_1__id_1',
  'tenantId_1_registration.class_1_publishedAt_-1__id_1',
  'tenantId_1_registration.class_1_severity_-1__id_1',
  'tenantId_1_accountId_1_deadline.stoppedAt_1',
  'tenantId_1_deadline.stoppedAt_1_accountId_1',
  'tenantId_1_publishedAt_1_accountId_1',
  'tenantId_1_author.id_1_accountId_1_status_1',
  'tenantId_1_abusive_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_deadline.state_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_deadline.state_1_deadline.dueAt_1',
];

const found = { $filter: { input: '$verdicts', cond: { $ne: ['$$this.level', 'none'] } } };

/** Safe to run again. What an older process still writes beside this one lacks the field until its text changes. */
export async function keepFlagged(db: Db): Promise<void> {
  await Items(db).updateMany(
    { flagged: { $exists: false } },
    [{ $set: { flagged: { $setUnion: [{ $map: { input: found, in: '$$this.category' } }, []] } } }],
    {
      ...overAllTenants('a migration brings the whole installation to its shape'),
      updatePipeline: true,
    },
  );
  await dropIndexesOf(db, Items, REPLACED);
}
