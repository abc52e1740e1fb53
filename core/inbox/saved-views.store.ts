/** Saved views and each person's order of them. Filters only: the words of a search are never among them. */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import type { SavedFilters } from './saved-views.contract.ts';

export interface SavedView {
  readonly _id: string;
  readonly tenantId: string;
  readonly owner: Actor;
  readonly type: 'own' | 'shared';
  readonly name: string;
  readonly filters: SavedFilters;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const SavedViews = collection<SavedView>(
  'savedViews',
  {
    owner: Object,
    type: { type: String },
    name: String,
    filters: Object,
    createdAt: Date,
    updatedAt: Date,
  },
  [{ keys: { tenantId: 1, 'owner.id': 1, createdAt: 1 } }, { keys: { tenantId: 1, type: 1, createdAt: 1 } }],
);

interface SavedViewOrder {
  readonly _id: string;
  readonly tenantId: string;
  readonly ids: readonly string[];
  /** How often something was saved under it. */
  readonly writes?: number;
}

export const SavedViewOrders = collection<SavedViewOrder>(
  'savedViewOrders',
  { ids: [String], writes: Number },
  [],
);

const orderId = ({ tenantId, owner }: { tenantId: string; owner: Actor }): string =>
  derivedId('view-order', tenantId, owner.kind, owner.id);

const place = (ids: readonly string[], { _id }: SavedView): number => {
  const at = ids.indexOf(_id);
  return at < 0 ? ids.length : at;
};

/**
 * Who saves next to theirs waits for this transaction: else two that were counted at the same time would both fit. What
 * is shared is counted for the whole municipality.
 */
export async function holdViews(
  db: Db,
  key: { tenantId: string; owner: Actor; type: SavedView['type'] },
  session: ClientSession,
): Promise<void> {
  const { tenantId } = key;
  const _id = key.type === 'own' ? orderId(key) : derivedId('view-order', tenantId, 'shared');
  await SavedViewOrders(db).updateOne(
    { tenantId, _id },
    { $inc: { writes: 1 }, $setOnInsert: { ids: [] } },
    { upsert: true, session },
  );
}

/** Their own and the shared ones of their municipality, in their order, then by age. */
export async function savedViewsOf(
  db: Db,
  key: { tenantId: string; owner: Actor },
  session?: ClientSession,
): Promise<SavedView[]> {
  const { tenantId, owner } = key;
  const options = session ? { session } : {};
  const own = await SavedViews(db)
    .find({ tenantId, 'owner.id': owner.id, 'owner.kind': owner.kind, type: 'own' }, null, options)
    .sort({ createdAt: 1 })
    .lean<SavedView[]>();
  const shared = await SavedViews(db)
    .find({ tenantId, type: 'shared' }, null, options)
    .sort({ createdAt: 1 })
    .lean<SavedView[]>();
  const order = await SavedViewOrders(db)
    .findOne({ tenantId, _id: orderId(key) }, null, options)
    .lean<SavedViewOrder>();
  const ids = order?.ids ?? [];
  return [...own, ...shared].sort((a, b) => place(ids, a) - place(ids, b));
}

export function savedViewById(
  db: Db,
  key: { tenantId: string; id: string },
  session?: ClientSession,
): Promise<SavedView | null> {
  return SavedViews(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, null, session ? { session } : {})
    .lean<SavedView>();
}

export async function addSavedView(db: Db, view: SavedView, session: ClientSession): Promise<void> {
  await SavedViews(db).insertMany([view], { session, lean: true });
}

/** One that was read in the same transaction. */
export async function changeSavedView(db: Db, view: SavedView, session: ClientSession): Promise<void> {
  const { _id, tenantId, ...fields } = view;
  await SavedViews(db).updateOne({ tenantId, _id }, { $set: fields }, { session });
}

export async function removeSavedView(
  db: Db,
  key: { tenantId: string; id: string },
  session: ClientSession,
): Promise<void> {
  await SavedViews(db).deleteOne({ tenantId: key.tenantId, _id: key.id }, { session });
}

export async function putOrder(
  db: Db,
  key: { tenantId: string; owner: Actor },
  ids: readonly string[],
): Promise<void> {
  const { tenantId } = key;
  await SavedViewOrders(db).updateOne(
    { tenantId, _id: orderId(key) },
    { $set: { ids: [...new Set(ids)] } },
    { upsert: true },
  );
}
