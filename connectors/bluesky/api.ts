/** One call of the AT protocol (XRPC), and what its answer means. No token, status or address leaves this file. */
import type { AccountAccess, Cause, Outcome } from '../../core/actions/connector.ts';
import { unansweredIn } from '../shared/guarded-fetch.ts';
import { decodeUtf8, parseLossless } from '../shared/lossless-json.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { forgetSession, sessionOf } from './session.ts';

export const DEFAULT_API_BASE = 'https://bsky.social';

export type Params = Readonly<Record<string, string | readonly string[]>>;

/** `certain`: it was surely not carried out. `swapped`: the record was written by somebody else in between. */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
  readonly swapped?: true;
}
export type Answer =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly refusal: Refusal };

const no = (state: Refusal['state'], cause: Cause, more: Partial<Refusal> = {}): Answer => ({
  ok: false,
  refusal: { state, cause, afterMs: null, certain: true, ...more },
});

export const query = (access: AccountAccess, method: string, params: Params): Promise<Answer> => {
  const search = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => [value].flat().map((part): string[] => [name, part])),
  );
  return call(access, `/xrpc/${method}?${search}`, { method: 'GET' });
};

export const procedure = (access: AccountAccess, method: string, data: Json): Promise<Answer> =>
  call(access, `/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  });

/** Never throws. A session that has run out is signed in anew once: what it was refused was not carried out. */
async function call(access: AccountAccess, path: string, init: RequestInit): Promise<Answer> {
  if (access.token === '') return no('blocked', 'no-token');
  for (let isFirst = true; ; isFirst = false) {
    let signedIn = false;
    try {
      const session = await sessionOf(access);
      signedIn = true;
      const answer = await read(await session.fetchHandler(path, init));
      if (answer.ok || answer.refusal.cause !== 'token-expired') return answer;
      forgetSession(access);
      if (!isFirst) return answer;
    } catch (error) {
      return thrown(error, { certain: !signedIn });
    }
  }
}

/** Of a sign-in that failed, or for want of an answer. */
function thrown(error: unknown, { certain }: { certain: boolean }): Answer {
  const unanswered = unansweredIn(error);
  if (unanswered !== null) {
    if (unanswered.kind === 'cannot') return no('blocked', 'unreachable');
    return no('retry', 'unreachable', { certain: certain || unanswered.kind === 'unsent' });
  }
  const {
    status,
    error: name,
    headers,
  } = error as { status?: number; error?: string; headers?: Record<string, string> };
  if (status === undefined) return no('retry', 'unreachable', { certain });
  return meaning({ status, name: String(name), headers: new Headers(headers) });
}

async function read(answer: Response): Promise<Answer> {
  const body = parsed(new Uint8Array(await answer.arrayBuffer()));
  const { status, headers } = answer;
  if (answer.ok) return isRecord(body) ? { ok: true, body } : no('retry', 'unreachable', { certain: false });
  return meaning({ status, name: isRecord(body) ? String(body.error) : '', headers });
}

function parsed(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {};
  try {
    return parseLossless(decodeUtf8(bytes));
  } catch {
    return undefined;
  }
}

const TOKEN = new Set([
  'ExpiredToken',
  'InvalidToken',
  'AuthenticationRequired',
  'AuthMissing',
  'AuthFactorTokenRequired',
]);
const CLOSED = new Set([
  'AccountTakedown',
  'AccountSuspended',
  'AccountDeactivated',
  'RepoTakendown',
  'RepoDeactivated',
]);
const GONE = new Set(['RecordNotFound', 'NotFound', 'RepoNotFound']);

/** The error's name decides; the status where it has none of these. */
function meaning({ status, name, headers }: { status: number; name: string; headers: Headers }): Answer {
  if (status === 429 || name === 'RateLimitExceeded')
    return no('retry', 'throttled', { afterMs: waitOf(headers) });
  if (CLOSED.has(name)) return no('blocked', 'temporarily-blocked');
  if (TOKEN.has(name) || status === 401) return no('blocked', 'token-expired');
  if (name === 'InvalidSwap') return no('retry', 'refused', { afterMs: 0, swapped: true });
  if (GONE.has(name) || status === 404) return no('failed', 'gone');
  if (status === 403) return no('blocked', 'permission-missing');
  if (status >= 400 && status < 500) return no('failed', 'refused');
  const seconds = Number(headers.get('retry-after'));
  return no('retry', 'unreachable', { certain: false, afterMs: seconds > 0 ? seconds * 1000 : null });
}

/** `ratelimit-reset` is a second by the server's clock, so its own `Date` is what it is measured from. */
function waitOf(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after'));
  if (seconds > 0) return seconds * 1000;
  const wait =
    Number(headers.get('ratelimit-reset') ?? Number.NaN) * 1000 - Date.parse(headers.get('date') ?? '');
  return wait > 0 ? wait : null;
}

export function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}
