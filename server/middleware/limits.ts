/** Rate limits. None on signed webhooks; strict on sign-in and bad signatures. Without Redis they count per process. */
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { UppsiktError } from '../../core/kernel/errors.ts';

export interface Limit {
  /** Counts one; throws 429 with the seconds to wait when there were too many. */
  take(key: string): Promise<void>;
}

export interface Limits {
  readonly api: Limit;
  readonly signIn: Limit;
  readonly badSignature: Limit;
}

const MINUTE = 60;
const API_PER_MINUTE = 1200;
const SIGN_INS_PER_MINUTE = 10;
const BAD_SIGNATURES_PER_MINUTE = 60;

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
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
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
  };
}
