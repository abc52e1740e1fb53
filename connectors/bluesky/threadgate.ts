/**
 * Hiding an answer: its address stands in `hiddenReplies` of the threadgate that lies beside the account's own root post.
 * The record is replaced whole, so it is read, changed, and written only if nobody else wrote in between (`swapRecord`).
 */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { outcomeOf, procedure, query, type Refusal } from './api.ts';
import { findPost } from './find.ts';
import { POSTS, type RecordName, recordName } from './uri.ts';

const COLLECTION = 'app.bsky.feed.threadgate';
/** By its lexicon. */
const MAX_HIDDEN = 300;
const ATTEMPTS = 4;
const DONE: Outcome = { state: 'done', remoteId: null, at: null };
const NOT_SUPPORTED: Outcome = { state: 'failed', cause: 'not-supported' };

interface Gate {
  readonly record: Json;
  readonly hidden: readonly string[];
  /** Null: there is none yet, and there must be none when it is written. */
  readonly cid: string | null;
}

type Read = { readonly ok: true; readonly gate: Gate } | { readonly ok: false; readonly refusal: Refusal };

async function readGate(access: AccountAccess, root: RecordName): Promise<Read> {
  const place = { repo: root.did, collection: COLLECTION, rkey: root.rkey };
  const answer = await query(access, 'com.atproto.repo.getRecord', place);
  if (!answer.ok && answer.refusal.cause === 'gone') return { ok: true, gate: newGate(root) };
  if (!answer.ok) return { ok: false, refusal: { ...answer.refusal, certain: true } };
  const [record, cid] = [answer.body.value, idOf(answer.body.cid)];
  const unclear: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: true };
  if (!isRecord(record) || cid === null) return { ok: false, refusal: unclear };
  const { hiddenReplies } = record;
  const hidden = Array.isArray(hiddenReplies) ? hiddenReplies.map(String) : [];
  return { ok: true, gate: { record, hidden, cid } };
}

/** Without `allow`, whoever could answer before still can. */
const newGate = ({ uri }: RecordName): Gate => ({
  record: { $type: COLLECTION, post: uri, createdAt: new Date().toISOString() },
  hidden: [],
  cid: null,
});

function changed({ hidden }: Gate, uri: string, hide: boolean): readonly string[] | null {
  if (hidden.includes(uri) === hide) return null;
  return hide ? [...hidden, uri] : hidden.filter((other) => other !== uri);
}

/** The thread's first post; of what we were not told, the post itself says it. */
async function rootOf(access: AccountAccess, target: ActionTarget): Promise<RecordName | Refusal | null> {
  const told = recordName(target.postId);
  if (told !== null) return told;
  const found = await findPost(access, target.externalId);
  return found.ok ? recordName(found.post.root.uri) : found.refusal;
}

export async function setHidden(
  access: AccountAccess,
  target: ActionTarget,
  hide: boolean,
): Promise<Outcome> {
  const root = await rootOf(access, target);
  if (root !== null && 'cause' in root) return hide && root.cause === 'gone' ? DONE : outcomeOf(root);
  const isOurs =
    root?.did === access.externalId && root.collection === POSTS && root.uri !== target.externalId;
  if (root === null || !isOurs) return NOT_SUPPORTED;
  let last: Refusal = { state: 'retry', cause: 'unreachable', afterMs: null, certain: true };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const read = await readGate(access, root);
    if (!read.ok) return outcomeOf(read.refusal);
    const hiddenReplies = changed(read.gate, target.externalId, hide);
    if (hiddenReplies === null) return DONE;
    if (hiddenReplies.length > MAX_HIDDEN) return { state: 'failed', cause: 'refused' };
    const answer = await procedure(access, 'com.atproto.repo.putRecord', {
      ...{ repo: root.did, collection: COLLECTION, rkey: root.rkey },
      record: { ...read.gate.record, hiddenReplies },
      swapRecord: read.gate.cid,
    });
    if (answer.ok) return DONE;
    last = answer.refusal;
    if (last.swapped !== true) break;
  }
  return outcomeOf(last);
}
