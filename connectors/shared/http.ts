/**
 * A guarded JSON client. It calls the account's own base address and nothing else, follows no redirect, waits 10 s,
 * reads 2 MB, carries the token in a header (addresses get logged) and tells "never sent" from "answer lost".
 */
import { type Dispatcher, request } from 'undici';
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';
import { BlockedAddress, createGuardedAgent } from '../../core/kernel/guarded-fetch/guarded-agent.ts';
import { readAtMost } from '../../core/kernel/guarded-fetch/read-at-most.ts';
import { createDispatchers, type ProxySettings } from './dispatchers.ts';
import { decodeUtf8, parseLossless } from './lossless-json.ts';

/** What the connector has encoded itself, since some of its commas and brackets are structure. */
export interface Encoded {
  readonly encoded: string;
}

export interface HttpCall {
  /** http only to this machine itself: the token would travel in the clear. */
  readonly base: string;
  /** Null: the call is signed in another way. */
  readonly token: string | null;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the base; each part is one segment, whatever it holds. */
  readonly path: readonly (string | Encoded)[];
  readonly query?: Readonly<Record<string, string | Encoded | readonly string[]>>;
  readonly form?: Readonly<Record<string, string>>;
  /** Instead of a form. */
  readonly json?: unknown;
  /** Versions and the like, in lower case; none of them may be a secret that gets logged. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** `body` is undefined where the answer was not JSON. `cannot`: the address is not one we may call. */
export type HttpAnswer =
  | { readonly kind: 'cannot' }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'lost' }
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly body: unknown;
    };

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;
export type HttpClient = (call: HttpCall) => Promise<HttpAnswer>;

const CONNECT_MS = 5_000;
export const TOTAL_MS = 10_000;
export const MAX_BYTES = 2 * 1024 * 1024;

/**
 * `anyServer`: the base was named by a person, so it reaches public addresses alone, and this machine where it says so;
 * never through a proxy, which would look the name up itself, out of the guard's sight.
 */
export function dispatcherOf({
  totalMs,
  anyServer,
  proxy,
}: {
  totalMs: number;
  anyServer: boolean;
  proxy?: ProxySettings | undefined;
}): (url: URL) => Dispatcher | null {
  const connectMs = Math.min(CONNECT_MS, totalMs);
  if (!anyServer) {
    const limits = { connect: { timeout: connectMs }, headersTimeout: totalMs, bodyTimeout: totalMs };
    return createDispatchers(limits, proxy && (() => proxy));
  }
  const times = { connectMs, totalMs };
  const outside = createGuardedAgent({ loopback: false }, times);
  const here = createGuardedAgent({ loopback: true }, times);
  return (url) => (isLoopbackHost(url.hostname) ? here : outside);
}

/** undici's own `request`, since its Agent and Node's global fetch do not fit together; it follows no redirect. */
export function createHttpClient({
  totalMs = TOTAL_MS,
  maxBytes = MAX_BYTES,
  anyServer = false,
  proxy,
}: {
  readonly totalMs?: number;
  readonly maxBytes?: number;
  readonly anyServer?: boolean;
  /** Absent: as the environment says. */
  readonly proxy?: ProxySettings;
} = {}): HttpClient {
  const dispatcherFor = dispatcherOf({ totalMs, anyServer, proxy });
  return async (call) => {
    const url = addressOf(call);
    const dispatcher = url === null ? null : dispatcherFor(url);
    if (url === null || dispatcher === null) return { kind: 'cannot' };
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher,
        method: call.method,
        signal: AbortSignal.timeout(totalMs),
        headers: {
          accept: 'application/json',
          ...(call.token !== null && { authorization: `Bearer ${call.token}` }),
          ...(call.form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...(call.json !== undefined && { 'content-type': 'application/json' }),
          ...call.headers,
        },
        body: bodyOf(call),
      });
      const bytes = await readAtMost(body, maxBytes);
      if (bytes === null) return { kind: 'lost' };
      return { kind: 'answered', status: statusCode, headers, body: jsonOf(bytes) };
    } catch (error) {
      if (isBlocked(error)) return { kind: 'cannot' };
      return { kind: wasNeverSent(error) ? 'unsent' : 'lost' };
    }
  };
}

function bodyOf({ form, json }: HttpCall): string | null {
  if (form) return new URLSearchParams(form).toString();
  return json === undefined ? null : JSON.stringify(json);
}

/** The base and its path are kept to the letter: no part can climb out of it, change the host or add a query. */
function addressOf({ base, path, query }: HttpCall): URL | null {
  if (!URL.canParse(base)) return null;
  const url = new URL(base);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!safe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return null;
  const parts = path.map(encode);
  const values = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((each) => [encodeURIComponent(name), encode(each)]),
  );
  if (parts.some((part) => part === null || ['', '.', '..'].includes(part))) return null;
  if (values.some(([, value]) => value === null)) return null;
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...parts].join('/');
  url.search = values.map((pair) => pair.join('=')).join('&');
  return url;
}

/** Nothing in it can end the part that it stands in. */
const SAFELY_ENCODED = /^[\w.~%(),:!*'-]*$/u;

function encode(part: string | Encoded): string | null {
  if (typeof part === 'string') return encodeURIComponent(part);
  return SAFELY_ENCODED.test(part.encoded) ? part.encoded : null;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return parseLossless(decodeUtf8(bytes));
  } catch {
    return undefined;
  }
}

/** The address was one that may not be called. */
export const isBlocked = (error: unknown): boolean =>
  error instanceof BlockedAddress || (error as { cause?: unknown } | null)?.cause instanceof BlockedAddress;

/** Refused before a byte of the request left: no name, no route, no port, no trusted certificate. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** When in doubt it was sent: a reply is then looked for before it is written again. */
export function wasNeverSent(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, syscall, message } = error as { code?: unknown; syscall?: unknown; message?: unknown };
  // The proxy would not open the way.
  if (code === 'UND_ERR_ABORTED' && String(message).startsWith('Proxy response')) return true;
  return syscall === 'connect' || syscall === 'getaddrinfo' || NEVER_SENT.has(String(code));
}
