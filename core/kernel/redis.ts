import { Redis } from 'ioredis';

/** `fast`: fails at once when Redis is down. `patient`: waits for it, as BullMQ's workers and stream readers need. */
export type Patience = 'fast' | 'patient';

/** Opens Redis at `redis://`, `rediss://` or `unix:///path/to.sock`. */
export function openRedis(url: string, patience: Patience, onError: (error: Error) => void): Redis {
  const target = url.startsWith('unix://') ? decodeURIComponent(url.slice('unix://'.length)) : url;
  const redis = new Redis(target, {
    maxRetriesPerRequest: patience === 'fast' ? 1 : null,
    enableOfflineQueue: patience === 'patient',
    retryStrategy: (times: number) => Math.min(50 * times, 1000),
    ...(patience === 'fast' ? { commandTimeout: 2000, connectTimeout: 2000 } : {}),
  });
  redis.on('error', onError);
  return redis;
}
