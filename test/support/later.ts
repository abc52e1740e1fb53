/** A migration that a worker does in steps, done to its end and told of. */
import type { Db } from '../../core/kernel/db.ts';
import { SYSTEM_TENANT } from '../../core/kernel/ids.ts';
import {
  type LaterMigration,
  type MigrationChanges,
  Migrations,
  stepOfLater,
} from '../../core/kernel/migrations.ts';

/** Also where it has been done before: what it changed now. */
export async function migratedLater(db: Db, migration: LaterMigration): Promise<MigrationChanges> {
  await Migrations(db).deleteOne({ tenantId: SYSTEM_TENANT, _id: `${migration.number}-${migration.name}` });
  let changed: MigrationChanges = {};
  const report = {
    tell: (done: { changed: MigrationChanges }) => {
      changed = done.changed;
    },
    onFault: (error: unknown) => {
      throw error;
    },
  };
  while (await stepOfLater(db, [migration], report));
  return changed;
}
