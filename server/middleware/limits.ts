/** Rate limits. None on signed webhooks; strict on sign-in and bad signatures. Without Redis they count per process. */
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { UppsiktError } from '../../core/kernel/errors.ts';

export interface Limit {
  /** Counts one; throws 429 with the seconds to wait when there were too many. */
  take(key: string): Promise<void>;
  /** Throws 429 where this process has refused the key and the minute is not over. Counts nothing and asks nobody. */
  check(key: string): void;
}

export interface Limits {
  readonly api: Limit;
  readonly signIn: Limit;
  readonly badSignature: Limit;
  readonly badCredentials: Limit;
}

const MINUTE = 60;
const API_PER_MINUTE = 1200;
const SIGN_INS_PER_MINUTE = 10;
const BAD_SIGNATURES_PER_MINUTE = 60;
/** Wrong tokens, and sockets that nobody is signed in for. */
const BAD_CREDENTIALS_PER_MINUTE = 300;
/** Refused addresses that a process remembers at most. */
const MAX_REFUSED = 10_000;

/** Carries Retry-After, in whole seconds, in `detail`. */
const tooMany = (seconds: number): UppsiktError =>
  new UppsiktError({
    code: 'too_many_requests',
    status: 429,
    message: `Too many requests. Try again in ${seconds} s.`,
    detail: { retryAfter: seconds },
  });

function limit(redis: Redis | null, options: { keyPrefix: string; points: number }): Limit {
  const memory = new RateLimiterMemory({ ...options, duration: MINUTE });
  const limiter =
    redis === null
      ? memory
      : new RateLimiterRedis({ ...options, duration: MINUTE, storeClient: redis, insuranceLimiter: memory });
  const refusedUntil = new Map<string, number>();
  return {
    check(key) {
      const left = (refusedUntil.get(key) ?? 0) - Date.now();
      if (left > 0) throw tooMany(Math.ceil(left / 1000));
      refusedUntil.delete(key);
    },
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        if (refusedUntil.size >= MAX_REFUSED) refusedUntil.clear();
        refusedUntil.set(key, Date.now() + refused.msBeforeNext);
        throw tooMany(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
      }
    },
  };
}

export function createLimits(redis: Redis | null): Limits {
  return {
    api: limit(redis, { keyPrefix: 'limit-api', points: API_PER_MINUTE }),
    signIn: limit(redis, { keyPrefix: 'limit-sign-in', points: SIGN_INS_PER_MINUTE }),
    badSignature: limit(redis, { keyPrefix: 'limit-signature', points: BAD_SIGNATURES_PER_MINUTE }),
    badCredentials: limit(redis, { keyPrefix: 'limit-credentials', points: BAD_CREDENTIALS_PER_MINUTE }),
  };
}
