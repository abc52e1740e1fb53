/** One call to a Graph API of Meta's. No token, status or address leaves this file. */
import { createHmac } from 'node:crypto';
import type { AccountAccess } from '../../../core/actions/connector.ts';
import { createHttpClient, type HttpAnswer, type HttpCall } from '../http.ts';
import { isRecord, type Json } from '../read.ts';
import { isProofRefused, type Refusal, refusalOf } from './errors.ts';

export type GraphCall = Pick<HttpCall, 'method' | 'path' | 'query' | 'form'>;
export type GraphAnswer =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly refusal: Refusal };

/** Never throws: what went wrong is a {@link Refusal}. */
export type Graph = (access: AccountAccess, call: GraphCall) => Promise<GraphAnswer>;

const NO_TOKEN: Refusal = { state: 'blocked', cause: 'no-token', afterMs: null, certain: true };
const BAD_ADDRESS: Refusal = { state: 'blocked', cause: 'unreachable', afterMs: null, certain: true };
const UNSENT: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: true };
const LOST: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: false };

const send = createHttpClient();

/** `version`: the one that the connector is written against, where the account's base address names none. Null: none. */
export function createGraph(version: string | null): Graph {
  return async (access, call) => {
    if (access.token === '') return no(NO_TOKEN);
    const base = version === null ? access.apiBase : versioned(access.apiBase, version);
    const whole = { ...call, base, token: access.token };
    const proof = proofOf(access);
    const answer = await send(proof === null ? whole : withProof(whole, proof));
    // A secret that is not the token's app's, as while rotating: refused before anything was done, so once more without.
    const again = proof !== null && answer.kind === 'answered' && isProofRefusal(answer.body);
    return answerOf(again ? await send(whole) : answer);
  };
}

const isProofRefusal = (body: unknown): boolean => isRecord(body) && isProofRefused(body);

function answerOf(answer: HttpAnswer): GraphAnswer {
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

/** `appsecret_proof`: that whoever holds the token is the app's own server. It says nothing of the secret itself. */
function proofOf({ token, appSecret }: AccountAccess): string | null {
  return appSecret ? createHmac('sha256', appSecret).update(token).digest('hex') : null;
}

function withProof(call: HttpCall, proof: string): HttpCall {
  if (call.form) return { ...call, form: { ...call.form, appsecret_proof: proof } };
  return { ...call, query: { ...call.query, appsecret_proof: proof } };
}

/** A base without a version would get the app's oldest one, which changes under our feet. */
function versioned(base: string, version: string): string {
  return /\/v\d+\.\d+\/*$/.test(base) ? base : `${base.replace(/\/+$/, '')}/${version}`;
}
