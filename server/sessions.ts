/** Sign-in sessions in Redis: an emptied Redis signs people out, nothing else. */

import { createHash } from 'node:crypto';
import { RedisStore } from 'connect-redis';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { createClient } from 'redis';
import { HOUR_MS } from '../core/deadlines/civil.ts';

const HOURS = 12;

/** What a session is called outside its store: its id is as good as the cookie's half of the key. */
export const sessionName = (id: string): string => createHash('sha256').update(id).digest('hex');

export interface Sessions {
  readonly middleware: RequestHandler;
  close(): Promise<void>;
}

/** connect-redis wants the `redis` client; offline commands fail at once, so that no request hangs. */
export async function openSessions(options: {
  redisUrl: string;
  secretKey: string;
  secure: boolean;
  onError(error: unknown): void;
}): Promise<Sessions> {
  const { redisUrl } = options;
  const socket = {
    reconnectStrategy: (times: number) => Math.min(50 * times, 1000),
    ...(redisUrl.startsWith('unix://')
      ? { path: decodeURIComponent(redisUrl.slice('unix://'.length)), tls: false as const }
      : {}),
  };
  const client = createClient({
    ...(redisUrl.startsWith('unix://') ? {} : { url: redisUrl }),
    disableOfflineQueue: true,
    socket: socket as never,
  });
  client.on('error', options.onError);
  // Not awaited: a server without Redis is up, degraded.
  void client.connect().catch(options.onError);
  const secret = createHash('sha256').update('uppsikt session').update(options.secretKey).digest('hex');
  return {
    middleware: session({
      name: 'uppsikt.sid',
      secret,
      resave: false,
      saveUninitialized: false,
      rolling: false,
      // Secure by PUBLIC_URL: the scheme decides about a cookie, never about who somebody is.
      proxy: true,
      // Untouched: use does not lengthen it, so that a copied cookie ends when its session does.
      store: new RedisStore({ client, prefix: 'session:', ttl: HOURS * 3600, disableTouch: true }),
      cookie: { httpOnly: true, sameSite: 'lax', secure: options.secure, maxAge: HOURS * HOUR_MS },
    }),
    async close() {
      if (client.isOpen) client.destroy();
    },
  };
}
