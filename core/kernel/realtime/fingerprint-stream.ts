/**
 * Fingerprints of recent comments, shared by all workers: one Redis stream per municipality, cut to a fixed length and
 * forgotten after a day. A hint: when Redis is away or slow the answer is null at once, and nothing waits.
 */
import type { Redis } from 'ioredis';

export interface Fingerprint {
  /** The comment's id: the same comment again is the same fingerprint. */
  readonly id: string;
  /** 64-bit SimHash, 16 hex digits. */
  readonly hash: string;
  readonly authorId: string;
  readonly postId: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface FingerprintStream {
  /** Adds ours and reads what others added since the last time. Null: no knowledge now. */
  exchange(tenantId: string, ours: readonly Fingerprint[]): Promise<Fingerprint[] | null>;
}

/** About half a MB a municipality in Redis, and 4 MB in a worker. */
export const MAX_FINGERPRINTS = 5000;
const KEPT_SECONDS = 24 * 3600;
/** A worker that starts reads the day in several goes: none may take long. */
const READ_AT_ONCE = 2000;
const PATIENCE_MS = 100;
/** After a slow answer Redis is left alone for so long. */
const PAUSE_MS = 5000;

const streamOf = (tenantId: string): string => `uppsikt:floods:${tenantId}`;
const SEPARATOR = '\u001f';
const written = ({ id, hash, authorId, postId, at }: Fingerprint): string =>
  [id, hash, authorId, postId, at].join(SEPARATOR);

function read(text: string): Fingerprint | null {
  const [id, hash, authorId, postId, at] = text.split(SEPARATOR);
  if (id === undefined || hash === undefined || !/^[0-9a-f]{16}$/u.test(hash)) return null;
  return { id, hash, authorId: authorId ?? '', postId: postId ?? '', at: Number(at) };
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis is slow.')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

type Entries = [string, [string, string[]][]][] | null;

export function createFingerprintStream(redis: Redis, onError: (error: unknown) => void): FingerprintStream {
  /** Where reading went on, per municipality. */
  const cursors = new Map<string, string>();
  let restUntil = 0;

  async function talk(tenantId: string, ours: readonly Fingerprint[]) {
    const stream = streamOf(tenantId);
    const pipeline = redis.pipeline();
    // Read first: what we add is known here already.
    pipeline.xread('COUNT', READ_AT_ONCE, 'STREAMS', stream, cursors.get(tenantId) ?? '0');
    for (const fingerprint of ours)
      pipeline.xadd(stream, 'MAXLEN', '~', MAX_FINGERPRINTS, '*', 'f', written(fingerprint));
    if (ours.length > 0) pipeline.expire(stream, KEPT_SECONDS);
    const [first] = (await pipeline.exec()) ?? [];
    if (first?.[0]) throw first[0];
    const entries = (first?.[1] as Entries)?.[0]?.[1] ?? [];
    const others = entries
      .map(([, fields]) => read(fields[1] ?? ''))
      .filter((fingerprint) => fingerprint !== null);
    return { others, last: entries.at(-1)?.[0] };
  }

  return {
    async exchange(tenantId, ours) {
      if (redis.status !== 'ready' || Date.now() < restUntil) return null;
      try {
        const { others, last } = await within(talk(tenantId, ours), PATIENCE_MS);
        // Only what was really handed on is passed over the next time.
        if (last !== undefined) cursors.set(tenantId, last);
        return others;
      } catch (error) {
        restUntil = Date.now() + PAUSE_MS;
        onError(error);
        return null;
      }
    },
  };
}
