/** Says every 10 s that this worker is alive, and how it is doing. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { BrowserState } from '../core/evidence/picture-state.ts';
import type { Db } from '../core/kernel/db.ts';
import type { Logger } from '../core/kernel/log.ts';
import { beat, endBeat, HEARTBEAT_EVERY_MS } from '../core/monitoring/worker-heartbeats.store.ts';

const NANOSECONDS = 1e9;

export interface HeartbeatDeps {
  readonly db: Db;
  readonly log: Logger;
  readonly now: () => Date;
  readonly id: string;
  /** Whether a browser draws here. */
  readonly browser: () => BrowserState;
}

export function startHeartbeat({ db, log, now, id, browser }: HeartbeatDeps): { stop(): Promise<void> } {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const say = async (): Promise<void> => {
    const p99 = delay.count === 0 ? 0 : delay.percentile(99) / NANOSECONDS;
    delay.reset();
    const heartbeat = {
      _id: id,
      seenAt: now(),
      eventLoopDelaySeconds: p99,
      residentBytes: process.memoryUsage.rss(),
      browser: browser(),
    };
    await beat(db, heartbeat).catch((error: unknown) => log.debug({ err: error }, 'no heartbeat'));
  };
  let current = say();
  const timer = setInterval(() => {
    current = current.then(say);
  }, HEARTBEAT_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      delay.disable();
      await current;
      await endBeat(db, id).catch(() => undefined);
    },
  };
}
