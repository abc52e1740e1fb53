/** X's problems in our words (platforms.md 5.4). The type decides where there is one, else status and detail do. */
import type { Cause } from '../../core/actions/connector.ts';
import type { AnswerHeaders } from '../shared/http.ts';
import { isRecord, type Json, textOf } from '../shared/read.ts';
import { waitOf } from './rate-limits.ts';

/**
 * Why a call did not succeed. `certain`: it was surely not carried out. Where that is false, what may not happen
 * twice (a reply) is looked for before it is sent again.
 */
export interface Refusal {
  readonly state: 'retry' | 'blocked' | 'failed';
  readonly cause: Cause;
  readonly afterMs: number | null;
  readonly certain: boolean;
  /** A bare 403, which says neither whether the app, the plan, the scope or the post is what stands in the way. */
  readonly untold?: true;
}

type Row = Omit<Refusal, 'afterMs' | 'certain'> & { readonly certain?: false };

const TRANSIENT: Row = { state: 'retry', cause: 'unreachable', certain: false };
const THROTTLED: Row = { state: 'retry', cause: 'throttled' };
/** Until somebody pays or a month ends: waiting does not help. */
const SPENT: Row = { state: 'blocked', cause: 'throttled' };
const NO_PERMISSION: Row = { state: 'blocked', cause: 'permission-missing' };
const TOKEN: Row = { state: 'blocked', cause: 'token-expired' };
const BLOCKED: Row = { state: 'blocked', cause: 'temporarily-blocked' };
const REFUSED: Row = { state: 'failed', cause: 'refused' };
/** What is protected or withheld has a problem type of its own. A write is looked after all the same. */
const GONE: Row = { state: 'failed', cause: 'gone' };
const GONE_OR_DENIED: Row = { state: 'failed', cause: 'gone-or-denied' };
const NOT_SUMMONED: Row = { state: 'failed', cause: 'not-summoned' };
/** A post of the same words is there, perhaps this one. */
const DUPLICATE: Row = { ...REFUSED, certain: false };
const FORBIDDEN: Row = { ...NO_PERMISSION, untold: true };

/** The last part of `https://api.x.com/2/problems/…`, or of the older host's. */
const TYPES = new Map<string, Row>([
  ['invalid-request', REFUSED],
  ['resource-not-found', GONE],
  ['not-authorized-for-resource', GONE_OR_DENIED],
  ['client-forbidden', NO_PERMISSION],
  ['oauth1-permissions', NO_PERMISSION],
  ['unsupported-authentication', NO_PERMISSION],
  ['usage-capped', SPENT],
  ['credits', SPENT],
  ['rate-limit-exceeded', THROTTLED],
]);

/** X's own sentences, seen in answers that others have published; none of them is promised. */
const DETAILS: readonly (readonly [RegExp, Row])[] = [
  [/not been mentioned or otherwise engaged|only reply to or quote posts where you are/iu, NOT_SUMMONED],
  [/duplicate content/iu, DUPLICATE],
  [/too long/iu, REFUSED],
  [/deleted or not visible/iu, GONE_OR_DENIED],
  [/not permitted to reply|not allowed to reply|restricted who can reply|blocked from/iu, REFUSED],
  [/temporarily locked|account is suspended/iu, BLOCKED],
];

/** The refusal in an answer that X gave; null where the answer is a success. */
export function refusalOf(answer: { status: number; headers: AnswerHeaders; body: unknown }): Refusal | null {
  const row = rowOf(answer);
  if (row === null) return null;
  const afterMs = row.state === 'retry' && row.cause === 'throttled' ? waitOf(answer.headers) : null;
  return { ...row, afterMs, certain: row.certain ?? true };
}

function rowOf({ status, body }: { status: number; body: unknown }): Row | null {
  const problem = problemIn(body);
  if (status >= 200 && status < 300) {
    if (!isRecord(body)) return TRANSIENT;
    // Of a list, some entries may be missing and the rest is good; one without a hit has neither.
    const isRefused = body.data === undefined && Array.isArray(body.errors);
    return isRefused && problem !== null ? (toldBy(problem) ?? REFUSED) : null;
  }
  if (status === 401) return TOKEN;
  if (status === 402) return SPENT;
  const told = problem === null ? null : toldBy(problem);
  if (status === 429) return told === SPENT ? SPENT : THROTTLED;
  if (told !== null) return told;
  if (status === 403) return FORBIDDEN;
  if (status === 404) return GONE_OR_DENIED;
  return status >= 400 && status < 500 ? REFUSED : TRANSIENT;
}

/** `{title, detail, type}`, or the first of `{errors: [{code, message}]}`. */
function problemIn(body: unknown): Json | null {
  if (!isRecord(body)) return null;
  const [first] = Array.isArray(body.errors) ? body.errors : [];
  if (typeof body.type === 'string' && body.type !== 'about:blank') return body;
  return isRecord(first) && body.detail === undefined ? first : body;
}

function toldBy(problem: Json): Row | null {
  const type = textOf(problem.type) ?? '';
  const detail = `${textOf(problem.detail) ?? ''} ${textOf(problem.message) ?? ''}`;
  const byDetail = DETAILS.find(([sentence]) => sentence.test(detail))?.[1];
  return byDetail ?? TYPES.get(type.slice(type.lastIndexOf('/') + 1)) ?? null;
}
