/**
 * Gives one capture to the case system of its board. A try is written down before anything leaves and settled with its
 * answer; where that was lost, the try may have arrived, and the next one says so.
 */

import { captureRowById } from '../../core/evidence/capture-rows.store.ts';
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import { sha256 } from '../../core/kernel/ids.ts';
import { updateRow } from '../../core/kernel/job-rows.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import type { HandOverCause, HandOverTry } from '../../core/records/hand-over.ts';
import { stateEvents } from '../../core/records/hand-over-commands.ts';
import {
  HAND_OVER_ROWS,
  type HandOver,
  routeById,
  type StoredRoute,
} from '../../core/records/hand-overs.store.ts';
import { mayBeSecret } from '../../core/records/secret.ts';
import type { WorkerDeps } from '../deps.ts';
import { type Attempt, runRow, type Settle, type Settlement } from '../run-row.ts';
import type { Delivered, PackedFile } from './deps.ts';
import type { Parcel } from './letter.ts';
import { attachmentName, evidenceFor, foundAgain, nameOf, packFiles, sendParcel } from './parcel.ts';

type RowSet = Settlement<HandOver>['set'];

/** Settles the row, and tells its item where people see another state. */
const settle =
  (deps: WorkerDeps, claimed: HandOver, settlement: Settlement<HandOver>): Settle<HandOver> =>
  async (session) => {
    const { tenantId, itemId, _id } = claimed;
    const { state, cause = null } = settlement.set;
    if (itemId === null || state === undefined) return settlement;
    const item = await itemById(deps.db, { tenantId, id: itemId }, session);
    if (item === null) return settlement;
    const changed = await recordNewEvents(deps.db, item, {
      newEvents: stateEvents(item, { id: _id, state, cause }),
      actor: { kind: 'machine', id: 'hand-over' },
      at: deps.now(),
      session,
    });
    return { ...settlement, items: changed === item ? [] : [changed] };
  };

const ended = (deps: WorkerDeps, claimed: HandOver, set: RowSet): Settle<HandOver> =>
  settle(deps, claimed, { set });

/** What an earlier worker began and nobody has settled. */
const lostTry = ({ tries }: HandOver): HandOverTry | null => {
  const last = tries.at(-1);
  return last?.outcome === null ? last : null;
};

const withOutcome = (
  tries: readonly HandOverTry[],
  outcome: Pick<HandOverTry, 'outcome' | 'cause'> & { readonly endedAt: Date | null },
): HandOverTry[] => tries.map((tried) => (tried.outcome === null ? { ...tried, ...outcome } : tried));

/** A trial is for the person who waits for its answer: it is never tried again by itself. */
function afterTry(
  deps: WorkerDeps,
  attempt: Attempt<HandOver>,
  { tries, delivered }: { tries: readonly HandOverTry[]; delivered: Delivered },
): Settle<HandOver> {
  const { claimed, isLast } = attempt;
  const cause: HandOverCause | null = delivered.outcome === 'sent' ? null : delivered.cause;
  const after = withOutcome(tries, { outcome: delivered.outcome, cause, endedAt: deps.now() });
  if (delivered.outcome === 'sent')
    return ended(deps, claimed, { state: 'sent', cause: null, shown: null, tries: after });
  const shown = delivered.outcome === 'not-sent' ? (delivered.shown ?? null) : null;
  const isOver = isLast || claimed.isTest;
  if (delivered.outcome === 'unknown') {
    const set = { state: isOver ? ('failed' as const) : ('unknown' as const), cause, shown, tries: after };
    return settle(deps, claimed, isOver ? { set } : { set, again: 'backoff' });
  }
  if (!delivered.again) {
    const isRefusal = cause === 'recipient-refused' || cause === 'message-refused';
    return ended(deps, claimed, { state: isRefusal ? 'refused' : 'failed', cause, shown, tries: after });
  }
  if (isOver) return ended(deps, claimed, { state: 'failed', cause, shown, tries: after });
  return settle(deps, claimed, { set: { state: 'queued', cause, shown, tries: after }, again: 'backoff' });
}

/** Puts down what an earlier worker left open. Null: it stands there whole, and that is the answer. */
async function settleLost(deps: WorkerDeps, claimed: HandOver, route: StoredRoute) {
  const lost = lostTry(claimed);
  if (lost === null) return claimed.tries;
  const found = await foundAgain(deps, route, lost.name);
  if (found === 'whole') return null;
  // What stands there half was never given its name: nobody has it.
  const outcome = found === 'half' ? ('not-sent' as const) : ('unknown' as const);
  return withOutcome(claimed.tries, { outcome, cause: 'worker-lost', endedAt: null });
}

/** Null: it could not be built, now. Nothing has left. */
async function packedOrNull(
  deps: WorkerDeps,
  evidence: EvidencePackage,
  route: StoredRoute,
): Promise<PackedFile[] | null> {
  try {
    return await packFiles(deps, evidence, route);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    deps.log.error({ err: error, captureId: evidence.captureId }, 'a package could not be built');
    return null;
  }
}

const WAIT_FOR_PICTURE_MS = 10_000;
/** As many as leave the larger part of the tries to the sending. The picture's own quick tries take less. */
const WAITS_FOR_PICTURE = 6;

/**
 * What it waits for; null: nothing. Without a record nothing can go. A picture that is still being taken goes along; one
 * that is missing is made up for over weeks, and nobody waits.
 */
async function waitsFor(
  deps: WorkerDeps,
  { claimed: { tenantId, captureId, tries, attempts }, isLast }: Attempt<HandOver>,
): Promise<'capture-coming' | 'picture-coming' | null> {
  if (captureId === null || tries.length > 0 || isLast) return null;
  const row = await captureRowById(deps.db, { tenantId, id: captureId });
  if (row?.state === 'wanted') return 'capture-coming';
  if (row?.picture !== 'waiting' || row.state !== 'sealed') return null;
  return attempts > WAITS_FOR_PICTURE ? null : 'picture-coming';
}

const noRoute: RowSet = { state: 'failed', cause: 'no-route' };

async function work(deps: WorkerDeps, attempt: Attempt<HandOver>): Promise<Settle<HandOver> | null> {
  const { claimed } = attempt;
  const route = await routeById(deps.db, { tenantId: claimed.tenantId, id: claimed.routeId });
  if (route === null || route.kind !== claimed.kind) return ended(deps, claimed, noRoute);
  const cause = await waitsFor(deps, attempt);
  if (cause !== null) {
    const again = claimed.attempts > WAITS_FOR_PICTURE ? 'backoff' : WAIT_FOR_PICTURE_MS;
    return settle(deps, claimed, { set: { state: 'queued', cause }, again });
  }
  const before = await settleLost(deps, claimed, route);
  if (before === null)
    return afterTry(deps, attempt, { tries: claimed.tries, delivered: { outcome: 'sent' } });
  const evidence = await evidenceFor(deps, claimed, route);
  if (evidence === null)
    return ended(deps, claimed, { state: 'failed', cause: 'capture-gone', tries: before });
  if (!route.internal && mayBeSecret(evidence))
    return ended(deps, claimed, { state: 'refused', cause: 'secret-not-allowed', tries: before });
  const files = await packedOrNull(deps, evidence, route);
  if (files === null) {
    const delivered = { outcome: 'not-sent', cause: 'fault', again: true } as const;
    return afterTry(deps, attempt, { tries: before, delivered });
  }
  const row = { ...claimed, tries: before };
  const name = nameOf(deps, row, files);
  const begun: HandOverTry = {
    number: before.length + 1,
    name,
    startedAt: deps.now(),
    endedAt: null,
    outcome: null,
    cause: null,
  };
  const tries = [...before, begun];
  const isOurs = await updateRow(deps.db, HAND_OVER_ROWS, { claimed, set: { state: 'sending', tries } });
  if (!isOurs) return null;
  const parcel: Parcel = {
    row,
    name,
    evidence,
    files: files.map((file) => ({
      name: attachmentName(evidence, file),
      file,
      sha256: sha256(file.bytes),
    })),
    language: route.language,
    publicUrl: deps.handOver.publicUrl,
  };
  return afterTry(deps, attempt, { tries, delivered: await sendParcel(deps, route, parcel) });
}

/** The processor of `hand-over`. */
export function createHandOver(deps: WorkerDeps): Processor {
  const gone: RowSet = { state: 'failed', cause: 'capture-gone' };
  return runRow<HandOver, object>(deps, {
    name: 'hand-over',
    kind: HAND_OVER_ROWS,
    load: async () => ({}),
    gone: () => ({ set: gone }),
    giveUp: async ({ claimed }) =>
      ended(deps, claimed, {
        state: 'failed',
        cause: 'worker-lost',
        tries: withOutcome(claimed.tries, { outcome: 'unknown', cause: 'worker-lost', endedAt: null }),
      }),
    work: (attempt) => work(deps, attempt),
  });
}
