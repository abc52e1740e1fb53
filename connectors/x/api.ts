/** One call to version 2 of X's API. No token, status or address leaves this file. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { type AnswerHeaders, createHttpClient, type HttpCall } from '../shared/http.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { type Refusal, refusalOf } from './errors.ts';

export const DEFAULT_API_BASE = 'https://api.x.com/2';

export type ApiCall = Pick<HttpCall, 'method' | 'path' | 'query' | 'json'>;
export type ApiAnswer =
  | { readonly ok: true; readonly body: Json; readonly headers: AnswerHeaders }
  | { readonly ok: false; readonly refusal: Refusal };

const NO_TOKEN: Refusal = { state: 'blocked', cause: 'no-token', afterMs: null, certain: true };
const BAD_ADDRESS: Refusal = { state: 'blocked', cause: 'unreachable', afterMs: null, certain: true };
const UNSENT: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: true };
const LOST: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: false };

const send = createHttpClient();

/** Never throws: what went wrong is a {@link Refusal}. */
export async function api(access: AccountAccess, call: ApiCall): Promise<ApiAnswer> {
  if (access.token === '') return no(NO_TOKEN);
  const answer = await send({ ...call, base: versioned(access.apiBase), token: access.token });
  if (answer.kind === 'cannot') return no(BAD_ADDRESS);
  if (answer.kind === 'unsent') return no(UNSENT);
  if (answer.kind === 'lost') return no(LOST);
  const refusal = refusalOf(answer);
  if (refusal !== null) return no(refusal);
  return { ok: true, body: isRecord(answer.body) ? answer.body : {}, headers: answer.headers };
}

const no = (refusal: Refusal): ApiAnswer => ({ ok: false, refusal });

const versioned = (base: string): string => (/\/2\/*$/.test(base) ? base : `${base.replace(/\/+$/, '')}/2`);

/** `data` of an answer that holds one object; {} where it holds none. */
export const dataOf = (body: Json): Json => (isRecord(body.data) ? body.data : {});
