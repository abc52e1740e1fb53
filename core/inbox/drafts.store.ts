/**
 * Drafts of replies and notes: working material of one person, sealed with the installation's key, in no event and no
 * list of others. Gone when sent, emptied, or {@link DRAFT_KEPT_DAYS} after its last letter.
 */
import { DAY_MS } from '../deadlines/civil.ts';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Scope } from '../kernel/roles.ts';
import type { DraftKind, DraftSeen } from './drafts.contract.ts';

/** The class of what is no record yet: no decision of purging is needed, and nothing of it is handed over. */
export const DRAFT_KEPT_DAYS = 30;
const LISTED = 200;

export interface StoredDraft {
  readonly _id: string;
  readonly tenantId: string;
  /** The id of the person or key whose it is. */
  readonly by: string;
  readonly accountId: string;
  readonly itemId: string;
  readonly kind: DraftKind;
  /** The text, sealed. */
  readonly sealed: string;
  readonly seen: DraftSeen | null;
  readonly updatedAt: Date;
  readonly keptUntil: Date;
}

export const Drafts = collection<StoredDraft>(
  'drafts',
  {
    by: String,
    accountId: String,
    itemId: String,
    kind: String,
    sealed: String,
    seen: Object,
    updatedAt: Date,
    keptUntil: Date,
  },
  [
    { keys: { tenantId: 1, by: 1, updatedAt: -1 } },
    // The hour matters to nobody: MongoDB deletes within a minute.
    { keys: { keptUntil: 1 }, expireAfterSeconds: 0 },
  ],
);

export interface DraftKey {
  readonly tenantId: string;
  readonly by: string;
  readonly itemId: string;
  readonly kind: DraftKind;
}

const idOf = ({ tenantId, by, itemId, kind }: DraftKey): string =>
  derivedId('draft', tenantId, by, itemId, kind);

export async function keepDraft(
  db: Db,
  key: DraftKey & Pick<StoredDraft, 'accountId' | 'sealed' | 'seen'>,
  now: Date,
): Promise<Date> {
  const keptUntil = new Date(now.getTime() + DRAFT_KEPT_DAYS * DAY_MS);
  const { tenantId } = key;
  await Drafts(db).updateOne(
    { tenantId, _id: idOf(key) },
    { $set: { ...key, updatedAt: now, keptUntil } },
    { upsert: true },
  );
  return keptUntil;
}

export async function deleteDraft(db: Db, key: DraftKey, session?: ClientSession): Promise<void> {
  await Drafts(db).deleteOne({ tenantId: key.tenantId, _id: idOf(key) }, session ? { session } : {});
}

/** Those about items that the caller may still see. */
export function draftsOf(db: Db, { tenantId, accountIds }: Scope, writer: string): Promise<StoredDraft[]> {
  return Drafts(db)
    .find({ tenantId, by: writer, ...(accountIds === 'all' ? {} : { accountId: { $in: [...accountIds] } }) })
    .sort({ updatedAt: -1 })
    .limit(LISTED)
    .lean<StoredDraft[]>();
}

/** The items of the view. */
export async function draftedItems(db: Db, scope: Scope, writer: string): Promise<string[]> {
  return [...new Set((await draftsOf(db, scope, writer)).map(({ itemId }) => itemId))];
}
