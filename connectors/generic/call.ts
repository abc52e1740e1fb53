/** Calls back to a source: one signed POST to the address that its account names (docs/generic.md). */
import { createHash } from 'node:crypto';
import type { AccountAccess, Cause, Outcome } from '../../core/actions/connector.ts';
import { createHttpClient, type HttpAnswer } from '../shared/http.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { SIGNATURE_HEADER, signatureOf } from './signature.ts';

/** A name that can lead nowhere (RFC 2606): of a source that takes no calls. */
export const NO_CALLS = 'https://calls.invalid';

export type CallName = 'ping' | 'read' | 'reply' | 'find-reply' | 'hide' | 'unhide' | 'delete';

/** `certain`: it was surely not carried out. */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
}
export type CallAnswer =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly refusal: Refusal };

const send = createHttpClient({ anyServer: true });

const refused = (
  state: Refusal['state'],
  cause: Cause,
  { certain = true, afterMs = null as number | null } = {},
): CallAnswer => ({ ok: false, refusal: { state, cause, afterMs, certain } });

export const mayCall = ({ apiBase }: AccountAccess): boolean => !apiBase.startsWith(NO_CALLS);

/** One key for one answer: a source that has lately seen it tells what it wrote then, and writes nothing more. */
export const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** Never throws. Of two secrets the first, new one signs. */
export async function call(access: AccountAccess, name: CallName, told: Json): Promise<CallAnswer> {
  if (!mayCall(access)) return refused('failed', 'not-supported');
  const secret = access.token.split(',')[0] ?? '';
  if (secret === '') return refused('blocked', 'no-token');
  const json = { call: name, source: access.externalId, ...told };
  const headers = { [SIGNATURE_HEADER]: signatureOf(JSON.stringify(json), { secret, at: new Date() }) };
  return read(await send({ base: access.apiBase, token: null, method: 'POST', path: [], json, headers }));
}

function read(answer: HttpAnswer): CallAnswer {
  if (answer.kind === 'cannot') return refused('blocked', 'unreachable');
  if (answer.kind === 'unsent') return refused('retry', 'unreachable');
  if (answer.kind === 'lost') return refused('retry', 'unreachable', { certain: false });
  const { status, body, headers } = answer;
  if (status >= 200 && status < 300) {
    if (isRecord(body) && body.ok === true) return { ok: true, body };
    return refused('failed', 'refused', { certain: isRecord(body) && body.ok === false });
  }
  if (status === 401) return refused('blocked', 'token-expired');
  if (status === 403) return refused('blocked', 'permission-missing');
  if (status === 404 || status === 410) return refused('failed', 'gone');
  if (status === 501) return refused('failed', 'not-supported');
  const seconds = Number(headers['retry-after']);
  const afterMs = seconds > 0 ? seconds * 1000 : null;
  if (status === 429) return refused('retry', 'throttled', { afterMs });
  if (status >= 500) return refused('retry', 'unreachable', { certain: false, afterMs });
  return refused('failed', 'refused');
}

export function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}
