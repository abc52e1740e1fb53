/**
 * Runs every job whose row is claimed: claim, load, end when what it is about is gone, give up when it was tried too
 * often, work, settle or put off, hint again. Safe to run twice and to be killed anywhere. A job brings its work and
 * what giving up means.
 */
import type { Account } from '../core/accounts/account.ts';
import { accountById } from '../core/accounts/accounts.store.ts';
import type { Item } from '../core/inbox/item.ts';
import { itemsById } from '../core/inbox/items.store.ts';
import { publishItems } from '../core/inbox/publish-items.ts';
import { backoffMs } from '../core/kernel/backoff.ts';
import { type ClientSession, transaction } from '../core/kernel/db.ts';
import {
  claimRow,
  dueLater,
  type JobKind,
  type JobRow,
  type RowChange,
  settleRow,
} from '../core/kernel/job-rows.ts';
import { JOBS, type RowJobName } from '../core/kernel/queue/jobs.ts';
import type { Processor } from '../core/kernel/queue/run-worker.ts';
import type { WorkerDeps } from './deps.ts';

/** What becomes of a claimed row. */
export interface Settlement<Row extends JobRow> {
  readonly set: Omit<RowChange<Row>, 'notBefore' | 'attempts'>;
  /** Tried again after so many milliseconds, or after the job's own wait. Absent: the row has ended. */
  readonly again?: number | 'backoff';
  /** Items that changed with the row: browsers are told. */
  readonly items?: readonly Item[];
  /** What follows once the row is settled, in transactions of its own. */
  afterwards?(): Promise<void>;
}

/** Settles alone, or in one transaction with what else changes; that is undone where the claim was lost meanwhile. */
export type Settle<Row extends JobRow> =
  | Settlement<Row>
  | ((session: ClientSession) => Promise<Settlement<Row>>);

export interface Attempt<Row extends JobRow> {
  readonly claimed: Row;
  /** What fails now is not tried again. */
  readonly isLast: boolean;
}

export interface RowJob<Row extends JobRow, Subject extends object> {
  readonly name: RowJobName;
  readonly kind: JobKind<Row>;
  /** What the row is about; null: it is gone. */
  load(claimed: Row): Promise<Subject | null>;
  /** Of a row whose subject is gone. */
  gone(claimed: Row): Settle<Row>;
  /** Null: the claim was lost on the way. */
  work(attempt: Attempt<Row> & Subject): Promise<Settle<Row> | null>;
  /** Every try has ended with its worker. */
  giveUp(attempt: Attempt<Row> & Subject): Promise<Settle<Row>>;
}

type RunnerDeps = Pick<WorkerDeps, 'db' | 'queues' | 'publisher' | 'log' | 'now'>;

/** Ids of hints that follow an early one differ from it: BullMQ drops an add whose job is still running. */
const EARLY = 1000;

class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** A hint that came early: another one for when the row is due. */
async function comeBack<Row extends JobRow>(
  deps: RunnerDeps,
  { name, kind }: { name: RowJobName; kind: JobKind<Row> },
  key: { tenantId: string; id: string; now: Date },
): Promise<void> {
  const row = await dueLater(deps.db, kind, key);
  if (row === null) return;
  const { notBefore, ...ref } = row;
  const waitMs = notBefore.getTime() - key.now.getTime();
  await deps.queues.hint(name, [{ ...ref, attempts: ref.attempts + EARLY }], waitMs);
}

/** Null: the claim was lost, and nothing has changed. */
async function settled<Row extends JobRow>(
  deps: RunnerDeps,
  job: { kind: JobKind<Row>; waitMsOf(settlement: Settlement<Row>): number | null },
  { claimed, settle }: { claimed: Row; settle: Settle<Row> },
): Promise<Settlement<Row> | null> {
  const write = (settlement: Settlement<Row>, session?: ClientSession): Promise<boolean> => {
    const waitMs = job.waitMsOf(settlement);
    const notBefore = waitMs === null ? {} : { notBefore: new Date(deps.now().getTime() + waitMs) };
    const set = { ...settlement.set, ...notBefore } as RowChange<Row>;
    return settleRow<Row>(deps.db, job.kind, { claimed, set, session });
  };
  if (typeof settle !== 'function') return (await write(settle)) ? settle : null;
  try {
    return await transaction(deps.db, async (session) => {
      const settlement = await settle(session);
      if (!(await write(settlement, session))) throw new ClaimLost('Another worker has taken the row.');
      return settlement;
    });
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    throw error;
  }
}

/** The processor of a job whose row is claimed. */
export function runRow<Row extends JobRow, Subject extends object>(
  deps: RunnerDeps,
  job: RowJob<Row, Subject>,
): Processor {
  const { name, kind } = job;
  const { maxAttempts, backoff } = JOBS[name];

  async function settleOf(claimed: Row): Promise<Settle<Row> | null> {
    const subject = await job.load(claimed);
    if (subject === null) {
      deps.log.error({ job: name, rowId: claimed._id }, 'a row whose item or account is gone');
      return job.gone(claimed);
    }
    const attempt = { ...subject, claimed, isLast: claimed.attempts >= maxAttempts };
    return claimed.attempts > maxAttempts ? job.giveUp(attempt) : job.work(attempt);
  }

  return async ({ tenantId, rowId }) => {
    const key = { tenantId, id: rowId, now: deps.now() };
    const claimed = await claimRow(deps.db, kind, key);
    if (claimed === null) return comeBack(deps, job, key);
    const waitMsOf = ({ again }: Settlement<Row>): number | null =>
      again === 'backoff' ? backoffMs(backoff, claimed.attempts) : (again ?? null);
    const settle = await settleOf(claimed);
    const settlement = settle && (await settled(deps, { kind, waitMsOf }, { claimed, settle }));
    if (settlement === null) return;
    await publishItems(deps.publisher, settlement.items ?? [], deps.now());
    const waitMs = waitMsOf(settlement);
    if (waitMs !== null) await deps.queues.hint(name, [claimed], waitMs);
    await settlement.afterwards?.();
  };
}

export interface ItemAndAccount {
  readonly item: Item;
  readonly account: Account;
}

/** The subject of rows about one item. */
export async function loadItem(
  { db }: Pick<WorkerDeps, 'db'>,
  { tenantId, itemId }: { tenantId: string; itemId: string },
): Promise<Pick<ItemAndAccount, 'item'> | null> {
  const [item] = await itemsById(db, { tenantId, ids: [itemId] });
  return item === undefined ? null : { item };
}

/** The subject of rows about one account. */
export async function loadAccount(
  { db }: Pick<WorkerDeps, 'db'>,
  { tenantId, accountId }: { tenantId: string; accountId: string },
): Promise<Pick<ItemAndAccount, 'account'> | null> {
  const account = await accountById(db, { tenantId, id: accountId });
  return account && { account };
}

/** The subject of rows about an item of an account. */
export async function loadItemAndAccount(
  deps: Pick<WorkerDeps, 'db'>,
  row: { tenantId: string; itemId: string; accountId: string },
): Promise<ItemAndAccount | null> {
  const [ofItem, ofAccount] = [await loadItem(deps, row), await loadAccount(deps, row)];
  return ofItem && ofAccount && { ...ofItem, ...ofAccount };
}
