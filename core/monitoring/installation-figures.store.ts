/** What those who keep an installation alive must see: counts over all tenants, each by an index of its own. */

import { Accounts } from '../accounts/accounts.store.ts';
import { OPEN_ACTION_STATES } from '../actions/action.ts';
import { Actions } from '../actions/actions.store.ts';
import { OPEN_BULK_STATES } from '../actions/bulk-act.ts';
import { BulkActs } from '../actions/bulk-acts.store.ts';
import { Notices } from '../alarms/notices.store.ts';
import { CaptureRows, OPEN_CAPTURE_STATES } from '../evidence/capture-rows.store.ts';
import { ImageScans } from '../images/image-scans.store.ts';
import { Contexts } from '../inbox/contexts.store.ts';
import { Deliveries, type Delivery } from '../inbox/deliveries.store.ts';
import { UntoldEdits } from '../inbox/untold-edits.store.ts';
import { type Collection, type Db, overAllTenants } from '../kernel/db.ts';
import { SYSTEM_TENANT } from '../kernel/ids.ts';
import type { JobName } from '../kernel/queue/jobs.ts';
import { OPEN_BULK_EXPORTS } from '../records/bulk-export.ts';
import { BulkExports } from '../records/bulk-exports.store.ts';
import { OPEN_HAND_OVERS } from '../records/hand-over.ts';
import { HandOvers } from '../records/hand-overs.store.ts';
import { Opinions } from '../second-opinion/opinions.store.ts';
import { type WorkerHeartbeat, workersAlive } from './worker-heartbeats.store.ts';

export interface InstallationFigures {
  readonly deliveries: Readonly<Record<'received' | 'waiting' | 'quarantined', number>>;
  readonly actions: Readonly<Record<'open' | 'blocked' | 'failed', number>>;
  readonly notices: Readonly<Record<'pending' | 'failed', number>>;
  readonly accounts: Readonly<Record<'active' | 'paused', number>>;
  /** Seconds since the oldest row of a job was due; 0: nothing is overdue. */
  readonly oldestOpenSeconds: Readonly<Record<string, number>>;
  readonly workers: readonly WorkerHeartbeat[];
}

/** A store that is busy must not hold up the figures, which are asked for to see why. */
const LIMIT_MS = 2000;
const everywhere = () => ({ ...overAllTenants('figures of the whole installation'), maxTimeMS: LIMIT_MS });

type Row = Readonly<Record<string, unknown>> & { readonly _id: string };
const modelOf = (rows: unknown, db: Db) => (rows as Collection<Row>)(db);

type StateFilter = Readonly<Record<string, unknown>>;

const inStates = (states: readonly string[]): StateFilter => {
  const [only] = states;
  // A single one is written as such: only then a partial index on it serves.
  return states.length === 1 ? { state: only } : { state: { $in: [...states] } };
};

/** Open rows whenever they are due: asked by that, so that the index of the open ones serves. */
const due = (states: readonly string[]): StateFilter => ({
  ...inStates(states),
  notBefore: { $gte: new Date(0) },
});

/** Deliveries belong to the installation, and their indexes begin with that. */
const ofDeliveries = (state: Delivery['state']): StateFilter => ({ tenantId: SYSTEM_TENANT, state });

const countOf = (db: Db, rows: unknown, filter: StateFilter): Promise<number> =>
  modelOf(rows, db)
    .countDocuments({ ...filter }, everywhere())
    .exec();

/** The rows that are jobs: what an open one's state is, and since when it is due. */
const ROWS: Readonly<Record<JobName | 'alarm-send', { rows: unknown; open: StateFilter; since: string }>> = {
  'ingest-delivery': { rows: Deliveries, open: ofDeliveries('received'), since: 'receivedAt' },
  act: { rows: Actions, open: inStates(OPEN_ACTION_STATES), since: 'notBefore' },
  'fetch-context': { rows: Contexts, open: inStates(['pending']), since: 'notBefore' },
  'fetch-text': { rows: UntoldEdits, open: inStates(['pending']), since: 'notBefore' },
  'scan-images': { rows: ImageScans, open: inStates(['pending']), since: 'notBefore' },
  'hand-over': { rows: HandOvers, open: inStates(OPEN_HAND_OVERS), since: 'notBefore' },
  'bulk-export': { rows: BulkExports, open: inStates(OPEN_BULK_EXPORTS), since: 'notBefore' },
  'bulk-act': { rows: BulkActs, open: inStates(OPEN_BULK_STATES), since: 'notBefore' },
  capture: { rows: CaptureRows, open: inStates(OPEN_CAPTURE_STATES), since: 'notBefore' },
  'second-opinion': { rows: Opinions, open: inStates(['wanted']), since: 'notBefore' },
  'alarm-send': { rows: Notices, open: inStates(['pending']), since: 'notBefore' },
};

async function oldestOf(db: Db, job: keyof typeof ROWS, now: Date): Promise<number> {
  const { rows, open, since } = ROWS[job];
  const oldest = await modelOf(rows, db)
    .findOne({ ...open }, { [since]: 1 }, everywhere())
    .sort({ [since]: 1 })
    .lean<Row>();
  const at = oldest?.[since];
  return at instanceof Date ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0;
}

async function named<K extends string>(
  names: readonly K[],
  figure: (name: K) => Promise<number>,
): Promise<Record<K, number>> {
  const found = await Promise.all(names.map(async (name) => [name, await figure(name)] as const));
  return Object.fromEntries(found) as Record<K, number>;
}

export async function installationFigures(db: Db, now: Date): Promise<InstallationFigures> {
  const [deliveries, actions, notices, accounts, oldestOpenSeconds, workers] = await Promise.all([
    named(['received', 'waiting', 'quarantined'], (state) => countOf(db, Deliveries, ofDeliveries(state))),
    named(['open', 'blocked', 'failed'], (state) =>
      countOf(db, Actions, state === 'open' ? due(OPEN_ACTION_STATES) : inStates([state])),
    ),
    named(['pending', 'failed'], (state) =>
      // A test that went wrong has told its person: no alarm failed.
      countOf(
        db,
        Notices,
        state === 'pending' ? due([state]) : { ...inStates([state]), kind: { $ne: 'test' } },
      ),
    ),
    named(['active', 'paused'], (outgoing) =>
      Accounts(db)
        .countDocuments(
          { outgoing },
          { ...overAllTenants('figures of the whole installation'), maxTimeMS: LIMIT_MS },
        )
        .exec(),
    ),
    named(Object.keys(ROWS) as (keyof typeof ROWS)[], (job) => oldestOf(db, job, now)),
    workersAlive(db, now),
  ]);
  return { deliveries, actions, notices, accounts, oldestOpenSeconds, workers };
}
