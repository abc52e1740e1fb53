/** A receiver of webhooks as small as can be: checks the signature, remembers, answers what it is told to. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signature } from '../../../ops/simulator/facebook/body.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../ops/simulator/server.ts';

export const SECRET = 'app-secret';
export const PAGE = { id: '100000000000001', name: 'Norrkommun (demo)' };
export const TOKEN = 'page-token';

export interface FeedValue {
  readonly item: string;
  readonly verb: string;
  readonly comment_id?: string;
  readonly post_id?: string;
  readonly parent_id?: string;
  readonly message?: string;
  readonly from?: { readonly id: string; readonly name?: string };
}

export interface Receiver {
  readonly target: string;
  /** Bodies in the order they came, those that were refused too. */
  readonly bodies: string[];
  /** Values of the bodies that were answered 200. */
  readonly values: FeedValue[];
  readonly statuses: number[];
  /** Statuses for the next POSTs; 0 closes the connection. Then 200. */
  readonly next: number[];
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const bodies: string[] = [];
  const values: FeedValue[] = [];
  const statuses: number[] = [];
  const next: number[] = [];
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://127.0.0.1');
    if (req.method === 'GET') {
      const known = url.searchParams.get('hub.verify_token') === 'verify';
      res.writeHead(known ? 200 : 403).end(known ? url.searchParams.get('hub.challenge') : '');
      return;
    }
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = Buffer.concat(chunks);
      bodies.push(body.toString());
      const signed = req.headers['x-hub-signature-256'] === signature(body, SECRET);
      const status = signed ? (next.shift() ?? 200) : 401;
      statuses.push(status);
      if (status === 0) {
        req.socket.destroy();
        return;
      }
      if (status === 200) {
        const parsed = JSON.parse(body.toString()) as { entry: { changes: { value: FeedValue }[] }[] };
        values.push(...parsed.entry.flatMap((entry) => entry.changes.map((change) => change.value)));
      }
      res.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    target: `http://127.0.0.1:${port}/webhooks/facebook`,
    bodies,
    values,
    statuses,
    next,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function simulatorFor(receiver: Receiver, more: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const keys = { pageToken: TOKEN, appSecret: SECRET, verifyToken: 'verify' };
  return startSimulator({ target: receiver.target, page: PAGE, seed: 'test', ...keys, ...more });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & {
    readonly data?: Record<string, unknown>[];
    readonly id?: string;
  };
}

/** A call as Uppsikt's connector makes it: bearer token, form-encoded. */
export async function graph(
  simulator: Simulator,
  call: string,
  params: Record<string, string> = {},
  token: string | null = TOKEN,
): Promise<Answer> {
  const [method = 'GET', path = ''] = call.split(' ');
  const form = new URLSearchParams(params);
  const query = method === 'GET' && form.size > 0 ? `?${form}` : '';
  const response = await fetch(`${simulator.apiBase}/${path}${query}`, {
    method,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(method === 'GET' ? {} : { body: form }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer['body'],
  };
}

export const codeOf = ({ body }: Answer): unknown => (body.error as { code?: unknown } | undefined)?.code;

/** Asks again until `found` is true; fails after five seconds. */
export async function eventually(found: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + 5_000;
  while (!(await found())) {
    if (Date.now() > until) throw new Error(`not so after five seconds: ${found}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
