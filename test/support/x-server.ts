/** The simulated X on loopback, with a receiver of its deliveries that keeps what came and answers the challenge. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { webhook } from '../../connectors/x/webhook.ts';
import type { AccountAccess } from '../../core/actions/connector.ts';
import { ALL_SCOPES, createX, type XOptions, type XSimulator } from '../../ops/simulator/x/simulator.ts';

export const X_ACCOUNT = { id: '1111111111111111111', name: 'Exempelby kommun', username: 'exempelby' };
export const X_SECRET = 'consumer-secret';

export interface XServer extends XSimulator {
  readonly access: AccountAccess;
  /** Where X may deliver. */
  readonly hookUrl: string;
  /** Verified deliveries, in the order of arrival; and how many were turned away. */
  readonly received: Buffer[];
  readonly turnedAway: { count: number };
  close(): Promise<void>;
}

/** `secret`: what the receiver knows, where that differs from what X signs with. */
export async function startX(
  options: Partial<XOptions> = {},
  { secret = X_SECRET, keys = {} }: { secret?: string; keys?: Partial<XOptions['keys']> } = {},
): Promise<XServer> {
  const plan = 'self-serve' as const;
  const all = { userToken: 'user-token', appToken: 'app-token', scopes: ALL_SCOPES, plan, ...keys };
  const x = createX({ account: X_ACCOUNT, secret: X_SECRET, keys: all, ...options });
  const received: Buffer[] = [];
  const turnedAway = { count: 0 };
  const secrets = { signing: [secret], verifyTokens: [] };
  const app = express();
  app.get('/webhooks/x', (req, res) => {
    const answer = webhook.handshake(req.query, secrets);
    if (answer.ok) res.type(answer.contentType).send(answer.body);
    else res.status(403).end();
  });
  app.post('/webhooks/x', express.raw({ type: () => true }), (req, res) => {
    const verified = webhook.verify(req.body, req.headers, secrets);
    if (verified) received.push(req.body);
    else turnedAway.count += 1;
    res.status(verified ? 200 : 401).end();
  });
  app.use(express.json());
  app.use('/_sim/x', x.control);
  app.use(x.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...x,
    access: { externalId: X_ACCOUNT.id, apiBase: `${base}/2`, token: 'user-token' },
    hookUrl: `${base}/webhooks/x`,
    ...{ received, turnedAway },
    async close() {
      await x.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
