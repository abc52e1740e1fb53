/** A post as it stands now, with the version that answers and likes must name. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { type Answer, query, type Refusal } from './api.ts';

export interface StrongRef {
  readonly uri: string;
  readonly cid: string;
}

export interface FoundPost {
  readonly ref: StrongRef;
  /** The first post of its thread: itself, where it answers nothing. */
  readonly root: StrongRef;
  readonly view: Json;
}

export type Found =
  | { readonly ok: true; readonly post: FoundPost }
  | { readonly ok: false; readonly refusal: Refusal };

const GONE: Refusal = { state: 'failed', cause: 'gone', afterMs: null, certain: true };

function refOf(value: unknown): StrongRef | null {
  const [uri, cid] = isRecord(value) ? [idOf(value.uri), idOf(value.cid)] : [null, null];
  return uri === null || cid === null ? null : { uri, cid };
}

/** The listing leaves out what is gone, and says no more of it. */
export async function findPost(access: AccountAccess, uri: string): Promise<Found> {
  const answer: Answer = await query(access, 'app.bsky.feed.getPosts', { uris: [uri] });
  if (!answer.ok) return { ok: false, refusal: { ...answer.refusal, certain: true } };
  const view = Array.isArray(answer.body.posts) ? answer.body.posts.filter(isRecord)[0] : undefined;
  const ref = refOf(view);
  if (view === undefined || ref === null) return { ok: false, refusal: GONE };
  const record = isRecord(view.record) ? view.record : {};
  const root = isRecord(record.reply) ? refOf(record.reply.root) : null;
  return { ok: true, post: { ref, root: root ?? ref, view } };
}
