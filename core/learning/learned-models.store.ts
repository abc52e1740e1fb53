/** What each municipality taught its classifier, in versions: bytes of weights and where they come from, never texts. */
import { randomUUID } from 'node:crypto';
import { type ClientSession, collection, type Db, overAllTenants, transaction } from '../kernel/db.ts';
import { invalid } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';

/** in-use: at most one; replaced: by a newer one; off: switched off by a person; rejected: it was not better. */
export type LearnedModelState = 'in-use' | 'replaced' | 'off' | 'rejected';

export interface StoredModel {
  readonly _id: string;
  readonly tenantId: string;
  /** From 1; `org-3` in the version of a verdict. */
  readonly version: number;
  readonly state: LearnedModelState;
  /** The shipped model that it stands on. */
  readonly classifier: string;
  /** Null where nothing was trained or nothing may be used. */
  readonly bytes: Buffer | null;
  readonly createdAt: Date;
  readonly by: Actor;
  /** How many texts taught it, and how many of them a person had corrected. */
  readonly texts: number;
  readonly corrections: number;
  /** The figures of the test, as classifiers/text/learned gives them. */
  readonly figures: readonly object[];
}

export const LearnedModels = collection<StoredModel>(
  'organisationLayers',
  {
    version: Number,
    state: String,
    classifier: String,
    bytes: Buffer,
    createdAt: Date,
    by: Object,
    texts: Number,
    corrections: Number,
    figures: [Object],
  },
  [
    { keys: { tenantId: 1, version: -1 }, unique: true },
    { keys: { tenantId: 1, state: 1 }, unique: true, partial: { state: 'in-use' } },
  ],
);

type Key = { tenantId: string };

async function retire(db: Db, { tenantId, to }: Key & { to: 'replaced' | 'off' }, session: ClientSession) {
  const { matchedCount } = await LearnedModels(db).updateMany(
    { tenantId, state: 'in-use' },
    { $set: { state: to } },
    { session },
  );
  return matchedCount > 0;
}

export type NewModel = Omit<StoredModel, '_id' | 'version' | 'state'>;

/** Keeps it under the next number: with bytes it is in use from now on, without it is kept as rejected. */
export function addModel(db: Db, newModel: NewModel): Promise<StoredModel> {
  const { tenantId } = newModel;
  return transaction(db, async (session) => {
    const last = await LearnedModels(db)
      .findOne({ tenantId }, { version: 1 }, { session })
      .sort({ version: -1 })
      .lean<{ version: number }>();
    const state: LearnedModelState = newModel.bytes === null ? 'rejected' : 'in-use';
    if (state === 'in-use') await retire(db, { tenantId, to: 'replaced' }, session);
    const row = { ...newModel, _id: randomUUID(), version: (last?.version ?? 0) + 1, state };
    await LearnedModels(db).insertMany([row], { session, lean: true });
    return row;
  });
}

/** False: none was in use. */
export function switchModelOff(db: Db, { tenantId }: Key): Promise<boolean> {
  return transaction(db, (session) => retire(db, { tenantId, to: 'off' }, session));
}

/** Puts an earlier one back. 422 for one that was rejected or never was. */
export function useModel(db: Db, { tenantId, version }: Key & { version: number }): Promise<void> {
  return transaction(db, async (session) => {
    const row = await LearnedModels(db)
      .findOne({ tenantId, version }, { bytes: 0 }, { session })
      .lean<Omit<StoredModel, 'bytes'>>();
    if (row === null) throw invalid(`There is no learned model ${version}.`);
    if (row.state === 'rejected')
      throw invalid(`The learned model ${version} was not better, so it cannot be used.`);
    if (row.state === 'in-use') return;
    await retire(db, { tenantId, to: 'replaced' }, session);
    await LearnedModels(db).updateOne({ tenantId, _id: row._id }, { $set: { state: 'in-use' } }, { session });
  });
}

/** Newest first, without their weights. */
export function modelsOf(db: Db, { tenantId }: Key): Promise<Omit<StoredModel, 'bytes'>[]> {
  return LearnedModels(db)
    .find({ tenantId }, { bytes: 0 })
    .sort({ version: -1 })
    .limit(100)
    .lean<Omit<StoredModel, 'bytes'>[]>();
}

export type ModelInUse = Pick<StoredModel, '_id' | 'tenantId' | 'version' | 'classifier'>;

/** Those in use in the whole installation: one per municipality at most. */
export function modelsInUse(db: Db): Promise<ModelInUse[]> {
  return LearnedModels(db)
    .find(
      { state: 'in-use' },
      { tenantId: 1, version: 1, classifier: 1 },
      overAllTenants('every worker keeps the learned models of the installation'),
    )
    .lean<ModelInUse[]>();
}

export async function modelBytes(
  db: Db,
  { tenantId, version }: Key & { version: number },
): Promise<Buffer | null> {
  const row = await LearnedModels(db)
    .findOne({ tenantId, version }, { bytes: 1 })
    .lean<Pick<StoredModel, 'bytes'>>();
  // a lean document holds BSON's Binary where mongoose would give a Buffer
  const bytes = row?.bytes as Buffer | { buffer: Uint8Array } | null | undefined;
  if (!bytes) return null;
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer);
}
