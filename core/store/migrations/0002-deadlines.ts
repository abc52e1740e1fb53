/** Policies, alarms and their messages; and the item's indexes for waiting and for answers. */
import { AlarmPreferences } from '../alarm-preferences.ts';
import { AlarmSettingsRows } from '../alarm-settings.ts';
import { Alarms } from '../alarms.ts';
import type { Collection, Db } from '../db.ts';
import { DeadlinePolicies } from '../deadline-policies.ts';
import { DeadlineRules } from '../deadline-rules.ts';
import { InAppAlarms } from '../in-app-alarms.ts';
import { Items } from '../inbox.ts';
import { Leases } from '../leases.ts';
import { Notices } from '../notices.ts';
import { ensureCollections } from './0001-collections.ts';

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
