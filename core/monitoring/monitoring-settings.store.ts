/** The municipality's own norms for the monitoring page. None stored: the defaults. */

import { collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import { DEFAULT_TARGETS } from '../moderation/removal-targets.ts';
import type { MonitoringTargets } from './monitoring.contract.ts';

interface StoredTargets {
  readonly _id: string;
  readonly tenantId: string;
  readonly targets: MonitoringTargets;
  readonly by: Actor;
  readonly at: Date;
}

export const MonitoringSettings = collection<StoredTargets>(
  'monitoringSettings',
  { targets: Object, by: Object, at: Date },
  [],
);

const idOf = (tenantId: string): string => derivedId(tenantId, 'monitoring');

export async function targetsOf(db: Db, tenantId: string): Promise<MonitoringTargets> {
  const stored = await MonitoringSettings(db)
    .findOne({ tenantId, _id: idOf(tenantId) })
    .lean<StoredTargets>();
  return stored?.targets ?? DEFAULT_TARGETS;
}

export async function setTargets(
  db: Db,
  settings: { tenantId: string; targets: MonitoringTargets; by: Actor; now: Date },
): Promise<void> {
  const { tenantId, targets, by, now } = settings;
  await MonitoringSettings(db).updateOne(
    { tenantId, _id: idOf(tenantId) },
    { $set: { targets, by, at: now } },
    { upsert: true },
  );
}
