/**
 * One row per municipality: the classifiers' settings, and how often each list has changed, so that a process knows
 * which of its copies are old. Every change of a list goes through {@link recordChange}, which writes the log too.
 */
import { randomUUID } from 'node:crypto';
import { type ClientSession, collection, type Db, overAllTenants, transaction } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import type { LIST_CHANGES, LIST_NAMES } from './lists.contract.ts';

export type ListName = (typeof LIST_NAMES)[number];

export interface StoredListSettings {
  readonly _id: string;
  readonly tenantId: string;
  readonly answerPraise?: boolean;
  /** Names of starter claims that are off. */
  readonly mutedClaims?: readonly string[];
  readonly versions: Readonly<Partial<Record<ListName, number>>>;
}

export const ListSettingsRows = collection<StoredListSettings>(
  'listSettings',
  { answerPraise: Boolean, mutedClaims: { type: [String], default: undefined }, versions: Object },
  [],
);

export interface ListChange {
  readonly _id: string;
  readonly tenantId: string;
  readonly list: ListName;
  readonly what: (typeof LIST_CHANGES)[number];
  readonly subject: string;
  readonly by: Actor;
  readonly at: Date;
}

export const ListChanges = collection<ListChange>(
  'listChanges',
  { list: String, what: String, subject: String, by: Object, at: Date },
  [{ keys: { tenantId: 1, at: -1 } }],
);

const idOf = (tenantId: string): string => derivedId(tenantId, 'lists');

/** What the settings themselves become, beside the log and the version. */
type NewSettings = Partial<Pick<StoredListSettings, 'answerPraise' | 'mutedClaims'>>;
export type Change = Omit<ListChange, '_id'>;

/** The log's row and the list's next version, in the transaction of the change itself. */
export async function recordChange(
  db: Db,
  { set = {}, ...change }: Change & { set?: NewSettings },
  session: ClientSession,
): Promise<void> {
  const { tenantId, list } = change;
  await ListChanges(db).insertMany([{ _id: randomUUID(), ...change }], { session, lean: true });
  await ListSettingsRows(db).updateOne(
    { tenantId, _id: idOf(tenantId) },
    { $inc: { [`versions.${list}`]: 1 }, ...(Object.keys(set).length === 0 ? {} : { $set: set }) },
    { session, upsert: true },
  );
}

export function listSettingsOf(
  db: Db,
  tenantId: string,
  session: ClientSession | null = null,
): Promise<StoredListSettings | null> {
  return ListSettingsRows(db)
    .findOne({ tenantId, _id: idOf(tenantId) }, null, { session })
    .lean<StoredListSettings>();
}

export function allListSettings(db: Db): Promise<StoredListSettings[]> {
  return ListSettingsRows(db)
    .find({}, null, overAllTenants('every worker keeps the lists of the installation'))
    .lean<StoredListSettings[]>();
}

export async function setAnswerPraise(db: Db, on: boolean, who: Pick<Change, 'tenantId' | 'by' | 'at'>) {
  const before = await listSettingsOf(db, who.tenantId);
  if ((before?.answerPraise ?? false) === on) return;
  const change: Change = { ...who, list: 'settings', what: on ? 'on' : 'off', subject: 'answerPraise' };
  await transaction(db, (session) => recordChange(db, { ...change, set: { answerPraise: on } }, session));
}

export function listChangesOf(db: Db, tenantId: string, limit: number): Promise<ListChange[]> {
  return ListChanges(db).find({ tenantId }).sort({ at: -1, _id: 1 }).limit(limit).lean<ListChange[]>();
}
