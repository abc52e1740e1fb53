/** A Graph API on a real local port that says what a test tells it to, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccountAccess } from '../../core/actions/connector.ts';

export interface GraphCallSeen {
  readonly method: string;
  /** Without version and query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

/** `lost`: the connection is cut after the request was read. `text`: an answer that is not JSON. */
export type GraphScript =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: unknown }
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly text: string }
  | { readonly lost: true };

export interface GraphServer {
  readonly calls: GraphCallSeen[];
  readonly access: AccountAccess;
  /** The answers to the next calls, in order; after them every call succeeds. */
  answers(...scripts: GraphScript[]): void;
  close(): Promise<void>;
}

export const graphError = (code: number, more: object = {}): GraphScript => ({
  status: 400,
  body: { error: { message: `(#${code}) told by a test`, type: 'OAuthException', code, ...more } },
});
export const GONE = graphError(100, { error_subcode: 33 });

export async function startGraphServer(): Promise<GraphServer> {
  const calls: GraphCallSeen[] = [];
  const scripts: GraphScript[] = [];
  const server = createServer((request, response) => {
    void see(request).then((call) => {
      calls.push(call);
      play(response, scripts.shift() ?? { body: { success: true } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    access: { externalId: '101', apiBase: `http://127.0.0.1:${port}/v26.0`, token: 'page-token' },
    answers: (...next) => void scripts.splice(0, scripts.length, ...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function see(request: IncomingMessage): Promise<GraphCallSeen> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const url = new URL(request.url ?? '/', 'http://localhost');
  return {
    method: request.method ?? '',
    path: url.pathname.replace(/^\/v26\.0/, ''),
    query: Object.fromEntries(url.searchParams),
    form: Object.fromEntries(new URLSearchParams(body)),
    authorization: request.headers.authorization,
  };
}

function play(response: ServerResponse, script: GraphScript): void {
  if ('lost' in script) {
    response.destroy();
    return;
  }
  response.writeHead(script.status ?? 200, { 'content-type': 'application/json', ...script.headers });
  response.end('text' in script ? script.text : JSON.stringify(script.body));
}

/** An address on this machine at which nobody listens. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/v26.0`;
}
