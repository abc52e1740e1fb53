/** Of what is due at the same instant the gravest comes first: the indexes that know it stand beside those that did not. */
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import { dropIndexesOf } from './0011-indexes.store.ts';

const REPLACED = [
  'tenantId_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_assignee_1_status_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_registration.class_1_deadline.dueAt_1__id_1',
  'tenantId_1_accountId_1_deadline.state_1_deadline.dueAt_1__id_1',
];

/** Safe to run again. An older process beside this one sorts in memory until it is gone. */
export const breakTiesByGravity = (db: Db): Promise<void> => dropIndexesOf(db, Items, REPLACED);
