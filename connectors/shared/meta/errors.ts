/**
 * Graph's error codes in our words, of Facebook, Instagram and Threads alike (platforms.md 1.7). The code decides, not
 * the HTTP status: most come as 400.
 */

import type { Cause } from '../../../core/actions/connector.ts';
import { MINUTE_MS } from '../../../core/deadlines/civil.ts';
import type { AnswerHeaders } from '../http.ts';
import { isRecord, type Json } from '../read.ts';

/**
 * Why a call did not succeed. `certain`: it was surely not carried out. Where that is false, what may not happen
 * twice (a reply) is looked for before it is sent again.
 */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
}

interface Row {
  readonly state: Refusal['state'];
  readonly cause: Cause;
  readonly certain?: false;
}

const TRANSIENT: Row = { state: 'retry', cause: 'unreachable', certain: false };
const THROTTLED: Row = { state: 'retry', cause: 'throttled' };
const NO_PERMISSION: Row = { state: 'blocked', cause: 'permission-missing' };
const TOKEN: Row = { state: 'blocked', cause: 'token-expired' };
/** Of the object itself Graph does not say whether it is gone or we may not touch it: a look finds out. */
const GONE_OR_DENIED: Row = { state: 'failed', cause: 'gone-or-denied' };
const REFUSED: Row = { state: 'failed', cause: 'refused' };
/** Graph has answered with an error to writes that it had carried out (code 20, subcode 1772107): a look decides. */
const REFUSED_PERHAPS: Row = { ...REFUSED, certain: false };

/** Ranges of codes, first to last, looked through from the top. */
const CODES: readonly (readonly [first: number, last: number, row: Row])[] = [
  [1, 2, TRANSIENT],
  [3, 3, NO_PERMISSION],
  [4, 4, THROTTLED],
  [10, 10, NO_PERMISSION],
  [17, 17, THROTTLED],
  [32, 32, THROTTLED],
  [100, 101, REFUSED],
  [102, 102, TOKEN],
  [104, 104, TOKEN],
  [190, 190, TOKEN],
  [200, 299, NO_PERMISSION],
  [341, 341, THROTTLED],
  [368, 368, { state: 'blocked', cause: 'temporarily-blocked' }],
  // "Duplicate post": a reply of the same words is there, perhaps this one.
  [506, 506, REFUSED_PERHAPS],
  // The person has blocked the page.
  [551, 551, REFUSED],
  [613, 613, THROTTLED],
  [803, 803, GONE_OR_DENIED],
  [80000, 80099, THROTTLED],
];
/** Subcodes that say more than their code: outside the messaging window, cannot receive; object missing. */
const SUBCODES = new Map<string, Row>([
  ['10/2018278', REFUSED],
  ['10/2018108', REFUSED],
  ['10/2018065', REFUSED],
  ['10/2534022', REFUSED],
  ['100/33', GONE_OR_DENIED],
]);

/** The refusal in an answer that Graph gave; null where the answer is a success. */
export function refusalOf(answer: { status: number; headers: AnswerHeaders; body: unknown }): Refusal | null {
  const error = isRecord(answer.body) && isRecord(answer.body.error) ? answer.body.error : null;
  const row = error === null ? rowOfStatus(answer) : rowOfError(error, answer.status);
  if (row === null) return null;
  const afterMs = row.cause === 'throttled' ? waitOf(answer.headers) : null;
  return { state: row.state, cause: row.cause, afterMs, certain: row.certain ?? true };
}

/** As {@link refusalOf}, for an `error` object inside an answer that as a whole succeeded. */
export function refusalOfError(error: Json): Refusal {
  const { state, cause, certain } = rowOfError(error, 400);
  return { state, cause, afterMs: null, certain: certain ?? true };
}

/** The proof of the app's secret was missing or wrong: nothing was carried out. It has no code of its own. */
export const isProofRefused = ({ error }: Json): boolean =>
  isRecord(error) && Number(error.code) === 100 && String(error.message).includes('appsecret_proof');

function rowOfError(error: Json, status: number): Row {
  const code = Number(error.code);
  if (isProofRefused({ error })) return NO_PERMISSION;
  const row =
    SUBCODES.get(`${code}/${Number(error.error_subcode)}`) ??
    CODES.find(([first, last]) => code >= first && code <= last)?.[2];
  if (row !== undefined) return row;
  return error.is_transient === true || status >= 500 ? TRANSIENT : REFUSED_PERHAPS;
}

/** No error object: a success, or something between us and Graph spoke. */
function rowOfStatus({ status, body }: { status: number; body: unknown }): Row | null {
  if (status >= 200 && status < 300) return body === undefined ? TRANSIENT : null;
  if (status === 429) return THROTTLED;
  return status < 400 || status >= 500 ? TRANSIENT : REFUSED;
}

/** The longest wait that any allowance asks for, in ms; null where Graph names none. */
function waitOf(headers: AnswerHeaders): number | null {
  const minutes = usages(headers['x-business-use-case-usage'])
    .map((usage) => (isRecord(usage) ? Number(usage.estimated_time_to_regain_access) : Number.NaN))
    .filter((wait) => wait > 0);
  if (minutes.length > 0) return Math.max(...minutes) * MINUTE_MS;
  const seconds = Number(headers['retry-after']);
  return seconds > 0 ? seconds * 1000 : null;
}

function usages(header: string | string[] | undefined): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(String(header));
    return isRecord(parsed) ? Object.values(parsed).flat() : [];
  } catch {
    return [];
  }
}
