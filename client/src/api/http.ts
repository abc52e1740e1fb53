/** One door to the server. Every refusal becomes an {@link ApiError} with a code that the catalogues explain. */
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { createStore } from '../shared/store.ts';

export class ApiError extends Error {
  readonly code: string;
  /** 0: the server was not reached. */
  readonly status: number;
  readonly requestId: string | null;
  /** The present item, when somebody else was first (409). */
  readonly item: ItemShape | null;
  /** Of a 422, where the wrong value stands, if one field alone is to blame. */
  readonly field: string | null;

  constructor(init: {
    code: string;
    status: number;
    message: string;
    requestId?: string | null;
    item?: ItemShape | null;
    field?: string | null;
  }) {
    super(init.message);
    this.name = 'ApiError';
    this.code = init.code;
    this.status = init.status;
    this.requestId = init.requestId ?? null;
    this.item = init.item ?? null;
    this.field = init.field ?? null;
  }
}

/** Nobody answered, or somebody on the way: it may be asked again as soon as there is a connection. */
export const isUnreached = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status >= 502);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The present item stands beside the error or in its detail. */
function itemIn(body: Json, error: Json): ItemShape | null {
  const detail = isObject(error.detail) ? error.detail : isObject(body.detail) ? body.detail : {};
  const found = body.item ?? error.item ?? detail.item;
  return isObject(found) && typeof found.version === 'number' ? (found as unknown as ItemShape) : null;
}

export function errorFrom(status: number, body: unknown): ApiError {
  const whole = isObject(body) ? body : {};
  const error = isObject(whole.error) ? whole.error : {};
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return new ApiError({
    status,
    code: text(error.code) ?? `http_${status}`,
    message: text(error.message) ?? `HTTP ${status}`,
    requestId: text(error.requestId),
    item: itemIn(whole, error),
    field: text(error.field),
  });
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** A session that was there has ended: nothing is asked for until there is one again. */
export const signedOut = createStore(false);
const SESSION = '/api/session';
const unauthenticated = (): ApiError =>
  new ApiError({ code: 'unauthenticated', status: 401, message: 'The session has ended.' });

export async function ask<T>(path: string, { method = 'GET', body, key, signal }: Ask = {}): Promise<T> {
  if (signedOut.get() && path !== SESSION) throw unauthenticated();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (method === 'POST') init.body = JSON.stringify(body ?? {});
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError({ code: 'offline', status: 0, message: 'The server was not reached.' });
  }
  const text = await response.text();
  let parsed: unknown = null;
  try {
    parsed = text === '' ? {} : JSON.parse(text);
  } catch {
    if (response.ok)
      throw new ApiError({ code: 'unreadable', status: response.status, message: 'Unreadable answer.' });
  }
  if (!response.ok) {
    if (response.status === 401 && path !== SESSION) signedOut.set(true);
    throw errorFrom(response.status, parsed);
  }
  return parsed as T;
}
