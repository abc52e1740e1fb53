/** Acts on many items: counted, begun, looked at and taken back by the one who asked, and by nobody else. */
import type { Principal } from '../../../core/accounts/people.store.ts';
import type { BulkActShape } from '../../../core/actions/bulk-act.contract.ts';
import {
  BULK_ENTRY_STATES,
  BULK_SAMPLE,
  BULK_UNDO_MS,
  type BulkEntryState,
  PREPARED_FOR_MS,
} from '../../../core/actions/bulk-act.ts';
import {
  bulkActById,
  bulkActsOf,
  countEntries,
  type EntryCounts,
  nextEntries,
  openBulkAct,
  refusedEntries,
  type StoredBulkAct,
} from '../../../core/actions/bulk-acts.store.ts';
import { itemsById } from '../../../core/inbox/items.store.ts';
import { namedItems } from '../../../core/inbox/named-items.store.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { logWork } from '../../../core/inbox/work-log.store.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { notFound, UppsiktError } from '../../../core/kernel/errors.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { prepare } from './prepare-bulk-act.ts';

const conflict = (code: string, message: string): UppsiktError =>
  new UppsiktError({ code, status: 409, message });

interface Seen {
  readonly row: StoredBulkAct;
  readonly counts: EntryCounts;
}

const countsOf = ({ byState }: EntryCounts): Record<BulkEntryState, number> =>
  Object.fromEntries(BULK_ENTRY_STATES.map((state) => [state, byState[state] ?? 0])) as Record<
    BulkEntryState,
    number
  >;

/** Null: nothing of it can be taken back, or not any more. */
function undoUntilOf({ row, counts }: Seen, now: Date): Date | null {
  if (row.state !== 'done' || row.endedAt === null) return null;
  if (counts.undoable === 0) return null;
  const until = new Date(row.endedAt.getTime() + BULK_UNDO_MS);
  return until > now ? until : null;
}

function present(deps: ServerDeps, { row, counts }: Seen): BulkActShape {
  const { _id: id, act, state, total, more, createdAt, endedAt } = row;
  return {
    ...{ id, act, state, total, more },
    counts: countsOf(counts),
    sample: [],
    refused: [],
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    undoUntil: undoUntilOf({ row, counts }, deps.now())?.toISOString() ?? null,
  };
}

/** With some of those to be changed, while they are only counted, and each that was left alone. */
async function presentWhole(deps: ServerDeps, scope: Scope, seen: Seen): Promise<BulkActShape> {
  const { tenantId } = scope;
  const key = { tenantId, bulkId: seen.row._id };
  const waiting =
    seen.row.state === 'prepared'
      ? await nextEntries(deps.db, { ...key, state: 'waiting' }, BULK_SAMPLE)
      : [];
  const ids = waiting.map(({ itemId }) => itemId);
  const items = await itemsById(deps.db, { tenantId, ids });
  const sample = ids.flatMap((id) =>
    items.filter(({ _id, accountId }) => _id === id && sees(scope, accountId)),
  );
  const left = await refusedEntries(deps.db, key);
  const named = await namedItems(
    deps.db,
    scope,
    left.map(({ itemId }) => itemId),
  );
  return {
    ...present(deps, seen),
    sample: sample.map((item) => presentItem(item, deps.now())),
    refused: left.map(({ itemId, reason, state }) => ({
      itemId,
      author: named.get(itemId)?.author?.name ?? null,
      reason: reason ?? 'other',
      done: state === 'kept',
    })),
  };
}

async function own(deps: ServerDeps, { scope, actor }: Principal, id: string): Promise<StoredBulkAct> {
  const row = await bulkActById(deps.db, { tenantId: scope.tenantId, id });
  if (row === null || row.actor.kind !== actor.kind || row.actor.id !== actor.id) throw notFound('act');
  return row;
}

async function seenOf(deps: ServerDeps, row: StoredBulkAct): Promise<Seen> {
  return { row, counts: await countEntries(deps.db, { tenantId: row.tenantId, bulkId: row._id }) };
}

/** Opens it for the worker and writes down who did so; false: somebody was first. */
async function open(
  deps: ServerDeps,
  { row, counts }: Seen,
  change: { from: 'prepared' | 'done'; to: 'running' | 'undoing' },
): Promise<void> {
  const { tenantId, _id: id, actor, act } = row;
  const at = deps.now();
  const isStart = change.to === 'running';
  const count = countsOf(counts)[isStart ? 'waiting' : 'done'];
  const type = isStart ? ('bulk.started' as const) : ('bulk.undo-started' as const);
  const isOurs = await transaction(deps.db, async (session) => {
    if (!(await openBulkAct(deps.db, { tenantId, id, ...change, now: at }, session))) return false;
    await logWork(
      deps.db,
      { tenantId, type, subject: id, actor, at, data: { act: act.type, count } },
      session,
    );
    return true;
  });
  if (isOurs) void deps.queues.hint('bulk-act', [{ ...row, attempts: 0 }]);
}

type BulkRoutes = 'prepareBulkAct' | 'listBulkActs' | 'readBulkAct' | 'startBulkAct' | 'undoBulkAct';

export function bulkActHandlers(deps: ServerDeps): Pick<Handlers, BulkRoutes> {
  const read = async (principal: Principal, id: string): Promise<BulkActShape> =>
    presentWhole(deps, principal.scope, await seenOf(deps, await own(deps, principal, id)));
  return {
    async prepareBulkAct({ principal, body }) {
      return presentWhole(deps, principal.scope, await seenOf(deps, await prepare(deps, principal, body)));
    },
    async listBulkActs({ principal: { scope, actor } }) {
      const rows = await bulkActsOf(deps.db, { tenantId: scope.tenantId, actor });
      const seen = await Promise.all(rows.map((row) => seenOf(deps, row)));
      return { acts: seen.map((act) => present(deps, act)) };
    },
    readBulkAct: ({ principal, id }) => read(principal, id),
    async startBulkAct({ principal, id }) {
      const row = await own(deps, principal, id);
      const isOld = row.createdAt.getTime() + PREPARED_FOR_MS < deps.now().getTime();
      if (row.state === 'prepared' && isOld)
        throw conflict('counted_long_ago', 'It was counted too long ago. Count again.');
      if (row.state === 'prepared')
        await open(deps, await seenOf(deps, row), { from: 'prepared', to: 'running' });
      return read(principal, id);
    },
    async undoBulkAct({ principal, id }) {
      const seen = await seenOf(deps, await own(deps, principal, id));
      const isUndone = seen.row.state === 'undoing' || seen.row.state === 'undone';
      if (!isUndone && undoUntilOf(seen, deps.now()) === null)
        throw conflict('too_late', 'It cannot be taken back, or not any more.');
      if (!isUndone) await open(deps, seen, { from: 'done', to: 'undoing' });
      return read(principal, id);
    },
  };
}
