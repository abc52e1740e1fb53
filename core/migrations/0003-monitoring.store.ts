/** Supervision and the norms of the monitoring page; and the item's indexes for its figures. */

import { Supervisions } from '../deadlines/supervision.store.ts';
import { Items } from '../inbox/items.store.ts';
import type { Collection, Db } from '../kernel/db.ts';
import { MonitoringSettings } from '../monitoring/monitoring-settings.store.ts';
import { ensureCollections } from './0001-collections.store.ts';

const COLLECTIONS = [Items, MonitoringSettings, Supervisions] as unknown as readonly Collection<never>[];

export function createMonitoringCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}
