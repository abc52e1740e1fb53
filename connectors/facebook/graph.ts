/** One call to the Graph API. No token, status or address leaves this file. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createHttpClient, type HttpCall } from '../shared/http.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { type Refusal, refusalOf } from './errors.ts';

/** The one version that the connector is written against; an account's base address may name another. */
const VERSION = 'v26.0';
export const DEFAULT_API_BASE = `https://graph.facebook.com/${VERSION}`;

export type GraphCall = Pick<HttpCall, 'method' | 'path' | 'query' | 'form'>;
export type GraphAnswer =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly refusal: Refusal };

const NO_TOKEN: Refusal = { state: 'blocked', cause: 'no-token', afterMs: null, certain: true };
const BAD_ADDRESS: Refusal = { state: 'blocked', cause: 'unreachable', afterMs: null, certain: true };
const UNSENT: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: true };
const LOST: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: false };

const send = createHttpClient();

/** Never throws: what went wrong is a {@link Refusal}. */
export async function graph(access: AccountAccess, call: GraphCall): Promise<GraphAnswer> {
  if (access.token === '') return no(NO_TOKEN);
  const answer = await send({ ...call, base: versioned(access.apiBase), token: access.token });
  if (answer.kind === 'cannot') return no(BAD_ADDRESS);
  if (answer.kind === 'unsent') return no(UNSENT);
  if (answer.kind === 'lost') return no(LOST);
  const refusal = refusalOf(answer);
  if (refusal !== null) return no(refusal);
  // Some edges answer with a bare `true`.
  return { ok: true, body: isRecord(answer.body) ? answer.body : { success: answer.body } };
}

function no(refusal: Refusal): GraphAnswer {
  return { ok: false, refusal };
}

/** A base without a version would get the app's oldest one, which changes under our feet. */
function versioned(base: string): string {
  return /\/v\d+\.\d+\/*$/.test(base) ? base : `${base.replace(/\/+$/, '')}/${VERSION}`;
}
