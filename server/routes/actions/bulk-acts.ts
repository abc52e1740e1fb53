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
  type BulkEntry,
  bulkActById,
  bulkActsOf,
  entriesOf,
  openBulkAct,
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
  readonly entries: readonly BulkEntry[];
}

const countsOf = (entries: readonly BulkEntry[]): Record<BulkEntryState, number> => {
  const counts = Object.fromEntries(BULK_ENTRY_STATES.map((state) => [state, 0]));
  for (const { state } of entries) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<BulkEntryState, number>;
};

/** Null: nothing of it can be taken back, or not any more. */
function undoUntilOf({ row, entries }: Seen, now: Date): Date | null {
  if (row.state !== 'done' || row.endedAt === null) return null;
  if (!entries.some(({ state, inverse }) => state === 'done' && inverse !== null)) return null;
  const until = new Date(row.endedAt.getTime() + BULK_UNDO_MS);
  return until > now ? until : null;
}

function present(deps: ServerDeps, { row, entries }: Seen): BulkActShape {
  const { _id: id, act, state, total, more, createdAt, endedAt } = row;
  return {
    ...{ id, act, state, total, more },
    counts: countsOf(entries),
    sample: [],
    refused: [],
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    undoUntil: undoUntilOf({ row, entries }, deps.now())?.toISOString() ?? null,
  };
}

/** With some of those to be changed, while they are only counted, and each that was left alone. */
async function presentWhole(deps: ServerDeps, scope: Scope, seen: Seen): Promise<BulkActShape> {
  const { tenantId } = scope;
  const waiting =
    seen.row.state === 'prepared' ? seen.entries.filter(({ state }) => state === 'waiting') : [];
  const ids = waiting.slice(0, BULK_SAMPLE).map(({ itemId }) => itemId);
  const items = await itemsById(deps.db, { tenantId, ids });
  const sample = ids.flatMap((id) =>
    items.filter(({ _id, accountId }) => _id === id && sees(scope, accountId)),
  );
  const left = seen.entries.filter(({ reason }) => reason !== null);
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
  return { row, entries: await entriesOf(deps.db, { tenantId: row.tenantId, bulkId: row._id }) };
}

/** Opens it for the worker and writes down who did so; false: somebody was first. */
async function open(
  deps: ServerDeps,
  { row, entries }: Seen,
  change: { from: 'prepared' | 'done'; to: 'running' | 'undoing' },
): Promise<void> {
  const { tenantId, _id: id, actor, act } = row;
  const at = deps.now();
  const isStart = change.to === 'running';
  const count = countsOf(entries)[isStart ? 'waiting' : 'done'];
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
