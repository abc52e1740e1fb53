/**
 * What people did to the work of others at once: what kind, how many, when. Append only, and none of it is text. Kept for
 * as long as the figures of a year can be asked for.
 */
import { randomUUID } from 'node:crypto';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { Actor } from '../kernel/roles.ts';

const KEPT_SECONDS = 400 * 24 * 3600;

export type WorkLogType =
  | 'bulk.started'
  | 'bulk.ended'
  | 'bulk.undo-started'
  | 'bulk.undo-ended'
  | 'view.shared'
  | 'view.unshared'
  | 'view.removed'
  | 'person.added'
  | 'person.changed'
  | 'person.removed'
  | 'account.changed'
  | 'account.disconnected'
  | 'key.made'
  | 'key.revoked';

export interface WorkLogEntry {
  readonly _id: string;
  readonly tenantId: string;
  readonly type: WorkLogType;
  /** The id of the act or view. */
  readonly subject: string;
  readonly actor: Actor;
  readonly at: Date;
  /** Codes and counts. */
  readonly data: Readonly<Record<string, string | number>>;
}

export const WorkLog = collection<WorkLogEntry>(
  'workLog',
  { type: { type: String }, subject: String, actor: Object, at: Date, data: Object },
  [{ keys: { tenantId: 1, at: -1 } }, { keys: { at: 1 }, expireAfterSeconds: KEPT_SECONDS }],
);

export async function logWork(
  db: Db,
  entry: Omit<WorkLogEntry, '_id'>,
  session: ClientSession,
): Promise<void> {
  await WorkLog(db).insertMany([{ _id: randomUUID(), ...entry }], { session, lean: true });
}
