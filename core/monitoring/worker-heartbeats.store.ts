/** Which workers are alive. They listen on no port, so they say it in the store, and the servers tell it on. */
import type { BrowserState } from '../evidence/picture-state.ts';
import { collection, type Db } from '../kernel/db.ts';
import { SYSTEM_TENANT } from '../kernel/ids.ts';

export interface WorkerHeartbeat {
  /** Of this run of the process. */
  readonly _id: string;
  readonly tenantId: typeof SYSTEM_TENANT;
  readonly seenAt: Date;
  /** 99th percentile since the last heartbeat. */
  readonly eventLoopDelaySeconds: number;
  readonly residentBytes: number;
  /** Whether a browser draws for this worker. Absent: an earlier version's. */
  readonly browser?: BrowserState;
}

export const HEARTBEAT_EVERY_MS = 10_000;
/** Two heartbeats may be missed. */
const ALIVE_MS = 3 * HEARTBEAT_EVERY_MS;
const FORGOTTEN_SECONDS = 3600;

export const WorkerHeartbeats = collection<WorkerHeartbeat>(
  'workerHeartbeats',
  { seenAt: Date, eventLoopDelaySeconds: Number, residentBytes: Number, browser: String },
  [{ keys: { seenAt: 1 }, expireAfterSeconds: FORGOTTEN_SECONDS }],
);

export async function beat(db: Db, heartbeat: Omit<WorkerHeartbeat, 'tenantId'>): Promise<void> {
  const { _id, ...figures } = heartbeat;
  await WorkerHeartbeats(db).updateOne({ tenantId: SYSTEM_TENANT, _id }, { $set: figures }, { upsert: true });
}

/** A worker that ends in order is missed by nobody. */
export async function endBeat(db: Db, id: string): Promise<void> {
  await WorkerHeartbeats(db).deleteOne({ tenantId: SYSTEM_TENANT, _id: id });
}

export function workersAlive(db: Db, now: Date): Promise<WorkerHeartbeat[]> {
  const since = new Date(now.getTime() - ALIVE_MS);
  return WorkerHeartbeats(db)
    .find({ tenantId: SYSTEM_TENANT, seenAt: { $gte: since } })
    .lean<WorkerHeartbeat[]>()
    .exec();
}

/** What those who look after the machine are told: one worker without a browser seals a part of everything without a picture. */
export function browserOf(workers: readonly Pick<WorkerHeartbeat, 'browser'>[]): BrowserState {
  const states = workers.map(({ browser = 'unknown' }) => browser);
  if (states.includes('none')) return 'none';
  return states.includes('runs') ? 'runs' : 'unknown';
}
