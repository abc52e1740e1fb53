/** LinkedIn's errors in our words (platforms.md 3.5). The status decides; token errors have codes of their own besides. */
import type { Cause, Outcome } from '../../core/actions/connector.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import type { AnswerHeaders } from '../shared/http.ts';
import { isRecord } from '../shared/read.ts';

/**
 * Why a call did not succeed. `certain`: it was surely not carried out. Where that is false, what may not happen
 * twice (a reply) is looked for before it is sent again.
 */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
  /** Null: no answer came. */
  readonly status: number | null;
}

type Row = Pick<Refusal, 'state' | 'cause' | 'certain'>;

const TOKEN: Row = { state: 'blocked', cause: 'token-expired', certain: true };
const TRANSIENT: Row = { state: 'retry', cause: 'unreachable', certain: false };
const REFUSED: Row = { state: 'failed', cause: 'refused', certain: true };

const STATUSES = new Map<number, Row>([
  [401, TOKEN],
  [403, { state: 'blocked', cause: 'permission-missing', certain: true }],
  // Of restricted content it says the same: a look at the list decides.
  [404, { state: 'failed', cause: 'gone-or-denied', certain: true }],
  // "Already there": perhaps ours.
  [409, { ...REFUSED, certain: false }],
  // No version that we know is served any more: this program is too old.
  [426, { state: 'blocked', cause: 'not-supported', certain: true }],
  [429, { state: 'retry', cause: 'throttled', certain: true }],
]);
const [FIRST_TOKEN_CODE, LAST_TOKEN_CODE] = [65_600, 65_604];

function rowOf(status: number, body: unknown): Row {
  const code = isRecord(body) ? Number(body.serviceErrorCode) : Number.NaN;
  if (code >= FIRST_TOKEN_CODE && code <= LAST_TOKEN_CODE) return TOKEN;
  return STATUSES.get(status) ?? (status >= 400 && status < 500 ? REFUSED : TRANSIENT);
}

/** The refusal in an answer; null where it is a success. An empty body is one where something was written. */
export function refusalOf(answer: {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: unknown;
}): Refusal | null {
  const { status, headers, body } = answer;
  const isWritten = status === 201 || status === 204;
  if (isWritten || (status >= 200 && status < 300 && isRecord(body))) return null;
  const row = rowOf(status, body);
  return { ...row, status, afterMs: row.cause === 'throttled' ? waitOf(headers, body) : null };
}

/** Allowances are per day and begin anew at midnight UTC, by the clock that the answer itself shows. */
function waitOf(headers: AnswerHeaders, body: unknown): number | null {
  const seconds = Number(headers['retry-after']);
  if (seconds > 0) return seconds * 1000;
  const isDaily = isRecord(body) && / DAY limit/u.test(String(body.message));
  const now = Date.parse(String(headers.date));
  return isDaily && !Number.isNaN(now) ? DAY_MS - (now % DAY_MS) : null;
}

export function outcomeOf({ state, cause, afterMs, certain }: Refusal): Outcome {
  const uncertain = certain ? {} : { uncertain: true as const };
  return state === 'retry' ? { state, cause, afterMs, ...uncertain } : { state, cause, ...uncertain };
}
