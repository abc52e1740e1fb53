/** What stands under the account's own posts (deletions are seen no other way), a post for context, and the password. */
import type {
  AccessCheck,
  AccountAccess,
  BackfillConnector,
  ContextNode,
  Fetched,
  Listed,
} from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { query } from './api.ts';
import { findPost } from './find.ts';
import { wrapped } from './poll.ts';
import { authorOf, publishedAt } from './post.ts';
import { textWithLinks } from './text.ts';
import { permalinkOf, recordName } from './uri.ts';

export const backfill: BackfillConnector = { platform: 'bluesky', list, fetchNode, connect };

/** Each costs a call of the 3,000 that five minutes allow. */
const PAGE_SIZE = '20';
const DEPTH = '1000';
const MAX_THREAD = 10_000;

async function list(
  access: AccountAccess,
  { since, cursor }: { readonly since: Date; readonly cursor: string | null },
): Promise<Fetched<Listed>> {
  const answer = await query(access, 'app.bsky.feed.getAuthorFeed', {
    ...{ actor: access.externalId, filter: 'posts_no_replies', limit: PAGE_SIZE },
    ...(cursor !== null && { cursor }),
  });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  if (!Array.isArray(answer.body.feed)) return { ok: false, cause: 'unreachable' };
  const posts = answer.body.feed
    .filter(isRecord)
    .flatMap(({ post }) => (isRecord(post) && isRecord(post.author) ? [post] : []))
    .filter(({ author }) => isRecord(author) && author.did === access.externalId);
  const listed = { changes: [] as unknown[], ids: [] as string[], wholePosts: [] as string[] };
  for (const post of posts.filter((view) => !isBefore(view, since))) {
    const thread = await threadOf(access, post);
    if (!thread.ok) return thread;
    listed.changes.push(...thread.value.views);
    listed.ids.push(...thread.value.ids);
    if (thread.value.whole) listed.wholePosts.push(String(post.uri));
  }
  const next = textOf(answer.body.cursor);
  const last = posts.at(-1);
  const isLast = next === null || next === cursor || (last !== undefined && isBefore(last, since));
  const bodies = listed.changes.length === 0 ? [] : [wrapped(access.externalId, listed.changes)];
  const { ids, wholePosts } = listed;
  return { ok: true, value: { bodies, ids, wholePosts, next: isLast ? null : next } };
}

function isBefore(post: Json, since: Date): boolean {
  const at = timeOf(post.indexedAt);
  return at !== null && at < since;
}

interface Thread {
  readonly views: readonly Json[];
  readonly ids: readonly string[];
  /** Every answer that the service counts is there. One that it withholds leaves the thread in doubt. */
  readonly whole: boolean;
}

async function threadOf(access: AccountAccess, post: Json): Promise<Fetched<Thread>> {
  const uri = String(post.uri);
  const params = { uri, depth: DEPTH, parentHeight: '0' };
  const answer = await query(access, 'app.bsky.feed.getPostThread', params);
  const nothing: Thread = { views: [post], ids: [], whole: false };
  if (!answer.ok)
    return answer.refusal.state === 'failed'
      ? { ok: true, value: nothing }
      : { ok: false, cause: answer.refusal.cause };
  const views: Json[] = [];
  let whole = isRecord(answer.body.thread) && isRecord(answer.body.thread.post);
  const waiting: unknown[] = [answer.body.thread];
  while (waiting.length > 0 && views.length < MAX_THREAD) {
    const node = waiting.shift();
    if (!isRecord(node) || !isRecord(node.post)) continue;
    views.push(node.post);
    const replies = Array.isArray(node.replies) ? node.replies : [];
    if (replies.length < Number(node.post.replyCount ?? 0)) whole = false;
    waiting.push(...replies);
  }
  const ids = views.flatMap((view) => idOf(view.uri) ?? []).filter((id) => id !== uri);
  return { ok: true, value: { views, ids, whole: whole && waiting.length === 0 } };
}

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const found = await findPost(access, externalId);
  if (!found.ok) return { ok: false, cause: found.refusal.cause };
  const { view } = found.post;
  const record = isRecord(view.record) ? view.record : {};
  const name = recordName(externalId);
  return {
    ok: true,
    value: {
      externalId,
      text: textWithLinks(textOf(record.text) ?? '', record.facets),
      author: authorOf(view.author),
      own: name?.did === access.externalId,
      permalink: name === null ? null : permalinkOf(name),
      createdAt: publishedAt(record, timeOf(view.indexedAt)),
    },
  };
}

/** An app password may do all that is needed here; whose it is, and whether it reads notifications, is asked. */
async function connect(access: AccountAccess): Promise<AccessCheck> {
  const me = await query(access, 'com.atproto.server.getSession', {});
  if (!me.ok) return { ok: false, externalIdMatches: true, name: null, missing: [], cause: me.refusal.cause };
  const name = personNameOf(me.body.handle);
  const externalIdMatches = idOf(me.body.did) === access.externalId;
  if (!externalIdMatches) return { ok: false, externalIdMatches, name, missing: [], cause: null };
  const known = { externalIdMatches, name };
  const notified = await query(access, 'app.bsky.notification.listNotifications', { limit: '1' });
  if (notified.ok) return { ok: true, ...known, missing: [], cause: null };
  return {
    ok: false,
    ...known,
    missing: ['app.bsky.notification.listNotifications'],
    cause: notified.refusal.cause,
  };
}
