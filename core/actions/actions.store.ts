/** Outward actions as stored rows, which are jobs: claimed with a token before any effect, finished with the same token. */

import { HOUR_MS, MINUTE_MS } from '../deadlines/civil.ts';
import { type ClientSession, collection, type Db, overAllTenants } from '../kernel/db.ts';
import type { JobKind } from '../kernel/job-rows.ts';
import { type Action, OPEN_ACTION_STATES } from './action.ts';

export interface StoredAction extends Action {
  /** The caller and their Idempotency-Key; unique for 24 h. */
  readonly idempotencyKey: string | null;
  /** The hash of what was asked for with that key. Absent: asked for before it was kept, or without a key. */
  readonly requestSha256?: string;
}

const IDEMPOTENCY_HOURS = 24;

/** Held back for no cause of their own: another action's failure, or a person, has paused the account. */
const PAUSED = { state: 'blocked', cause: 'paused' } as const;

export const Actions = collection<StoredAction>(
  'actions',
  {
    accountId: String,
    itemId: String,
    type: { type: String },
    state: String,
    actor: Object,
    createdAt: Date,
    notBefore: Date,
    finishedAt: Date,
    text: String,
    removal: Object,
    revision: Number,
    contentSha256: String,
    newTextState: String,
    renewals: Number,
    consent: Object,
    answerOwed: Boolean,
    alsoCloses: { type: [String], default: undefined },
    alsoRevisions: { type: [Number], default: undefined },
    alsoUntold: { type: [String], default: undefined },
    captureId: String,
    withoutPicture: Object,
    remoteId: String,
    cause: String,
    attempts: Number,
    sentAt: Date,
    refused: Boolean,
    lease: Object,
    idempotencyKey: String,
    requestSha256: String,
  },
  [
    { keys: { tenantId: 1, itemId: 1, createdAt: 1 } },
    {
      keys: { tenantId: 1, idempotencyKey: 1 },
      unique: true,
      partial: { idempotencyKey: { $type: 'string' } },
    },
    // Keys that grow old.
    { keys: { createdAt: 1 }, partial: { idempotencyKey: { $type: 'string' } } },
    { keys: { notBefore: 1 }, partial: { state: { $in: [...OPEN_ACTION_STATES] } } },
    { keys: { tenantId: 1, accountId: 1, type: 1, createdAt: -1 } },
    // What operators count and somebody has to see to.
    { keys: { state: 1 }, partial: { state: { $in: ['failed', 'blocked'] } } },
    { keys: { accountId: 1 }, partial: PAUSED },
    { keys: { tenantId: 1, accountId: 1, remoteId: 1, sentAt: 1 }, partial: { type: 'reply' } },
    // Removals that wait for the picture of a capture.
    { keys: { captureId: 1 }, partial: { captureId: { $gt: '' } } },
  ],
);

/** What was `running` may have left the machine: it is read back before it is sent again. */
export const ACTION_ROWS: JobKind<StoredAction> = {
  rows: Actions,
  open: OPEN_ACTION_STATES,
  // Longer than any platform call may take.
  leaseMs: 60_000,
  takenOver: { from: 'running', to: 'unknown' },
};

export async function insertAction(db: Db, action: StoredAction, session: ClientSession): Promise<void> {
  await Actions(db).insertMany([action], { session, lean: true });
}

export async function insertActions(
  db: Db,
  actions: readonly StoredAction[],
  session: ClientSession,
): Promise<void> {
  if (actions.length > 0) await Actions(db).insertMany([...actions], { session, lean: true });
}

export function actionById(db: Db, key: { tenantId: string; id: string }, session?: ClientSession) {
  return Actions(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, null, session ? { session } : {})
    .lean<StoredAction>();
}

/** The item's actions, the oldest first. */
export function actionsOfItem(
  db: Db,
  key: { tenantId: string; itemId: string },
  session?: ClientSession,
): Promise<StoredAction[]> {
  return Actions(db)
    .find({ tenantId: key.tenantId, itemId: key.itemId }, null, session ? { session } : {})
    .sort({ createdAt: 1 })
    .lean<StoredAction[]>();
}

/** The action that this caller asked for with this key in the last 24 hours. */
export function actionByKey(
  db: Db,
  key: { tenantId: string; idempotencyKey: string },
  session?: ClientSession,
) {
  const { tenantId, idempotencyKey } = key;
  return Actions(db)
    .findOne({ tenantId, idempotencyKey }, null, session ? { session } : {})
    .lean<StoredAction>();
}

/** Frees keys older than 24 hours, so that they can be used again. The sweeper calls it. */
export async function forgetOldKeys(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - IDEMPOTENCY_HOURS * HOUR_MS);
  await Actions(db).updateMany(
    { idempotencyKey: { $type: 'string' }, createdAt: { $lt: before } },
    { $set: { idempotencyKey: null } },
    overAllTenants('housekeeping of the installation'),
  );
}

/** As {@link updateUnclaimed} asks for it: rows of which no effect can stand on the platform. */
const NOT_LEFT = { $or: [{ sentAt: null }, { refused: true }] };

/** Changes an unclaimed row from one of the given states; false when it has moved on, or left where it must not have. */
export async function updateUnclaimed(
  db: Db,
  change: {
    tenantId: string;
    id: string;
    from: readonly Action['state'][];
    notLeft?: boolean;
    set: Partial<Omit<StoredAction, '_id' | 'tenantId'>>;
  },
  session: ClientSession,
): Promise<boolean> {
  const result = await Actions(db).updateOne(
    {
      tenantId: change.tenantId,
      _id: change.id,
      state: { $in: [...change.from] },
      lease: null,
      ...(change.notLeft ? NOT_LEFT : {}),
    },
    { $set: change.set },
    { session },
  );
  return result.matchedCount === 1;
}

/** The accounts whose actions are held back, of whatever municipality. */
export function accountsHeldBack(db: Db): Promise<string[]> {
  return Actions(db).distinct(
    'accountId',
    PAUSED,
    overAllTenants('the sweeper serves the whole installation'),
  );
}

/** What one of these held up waits from now on for the account alone: the sweep takes it up once that is active. */
export async function holdForResume(
  db: Db,
  {
    tenantId,
    accountId,
    causes,
  }: { tenantId: string; accountId: string; causes: readonly Action['cause'][] },
  session: ClientSession,
): Promise<void> {
  const waiting = { tenantId, accountId, state: 'blocked', cause: { $in: [...causes] } } as const;
  await Actions(db).updateMany(waiting, { $set: { cause: PAUSED.cause } }, { session });
}

/** At most 500: the next sweep finds the others. */
export function heldBackActions(db: Db, key: { tenantId: string; accountId: string }) {
  return Actions(db)
    .find({ tenantId: key.tenantId, accountId: key.accountId, ...PAUSED })
    .sort({ createdAt: 1 })
    .limit(500)
    .lean<StoredAction[]>();
}

/** Replies of the account whose id is known and that were sent at about `since` or later. */
export function repliesSince(
  db: Db,
  { tenantId, accountId, since }: { tenantId: string; accountId: string; since: Date },
): Promise<Pick<StoredAction, 'remoteId'>[]> {
  // A search tolerates a clock that is a minute ahead.
  const from = new Date(since.getTime() - 2 * MINUTE_MS);
  return Actions(db)
    .find(
      { tenantId, accountId, type: 'reply', remoteId: { $gt: '' }, sentAt: { $gte: from } },
      { remoteId: 1 },
    )
    .lean<Pick<StoredAction, 'remoteId'>[]>();
}

/**
 * Replies of these accounts that are what a webhook now shows as the page's own comment: by the platform's id, or, where
 * that is not known yet, those sent since `since` whose end is open.
 */
export function repliesShown(
  db: Db,
  key: { tenantId: string; accountIds: readonly string[]; remoteIds: readonly string[]; since: Date },
  session: ClientSession,
) {
  return Actions(db)
    .find(
      {
        tenantId: key.tenantId,
        accountId: { $in: [...key.accountIds] },
        type: 'reply',
        $or: [
          { remoteId: { $in: [...key.remoteIds] } },
          // The reply itself may have been asked for much earlier.
          { remoteId: null, sentAt: { $gte: key.since }, refused: { $ne: true } },
        ],
      },
      null,
      { session },
    )
    .lean<StoredAction[]>();
}
