/** Reads the stream from now on. After a break it tells the caller that hints may have been missed. */
import type { Redis } from 'ioredis';
import { type RealtimeMessage, STREAM } from './publish.ts';

export interface Subscription {
  stop(): Promise<void>;
}

type StreamReply = [stream: string, entries: [id: string, fields: string[]][]][] | null;

/**
 * `redis` is used for nothing else: it blocks. `onGap` is called when the stream could not be read for a while or was
 * emptied, since then clients must ask the store.
 */
export function subscribe<Row>(
  redis: Redis,
  handlers: { onMessage(message: RealtimeMessage<Row>): void; onGap(): void; onError(error: unknown): void },
): Subscription {
  let last = '$';
  let stopped = false;
  let broken = false;
  redis.on('close', () => {
    broken = true;
  });

  async function readOnce(): Promise<void> {
    if (last === '$') {
      const newest = (await redis.xrevrange(STREAM, '+', '-', 'COUNT', 1)) as [string, string[]][];
      last = newest[0]?.[0] ?? '0-0';
    }
    const reply = (await redis.xread('COUNT', 200, 'BLOCK', 2000, 'STREAMS', STREAM, last)) as StreamReply;
    if (broken) {
      broken = false;
      handlers.onGap();
    }
    for (const [id, fields] of reply?.[0]?.[1] ?? []) {
      last = id;
      handlers.onMessage(JSON.parse(fields[1] ?? '{}') as RealtimeMessage<Row>);
    }
  }

  const loop = (async () => {
    while (!stopped) {
      try {
        await readOnce();
      } catch (error) {
        if (stopped) return;
        broken = true;
        handlers.onError(error);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  })();

  return {
    async stop() {
      stopped = true;
      redis.disconnect();
      await loop;
    },
  };
}
