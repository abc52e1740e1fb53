/** Supervision and the norms of the monitoring page; and the item's indexes for its figures. */
import type { Collection, Db } from '../db.ts';
import { Items } from '../inbox.ts';
import { MonitoringSettings } from '../monitoring-settings.ts';
import { Supervisions } from '../supervision.ts';
import { ensureCollections } from './0001-collections.ts';

const COLLECTIONS = [Items, MonitoringSettings, Supervisions] as unknown as readonly Collection<never>[];

export function createMonitoringCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}
