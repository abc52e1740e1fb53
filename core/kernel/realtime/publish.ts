/** Hop 8, first half: the list rows go into a Redis stream that every server reads. A hint; the store is the truth. */
import type { Redis } from 'ioredis';

export const STREAM = 'uppsikt:realtime';
/** About how many messages the stream keeps; a server that was away longer tells its clients to ask. */
const KEPT = 5000;
/** Rows hold citizens' words: none is older, also where nothing follows it. */
export const KEPT_MS = 5 * 60_000;
const TRIM_EVERY_MS = 5000;

/** `Row` is the list row that clients show; the kernel does not look into it. */
export interface RealtimeMessage<Row> {
  readonly tenantId: string;
  readonly items: readonly Row[];
  readonly asOf: string;
  /** A session that its person has ended: the name its connections go by, never the id itself. */
  readonly endedSession?: string;
  /** Who is where; the kernel does not look into it. */
  readonly presence?: object;
}

export interface Publisher<Row> {
  /** Never throws: clients that miss a hint ask with `since`. */
  publish(message: RealtimeMessage<Row>): Promise<boolean>;
}

export function createPublisher<Row>(redis: Redis, onError: (error: unknown) => void): Publisher<Row> {
  let trimmedAt = 0;

  /** By the clock of Redis, which the ids are made of. Exactly: `~` leaves up to a hundred messages more. */
  async function trim(id: string | null): Promise<void> {
    const at = Number(id?.split('-')[0]);
    if (!(at >= trimmedAt + TRIM_EVERY_MS)) return;
    trimmedAt = at;
    await redis.xtrim(STREAM, 'MINID', '=', at - KEPT_MS);
  }

  return {
    async publish(message) {
      const { items, endedSession, presence } = message;
      if (items.length === 0 && endedSession === undefined && presence === undefined) return true;
      if (redis.status !== 'ready') return false;
      try {
        const [id] = await Promise.all([
          redis.xadd(STREAM, 'MAXLEN', '~', KEPT, '*', 'message', JSON.stringify(message)),
          redis.pexpire(STREAM, KEPT_MS),
        ]);
        await trim(id);
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    },
  };
}
