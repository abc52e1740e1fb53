/** What municipalities and accounts have chosen for their alarms, and what persons have chosen for themselves. */

import { policiesOf } from '../deadlines/deadline-policies.store.ts';
import { usableClock } from '../deadlines/prove-policy.ts';
import { collection, type Db, overAllTenants, transaction } from '../kernel/db.ts';
import { stalePolicy } from '../kernel/errors.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import { type AlarmSettings, DEFAULT_ALARMS } from './alarm-settings.ts';
import { alarmVersionOf, noteAlarmVersion } from './alarm-versions.store.ts';
import { proveAlarms } from './prove-alarms.ts';

/** An incoming webhook of Teams or Slack. Its address is a secret: sealed, and it leaves the machine to `host` only. */
export interface AlarmWebhook {
  readonly kind: 'teams' | 'slack';
  readonly host: string;
  readonly sealedUrl: string;
}

export interface StoredAlarmSettings {
  readonly _id: string;
  readonly tenantId: string;
  /** Null: the whole municipality's. */
  readonly accountId: string | null;
  readonly settings: AlarmSettings;
  readonly webhook: AlarmWebhook | null;
  readonly updatedAt: Date;
  /** Absent: stored before it was kept. */
  readonly by?: Actor;
}

export const AlarmSettingsRows = collection<StoredAlarmSettings>(
  'alarmSettings',
  { accountId: String, settings: Object, webhook: Object, updatedAt: Date, by: Object },
  [{ keys: { tenantId: 1, accountId: 1 } }],
);

export const settingsId = (tenantId: string, accountId: string | null): string =>
  derivedId(tenantId, 'alarm-settings', accountId ?? '*');

/** Throws 422 for settings that cannot be used, and 409 where another version than `basedOn` stands there by now. */
export async function setAlarmSettings(
  db: Db,
  request: Omit<StoredAlarmSettings, '_id' | 'webhook'> & {
    webhook?: AlarmWebhook | null;
    readonly basedOn?: number | null | undefined;
  },
): Promise<void> {
  const inForce = await policiesOf(db, request.tenantId);
  const usable = inForce.filter(
    ({ policy }) => usableClock(policy, request.updatedAt.getTime()).error === null,
  );
  proveAlarms(
    request.settings,
    usable.map(({ policy }) => policy),
    request.updatedAt.getTime(),
  );
  const { tenantId, accountId, settings, updatedAt, webhook, by, basedOn } = request;
  const _id = settingsId(tenantId, accountId);
  await transaction(db, async (session) => {
    const present = await alarmVersionOf(db, { tenantId, accountId }, session);
    if (basedOn !== undefined && basedOn !== present) throw stalePolicy(present);
    const before = await AlarmSettingsRows(db)
      .findOne({ tenantId, _id }, null, { session })
      .lean<StoredAlarmSettings>();
    const after = {
      accountId,
      settings,
      updatedAt,
      webhook: webhook === undefined ? (before?.webhook ?? null) : webhook,
      ...(by === undefined ? {} : { by }),
    };
    await AlarmSettingsRows(db).updateOne({ tenantId, _id }, { $set: after }, { upsert: true, session });
    await noteAlarmVersion(db, { before, after: { tenantId, ...after } }, session);
  });
}

export function alarmSettingsById(db: Db, key: { tenantId: string; id: string }) {
  return AlarmSettingsRows(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<StoredAlarmSettings>();
}

export interface AlarmRules {
  readonly settings: AlarmSettings;
  /** The settings that hold the webhook, or null. */
  readonly webhookIn: string | null;
}

export type AlarmRulesOf = (account: { tenantId: string; accountId: string }) => AlarmRules;

/** For every account of the installation. */
export async function openAlarmRules(db: Db): Promise<AlarmRulesOf> {
  return rulesAmong(
    await AlarmSettingsRows(db)
      .find({}, null, overAllTenants('the tick serves the whole installation'))
      .lean<StoredAlarmSettings[]>(),
  );
}

/** For every account of one municipality. */
export async function alarmRulesOf(db: Db, tenantId: string): Promise<AlarmRulesOf> {
  return rulesAmong(await AlarmSettingsRows(db).find({ tenantId }).lean<StoredAlarmSettings[]>());
}

/** The account's settings, else the municipality's, else the defaults. */
function rulesAmong(rows: readonly StoredAlarmSettings[]): AlarmRulesOf {
  const known = new Map(rows.map((row) => [row._id, row]));
  return ({ tenantId, accountId }) => {
    const own = known.get(settingsId(tenantId, accountId));
    const common = known.get(settingsId(tenantId, null));
    const withWebhook = [own, common].find((row) => row !== undefined && row.webhook !== null);
    return { settings: (own ?? common)?.settings ?? DEFAULT_ALARMS, webhookIn: withWebhook?._id ?? null };
  };
}
