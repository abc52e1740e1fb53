/** One call to a Mastodon server, and what its answer means. No token, status or address leaves this file. */
import type { AccountAccess, Cause, Outcome } from '../../core/actions/connector.ts';
import { type AnswerHeaders, createHttpClient, type HttpCall } from '../shared/http.ts';
import { isRecord, type Json } from '../shared/read.ts';

export const DEFAULT_API_BASE = 'https://mastodon.social';

export type ServerCall = Pick<HttpCall, 'method' | 'path' | 'query' | 'json' | 'headers'>;

/** `certain`: it was surely not carried out. */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
}
export type ServerAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly refusal: Refusal };

/** Whoever connects the account names its server. */
const send = createHttpClient({ anyServer: true });

const no = (state: Refusal['state'], cause: Cause, more: Partial<Refusal> = {}): ServerAnswer => ({
  ok: false,
  refusal: { state, cause, afterMs: null, certain: true, ...more },
});

/** Never throws: what went wrong is a {@link Refusal}. */
export async function ask(access: AccountAccess, call: ServerCall): Promise<ServerAnswer> {
  if (access.token === '') return no('blocked', 'no-token');
  const answer = await send({ ...call, base: access.apiBase, token: access.token });
  if (answer.kind === 'cannot') return no('blocked', 'unreachable');
  if (answer.kind === 'unsent') return no('retry', 'unreachable');
  if (answer.kind === 'lost') return no('retry', 'unreachable', { certain: false });
  return read(answer);
}

interface Answered {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: unknown;
}

/** Mastodon's errors are a status and a sentence; the sentence tells a scope from a prohibition. */
function read(answer: Answered): ServerAnswer {
  const { status, body } = answer;
  if (status >= 200 && status < 300)
    return body === undefined ? no('retry', 'unreachable', { certain: false }) : { ok: true, body };
  const error = isRecord(body) ? String(body.error) : '';
  if (status === 401) return no('blocked', 'token-expired');
  if (status === 403) return forbidden(error);
  // What is gone, and what this account may not see, are one answer.
  if (status === 404) return no('failed', 'gone-or-denied');
  if (status === 410) return no('failed', 'gone');
  if (status === 429)
    return no('retry', 'throttled', { afterMs: retryAfter(answer.headers) ?? untilReset(answer.headers) });
  if (status >= 500)
    return no('retry', 'unreachable', { certain: false, afterMs: retryAfter(answer.headers) });
  return status >= 400 ? no('failed', 'refused') : no('retry', 'unreachable', { certain: false });
}

function forbidden(error: string): ServerAnswer {
  if (/scope/iu.test(error)) return no('blocked', 'permission-missing');
  return /disabled|suspended|locked|approval|confirm/iu.test(error)
    ? no('blocked', 'temporarily-blocked')
    : no('failed', 'refused');
}

function retryAfter(headers: AnswerHeaders): number | null {
  const seconds = Number(headers['retry-after']);
  return seconds > 0 ? seconds * 1000 : null;
}

/** `X-RateLimit-Reset` is a time by the server's clock, so its own `Date` is what it is measured from. */
function untilReset(headers: AnswerHeaders): number | null {
  const [reset, now] = [headers['x-ratelimit-reset'], headers.date].map((time) => Date.parse(String(time)));
  const wait = Number(reset) - Number(now);
  return wait > 0 ? wait : null;
}

export function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}

/** `exempelby` of `exempelby@mastodon.example`: how its own server names the account. */
export const localName = (externalId: string): string =>
  externalId
    .replace(/^@/u, '')
    .replace(/@[^@]*$/u, '')
    .toLowerCase();

/** Only accounts of the server itself have an `acct` without a host. */
export const isOurs = (account: unknown, access: AccountAccess): account is Json =>
  isRecord(account) && String(account.acct).toLowerCase() === localName(access.externalId);
