/**
 * Seals the record of a judgement, where a removal has not done so already, and then takes its picture: as a seal of its
 * own that names the record's. A picture that cannot be taken now is made up for later; the record stands without it.
 */
import { addAlarms } from '../../core/alarms/alarms.store.ts';
import { evidenceAlarms } from '../../core/alarms/evidence-alarms.ts';
import { sealFiles } from '../../core/evidence/capture.ts';
import { CAPTURE_ROWS, type CaptureRow } from '../../core/evidence/capture-rows.store.ts';
import { appendCapture } from '../../core/evidence/captures.store.ts';
import { evidencePackage } from '../../core/evidence/package.store.ts';
import type { EvidencePackage } from '../../core/evidence/package.ts';
import type { PictureCause } from '../../core/evidence/picture-state.ts';
import { SOFTWARE } from '../../core/evidence/software.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { isKeptOut } from '../../core/inbox/withheld.ts';
import { type ClientSession, isTooLarge, transaction } from '../../core/kernel/db.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import { updateRow } from '../../core/kernel/job-rows.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { NoBrowser } from '../../documents/picture/painter.ts';
import type { WorkerDeps } from '../deps.ts';
import { type Attempt, type ItemAndAccount, loadItemAndAccount, runRow, type Settle } from '../run-row.ts';
import { captureRecord, isWithoutContent } from './record.ts';
import { assertStillSealable, sealRecord } from './seal.ts';
import { type TakenPicture, takePicture } from './take-picture.ts';
import { resumeStopped, wakeRemovals } from './wake-removals.ts';

type Capturing = Attempt<CaptureRow> & ItemAndAccount;

/** So many tries follow quickly on one another; then the picture is called missing. */
const QUICK_TRIES = 3;
const LATER_MS = 6 * 3_600_000;
const ACTOR = { kind: 'machine', id: 'capture' } as const;

const tell = ({ db, now }: WorkerDeps, claimed: CaptureRow, session: ClientSession) =>
  addAlarms(db, evidenceAlarms(claimed, now()), session);

/** What happened to the item, in the transaction that settles the row. */
async function recorded(
  deps: WorkerDeps,
  { tenantId, itemId }: CaptureRow,
  { newEvents, session }: { newEvents: readonly NewEvent[]; session: ClientSession },
): Promise<Item[]> {
  const item = await itemById(deps.db, { tenantId, id: itemId }, session);
  if (item === null) return [];
  const writing = { newEvents, actor: ACTOR, at: deps.now(), session };
  return [await recordNewEvents(deps.db, item, writing)];
}

/** The row as sealed; null: the claim was lost. */
async function sealWanted(
  deps: WorkerDeps,
  { claimed, item, account }: Capturing,
): Promise<CaptureRow | null> {
  const { cause, _id: captureId } = claimed;
  if (cause === null) throw new Error('A capture without a cause.');
  const record = await captureRecord(deps, { item, account, cause });
  return transaction(deps.db, async (session) => {
    const fresh = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
    if (fresh === null) throw new Error('A capture without its item.');
    assertStillSealable(item, fresh);
    const isDrawable = !isWithoutContent({ item: fresh, cause });
    const set = isDrawable
      ? ({ state: 'sealed' } as const)
      : ({ state: 'done', picture: 'none-allowed' } as const);
    if (!(await updateRow(deps.db, CAPTURE_ROWS, { claimed, set, session }))) return null;
    await sealRecord(deps, { captureId, record, item: fresh, account, cause, session });
    return { ...claimed, ...set };
  });
}

/** Loud, and the item says so: nothing was removed for it, and somebody must see to it. */
const failed =
  (deps: WorkerDeps, claimed: CaptureRow): Settle<CaptureRow> =>
  async (session) => {
    const newEvent = { type: 'capture.failed', data: { captureId: claimed._id } } as const;
    await tell(deps, claimed, session);
    return {
      set: { state: 'failed' },
      items: await recorded(deps, claimed, { newEvents: [newEvent], session }),
    };
  };

const noneAllowed =
  (deps: WorkerDeps, claimed: CaptureRow): Settle<CaptureRow> =>
  async (session) => {
    const data = { captureId: claimed._id, state: 'none-allowed', cause: null } as const;
    const items = await recorded(deps, claimed, {
      newEvents: [{ type: 'capture.picture', data }],
      session,
    });
    return { set: { state: 'done', picture: 'none-allowed' }, items, ...wakeRemovals(deps, claimed) };
  };

/** Said once, told once; tried again for days. */
const missing =
  (deps: WorkerDeps, { claimed, isLast }: Capturing, cause: PictureCause): Settle<CaptureRow> =>
  async (session) => {
    if (claimed.attempts < QUICK_TRIES && !isLast) return { set: { pictureCause: cause }, again: 'backoff' };
    const isNew = claimed.picture !== 'missing';
    const data = { captureId: claimed._id, state: 'missing', cause } as const;
    if (isNew) await tell(deps, claimed, session);
    const newEvent: NewEvent = { type: 'capture.picture', data };
    const items = isNew ? await recorded(deps, claimed, { newEvents: [newEvent], session }) : [];
    const set = { picture: 'missing', pictureCause: cause } as const;
    const after = isNew ? wakeRemovals(deps, claimed) : {};
    return isLast
      ? { set: { ...set, state: 'done' }, items, ...after }
      : { set, items, again: LATER_MS, ...after };
  };

const sealedPicture =
  (
    deps: WorkerDeps,
    claimed: CaptureRow,
    taken: TakenPicture & { evidence: EvidencePackage },
  ): Settle<CaptureRow> =>
  async (session) => {
    const now = deps.now();
    const { tenantId, accountId, itemId, _id: recordId } = claimed;
    const pictureId = derivedId(recordId, 'picture');
    const { browser, sandbox } = deps.painter.state();
    const sealed = sealFiles(taken.files, {
      at: now.toISOString(),
      captureId: pictureId,
      tenant: tenantId,
      of: { captureId: recordId, manifestSha256: taken.evidence.manifestSha256 },
      software: SOFTWARE,
      browser: { version: browser, sandbox },
      pictures: taken.pictures.map((picture) => ({ ...picture })),
    });
    const seal = { _id: pictureId, tenantId, accountId, itemId, recordId, sealedAt: now, ...sealed };
    await appendCapture(deps.db, seal, session);
    const { manifestSha256 } = sealed;
    const data = { captureId: recordId, state: 'taken', cause: null, pictureId, manifestSha256 } as const;
    const resumed = await resumeStopped(deps, claimed, session);
    const newEvents: NewEvent[] = [{ type: 'capture.picture', data }, ...resumed];
    const items = await recorded(deps, claimed, { newEvents, session });
    const set = { state: 'done', picture: 'taken', pictureCause: null } as const;
    return { set, items, ...wakeRemovals(deps, claimed) };
  };

async function picture(deps: WorkerDeps, capturing: Capturing): Promise<Settle<CaptureRow>> {
  const { claimed, item, account } = capturing;
  const { tenantId, _id: captureId } = claimed;
  const evidence = await evidencePackage(deps.db, { tenantId, captureId });
  if (evidence === null) throw new Error('A row whose capture is gone.');
  // Also where a person has kept it out since the record was sealed.
  if (evidence.withoutContent || isKeptOut(item)) return noneAllowed(deps, claimed);
  try {
    const taken = await takePicture(deps, evidence, { item, account });
    return sealedPicture(deps, claimed, { ...taken, evidence });
  } catch (error) {
    deps.log.warn({ err: error, captureId }, 'a picture could not be taken');
    return missing(deps, capturing, error instanceof NoBrowser ? 'no-browser' : 'failed');
  }
}

async function work(deps: WorkerDeps, capturing: Capturing): Promise<Settle<CaptureRow> | null> {
  const { claimed, isLast } = capturing;
  if (claimed.state !== 'wanted') return picture(deps, capturing);
  try {
    const sealed = await sealWanted(deps, capturing);
    if (sealed === null) return null;
    if (sealed.state === 'done') return { set: {} };
    return picture(deps, { ...capturing, claimed: sealed });
  } catch (error) {
    if (!isTooLarge(error) && !isLast) throw error;
    deps.log.error({ err: error, captureId: claimed._id }, 'a record cannot be sealed');
    return failed(deps, claimed);
  }
}

/** The processor of `capture`. */
export function createCapture(deps: WorkerDeps): Processor {
  return runRow<CaptureRow, ItemAndAccount>(deps, {
    name: 'capture',
    kind: CAPTURE_ROWS,
    load: (claimed) => loadItemAndAccount(deps, claimed),
    gone: ({ state }) => ({ set: { state: state === 'wanted' ? 'failed' : 'done' } }),
    giveUp: async (capturing) =>
      capturing.claimed.state === 'wanted'
        ? failed(deps, capturing.claimed)
        : missing(deps, { ...capturing, isLast: true }, 'failed'),
    work: (capturing) => work(deps, capturing),
  });
}
