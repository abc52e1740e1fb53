/** One call to the YouTube Data API. No token, status or address leaves this file. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createHttpClient, type HttpCall } from '../shared/http.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { type Refusal, refusalOf } from './errors.ts';
import { bearerOf, forgetBearer } from './token.ts';

const PATH = '/youtube/v3';
export const DEFAULT_API_BASE = `https://www.googleapis.com${PATH}`;

export type ApiCall = Pick<HttpCall, 'method' | 'path' | 'query' | 'json'>;
export type ApiAnswer =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly refusal: Refusal };
/** Asks the API as one account. */
export type Ask = (call: ApiCall) => Promise<ApiAnswer>;

const no = (
  state: Refusal['state'],
  cause: Refusal['cause'],
  { certain = true }: { certain?: boolean } = {},
): ApiAnswer => ({ ok: false, refusal: { state, cause, afterMs: null, certain, reason: null } });

const send = createHttpClient();

/** Never throws: what went wrong is a {@link Refusal}. */
export async function api(access: AccountAccess, call: ApiCall): Promise<ApiAnswer> {
  if (access.token.trim() === '') return no('blocked', 'no-token');
  const first = await once(access, call);
  const isTurnedAway = !first.ok && first.refusal.cause === 'token-expired';
  // An access token may end before its time. What was turned away was not carried out.
  return isTurnedAway && forgetBearer(access) ? once(access, call) : first;
}

async function once(access: AccountAccess, call: ApiCall): Promise<ApiAnswer> {
  const bearer = await bearerOf(access, Date.now());
  if (!bearer.ok) return bearer;
  const answer = await send({ ...call, base: withPath(access.apiBase), token: bearer.token });
  if (answer.kind === 'cannot') return no('blocked', 'unreachable');
  if (answer.kind === 'unsent') return no('retry', 'unreachable');
  if (answer.kind === 'lost') return no('retry', 'unreachable', { certain: false });
  const refusal = refusalOf(answer, Date.now());
  if (refusal !== null) return { ok: false, refusal };
  return { ok: true, body: isRecord(answer.body) ? answer.body : {} };
}

const withPath = (base: string): string =>
  /\/youtube\/v\d+\/*$/.test(base) ? base : `${base.replace(/\/+$/, '')}${PATH}`;

export const itemsOf = ({ items }: Json): readonly Json[] =>
  Array.isArray(items) ? items.filter(isRecord) : [];
