/** Hop 8, first half: the list rows go into a Redis stream that every server reads. A hint; the store is the truth. */
import type { Redis } from 'ioredis';

export const STREAM = 'uppsikt:realtime';
/** About how many messages the stream keeps; a server that was away longer tells its clients to ask. */
const KEPT = 5000;

/** `Row` is the list row that clients show; the kernel does not look into it. */
export interface RealtimeMessage<Row> {
  readonly tenantId: string;
  readonly items: readonly Row[];
  readonly asOf: string;
}

export interface Publisher<Row> {
  /** Never throws: clients that miss a hint ask with `since`. */
  publish(message: RealtimeMessage<Row>): Promise<boolean>;
}

export function createPublisher<Row>(redis: Redis, onError: (error: unknown) => void): Publisher<Row> {
  return {
    async publish(message) {
      if (message.items.length === 0) return true;
      if (redis.status !== 'ready') return false;
      try {
        await redis.xadd(STREAM, 'MAXLEN', '~', KEPT, '*', 'message', JSON.stringify(message));
        return true;
      } catch (error) {
        onError(error);
        return false;
      }
    },
  };
}
