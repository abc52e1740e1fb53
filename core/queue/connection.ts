import { Redis, type RedisOptions } from 'ioredis';

/** `fast`: fails at once when Redis is down. `patient`: waits for it, as BullMQ's workers and stream readers need. */
export type Patience = 'fast' | 'patient';

/** Opens Redis at `redis://`, `rediss://` or `unix:///path/to.sock`. */
export function openRedis(url: string, patience: Patience, onError: (error: Error) => void): Redis {
  const options: RedisOptions = {
    maxRetriesPerRequest: patience === 'fast' ? 1 : null,
    enableOfflineQueue: patience === 'patient',
    retryStrategy: (times) => Math.min(50 * times, 1000),
    ...(patience === 'fast' ? { commandTimeout: 2000, connectTimeout: 2000 } : {}),
  };
  const redis = url.startsWith('unix://')
    ? new Redis({ ...options, path: decodeURIComponent(url.slice('unix://'.length)) })
    : new Redis(url, options);
  redis.on('error', onError);
  return redis;
}
