/** Who set which alarm settings when: never changed, so that an earlier one can be taken back. */
import { randomUUID } from 'node:crypto';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { Actor } from '../kernel/roles.ts';
import type { AlarmSettings } from './alarm-settings.ts';

interface Written {
  readonly accountId: string | null;
  readonly settings: AlarmSettings;
  /** Where its webhook went. Its address stays with what is in force: it is a secret. */
  readonly webhook: { readonly kind: 'teams' | 'slack'; readonly host: string } | null;
  readonly updatedAt: Date;
  readonly by?: Actor;
}

export interface AlarmVersion {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string | null;
  readonly version: number;
  readonly settings: AlarmSettings;
  readonly webhook: Written['webhook'];
  readonly createdAt: Date;
  /** Null: set before it was kept who did. */
  readonly by: Actor | null;
}

export const AlarmVersions = collection<AlarmVersion>(
  'alarmVersions',
  {
    accountId: String,
    version: Number,
    settings: Object,
    webhook: Object,
    createdAt: Date,
    by: Object,
  },
  [{ keys: { tenantId: 1, accountId: 1, version: -1 }, unique: true }],
);

const rowOf = (tenantId: string, version: number, written: Written): AlarmVersion => ({
  _id: randomUUID(),
  tenantId,
  accountId: written.accountId,
  version,
  settings: written.settings,
  webhook: written.webhook && { kind: written.webhook.kind, host: written.webhook.host },
  createdAt: written.updatedAt,
  by: written.by ?? null,
});

/** The number of the version in force; null: none was noted. */
export async function alarmVersionOf(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string | null },
  session?: ClientSession,
): Promise<number | null> {
  const last = await AlarmVersions(db)
    .findOne({ tenantId, accountId }, { version: 1 }, session ? { session } : {})
    .sort({ version: -1 })
    .lean<{ version: number }>();
  return last?.version ?? null;
}

/** What stood before versions were kept becomes the first of them. */
export async function noteAlarmVersion(
  db: Db,
  { before, after }: { before: Written | null; after: Written & { tenantId: string } },
  session: ClientSession,
): Promise<void> {
  const { tenantId, accountId } = after;
  const last = await alarmVersionOf(db, { tenantId, accountId }, session);
  const first = last === null && before !== null ? [rowOf(tenantId, 1, before)] : [];
  const version = (last ?? first.length) + 1;
  await AlarmVersions(db).insertMany([...first, rowOf(tenantId, version, after)], { session, lean: true });
}

/** Newest first, at most `limit`. */
export function alarmVersionsOf(
  db: Db,
  { tenantId, accountId, limit }: { tenantId: string; accountId: string | null; limit: number },
): Promise<AlarmVersion[]> {
  return AlarmVersions(db)
    .find({ tenantId, accountId })
    .sort({ version: -1 })
    .limit(limit)
    .lean<AlarmVersion[]>();
}
