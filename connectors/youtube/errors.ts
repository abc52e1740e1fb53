/** The Data API's errors in our words (platforms.md 4.3). The reason decides: a spent quota comes as 403, not as 429. */
import type { Cause } from '../../core/actions/connector.ts';
import type { AnswerHeaders } from '../shared/http.ts';
import { isRecord } from '../shared/read.ts';
import { msUntilReset } from './quota.ts';

/** Why a call did not succeed. `certain`: it was surely not carried out. */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
  /** YouTube's own word, where it is one of those that this connector knows. */
  readonly reason: string | null;
}

type Row = Pick<Refusal, 'state' | 'cause'> & { readonly certain?: false };

const TRANSIENT: Row = { state: 'retry', cause: 'unreachable', certain: false };
const THROTTLED: Row = { state: 'retry', cause: 'throttled' };
const TOKEN: Row = { state: 'blocked', cause: 'token-expired' };
const NO_PERMISSION: Row = { state: 'blocked', cause: 'permission-missing' };
const REFUSED: Row = { state: 'failed', cause: 'refused' };
/** It does not say whether it is gone or ours to touch: a read decides. */
const GONE_OR_DENIED: Row = { state: 'failed', cause: 'gone-or-denied' };

const REASONS = new Map<string, Row>([
  ['quotaExceeded', THROTTLED],
  ['dailyLimitExceeded', THROTTLED],
  ['rateLimitExceeded', THROTTLED],
  ['userRateLimitExceeded', THROTTLED],
  ['authError', TOKEN],
  ['youtubeSignupRequired', TOKEN],
  ['insufficientPermissions', NO_PERMISSION],
  ['authenticatedUserNotChannel', NO_PERMISSION],
  ['ineligibleAccount', NO_PERMISSION],
  ['accessNotConfigured', NO_PERMISSION],
  ['forbidden', GONE_OR_DENIED],
  ['commentNotFound', GONE_OR_DENIED],
  ['parentCommentNotFound', GONE_OR_DENIED],
  ['commentThreadNotFound', GONE_OR_DENIED],
  ['videoNotFound', GONE_OR_DENIED],
  ['channelNotFound', GONE_OR_DENIED],
  ['commentsDisabled', REFUSED],
  // Often for good; nobody knows whether something was written.
  ['processingFailure', { ...REFUSED, certain: false }],
  ['backendError', TRANSIENT],
  ['internalError', TRANSIENT],
]);
const UNTIL_RESET = new Set(['quotaExceeded', 'dailyLimitExceeded']);

/** The refusal in an answer; null where it is a success. 204 is one without a body. */
export function refusalOf(
  answer: { status: number; headers: AnswerHeaders; body: unknown },
  now: number,
): Refusal | null {
  const { status, body } = answer;
  const isDone = status === 204 || (status >= 200 && status < 300 && body !== undefined);
  if (isDone && !(isRecord(body) && isRecord(body.error))) return null;
  const reason = reasonOf(body);
  const row = (reason === null ? undefined : REASONS.get(reason)) ?? rowOfStatus(status);
  const { state, cause, certain = true } = row;
  return { state, cause, afterMs: waitOf({ cause, reason, headers: answer.headers, now }), certain, reason };
}

/** Only a reason that is known: what stands there may be anything. */
function reasonOf(body: unknown): string | null {
  const error = isRecord(body) && isRecord(body.error) ? body.error : null;
  const [first] = Array.isArray(error?.errors) ? error.errors : [];
  const reason: unknown = isRecord(first) ? first.reason : null;
  return typeof reason === 'string' && REASONS.has(reason) ? reason : null;
}

function rowOfStatus(status: number): Row {
  if (status === 401) return TOKEN;
  if (status === 403 || status === 404) return GONE_OR_DENIED;
  if (status === 429) return THROTTLED;
  return status >= 400 && status < 500 ? REFUSED : TRANSIENT;
}

function waitOf(throttle: {
  cause: Cause;
  reason: string | null;
  headers: AnswerHeaders;
  now: number;
}): number | null {
  if (throttle.cause !== 'throttled') return null;
  if (throttle.reason !== null && UNTIL_RESET.has(throttle.reason)) return msUntilReset(throttle.now);
  const seconds = Number(throttle.headers['retry-after']);
  return seconds > 0 ? seconds * 1000 : null;
}
