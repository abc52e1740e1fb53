/** Policies, alarms and their messages; and the item's indexes for waiting and for answers. */
import { AlarmPreferences } from '../alarms/alarm-preferences.store.ts';
import { AlarmSettingsRows } from '../alarms/alarm-settings.store.ts';
import { Alarms } from '../alarms/alarms.store.ts';
import { InAppAlarms } from '../alarms/in-app-alarms.store.ts';
import { Notices } from '../alarms/notices.store.ts';
import { DeadlinePolicies } from '../deadlines/deadline-policies.store.ts';
import { DeadlineRules } from '../deadlines/deadline-rules.store.ts';
import { Items } from '../inbox/items.store.ts';
import type { Collection, Db } from '../kernel/db.ts';
import { Leases } from '../kernel/leases.ts';
import { ensureCollections } from './0001-collections.store.ts';

const COLLECTIONS = [
  AlarmPreferences,
  AlarmSettingsRows,
  Alarms,
  DeadlinePolicies,
  DeadlineRules,
  InAppAlarms,
  Items,
  Leases,
  Notices,
] as unknown as readonly Collection<never>[];

export function createDeadlineCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}
