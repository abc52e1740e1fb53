/** What a person has chosen for their own alarms: silence, and the language of the mails. */

import { collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';

const MAIL_LANGUAGES = ['sv', 'nb', 'en'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

export interface AlarmPreference {
  readonly _id: string;
  readonly tenantId: string;
  readonly recipient: string;
  /** No mail until then; `always`: until they say otherwise; null: not muted. */
  readonly mutedUntil: Date | 'always' | null;
  /** Null: the language of the account's country. */
  readonly language: MailLanguage | null;
  /** When the last mail left: what came since is new to them. Absent or null: none has. */
  readonly lastMailAt?: Date | null;
}

export const AlarmPreferences = collection<AlarmPreference>(
  'alarmPreferences',
  { recipient: String, mutedUntil: Object, language: String, lastMailAt: Date },
  [{ keys: { tenantId: 1, recipient: 1 }, unique: true }],
);

export async function setAlarmPreference(
  db: Db,
  preference: Pick<AlarmPreference, 'tenantId' | 'recipient'> &
    Partial<Pick<AlarmPreference, 'mutedUntil' | 'language'>>,
): Promise<void> {
  const { tenantId, recipient, ...chosen } = preference;
  const unchosen = { mutedUntil: null, language: null };
  const kept = Object.fromEntries(Object.entries(unchosen).filter(([key]) => !(key in chosen)));
  await AlarmPreferences(db).updateOne(
    { tenantId, _id: derivedId(tenantId, 'alarm-preference', recipient) },
    { $set: chosen, $setOnInsert: { recipient, ...kept } },
    { upsert: true },
  );
}

/** A mail has left for this person (or a message for the channel that `recipient` names). */
export async function noteTold(
  db: Db,
  { tenantId, recipient, at }: { tenantId: string; recipient: string; at: Date },
): Promise<void> {
  await AlarmPreferences(db).updateOne(
    { tenantId, _id: derivedId(tenantId, 'alarm-preference', recipient) },
    { $set: { lastMailAt: at }, $setOnInsert: { recipient, mutedUntil: null, language: null } },
    { upsert: true },
  );
}

/** By address; who has chosen nothing is not in it. */
export async function alarmPreferencesOf(
  db: Db,
  key: { tenantId: string; recipients: readonly string[] },
): Promise<Map<string, AlarmPreference>> {
  const found = await AlarmPreferences(db)
    .find({ tenantId: key.tenantId, recipient: { $in: [...new Set(key.recipients)] } })
    .lean<AlarmPreference[]>();
  return new Map(found.map((preference) => [preference.recipient, preference]));
}
