/**
 * Captures to be made and pictures to be taken: one row per capture, which is the job. Its id is the capture's, which
 * derives from the cause, so that the same cause asked for twice is one capture.
 */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow, NewRow } from '../kernel/job-rows.ts';
import type { Actor } from '../kernel/roles.ts';
import { type CaptureCause, causeOfAction } from './cause.ts';
import type { PictureCause, PictureState } from './picture-state.ts';

export interface CaptureRow extends JobRow {
  readonly accountId: string;
  readonly itemId: string;
  /** Null: the record was sealed before causes were kept beside it. */
  readonly cause: CaptureCause | null;
  /** wanted: its record is to be sealed. sealed: its picture is to be taken. failed: no record could be sealed. */
  readonly state: 'wanted' | 'sealed' | 'done' | 'failed';
  readonly picture: PictureState;
  readonly pictureCause: PictureCause | null;
  readonly createdAt: Date;
}

export const OPEN_CAPTURE_STATES = ['wanted', 'sealed'] as const;

export const CaptureRows = collection<CaptureRow>(
  'captureRows',
  {
    accountId: String,
    itemId: String,
    cause: Object,
    state: String,
    picture: String,
    pictureCause: String,
    createdAt: Date,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [
    { keys: { notBefore: 1 }, partial: { state: { $in: [...OPEN_CAPTURE_STATES] } } },
    { keys: { tenantId: 1, accountId: 1, picture: 1 }, partial: { picture: 'missing' } },
    { keys: { tenantId: 1, accountId: 1, state: 1 }, partial: { state: 'failed' } },
  ],
);

export const CAPTURE_ROWS: JobKind<CaptureRow> = {
  rows: CaptureRows,
  open: OPEN_CAPTURE_STATES,
  // Longer than ten pictures take to be fetched, and a long text to be drawn.
  leaseMs: 180_000,
};

type RowSubject = Pick<CaptureRow, 'tenantId' | 'accountId' | 'itemId' | 'createdAt'>;

/** The row of a record that is sealed in the same transaction. */
export const sealedRow = (
  captureId: string,
  cause: CaptureCause,
  subject: RowSubject & { readonly isDrawable: boolean },
): NewRow<CaptureRow> => {
  const { isDrawable, ...row } = subject;
  return {
    _id: captureId,
    ...row,
    cause,
    state: isDrawable ? 'sealed' : 'done',
    picture: isDrawable ? 'waiting' : 'none-allowed',
    pictureCause: null,
  };
};

/** The row of a judgement that is to be captured: one for each trigger and revision of the text. */
export function wantedRow(
  item: {
    readonly _id: string;
    readonly tenantId: string;
    readonly accountId: string;
    readonly revision: number;
  },
  action: Parameters<typeof causeOfAction>[0],
): NewRow<CaptureRow> {
  const cause = causeOfAction(action);
  return {
    _id: derivedId(item._id, 'capture', cause.trigger, String(item.revision)),
    tenantId: item.tenantId,
    accountId: item.accountId,
    itemId: item._id,
    cause,
    state: 'wanted',
    picture: 'waiting',
    pictureCause: null,
    createdAt: action.createdAt,
  };
}

/** The row of what somebody wants to hand over and nobody has judged: one for each revision of the text. */
export function askedForRow(
  item: Parameters<typeof wantedRow>[0],
  { handOverId, actor, at }: { readonly handOverId: string; readonly actor: Actor; readonly at: Date },
): NewRow<CaptureRow> {
  const action = { id: handOverId, type: 'hand-over' } as const;
  return {
    _id: askedForId(item),
    tenantId: item.tenantId,
    accountId: item.accountId,
    itemId: item._id,
    cause: { trigger: 'asked-for', actor, at, action, removal: null },
    state: 'wanted',
    picture: 'waiting',
    pictureCause: null,
    createdAt: at,
  };
}

export const askedForId = ({ _id, revision }: { readonly _id: string; readonly revision: number }): string =>
  derivedId(_id, 'capture', 'asked-for', String(revision));

export function captureRowById(db: Db, key: { tenantId: string; id: string }, session?: ClientSession) {
  return CaptureRows(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, null, session ? { session } : {})
    .lean<CaptureRow>();
}

/** Captures of the account without a record or without a picture. */
export async function capturesInTrouble(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
): Promise<number> {
  const limit = 10_000;
  const [unsealed, unpictured] = await Promise.all([
    CaptureRows(db).countDocuments({ tenantId, accountId, state: 'failed' }, { limit }),
    CaptureRows(db).countDocuments({ tenantId, accountId, picture: 'missing' }, { limit }),
  ]);
  return unsealed + unpictured;
}
