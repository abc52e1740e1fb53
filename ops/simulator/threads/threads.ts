/**
 * A simulated Threads account. Self-contained: `router` is its API, `reply` and `mention` are citizens, and each says
 * what Threads would send of it.
 */
import type { Router } from 'express';
import type { GraphCall } from '../facebook/call.ts';
import { type Faults, faultsFrom } from '../faults.ts';
import { metaApi, type Written } from '../meta/api.ts';
import { type Delivery, delivery } from '../meta/delivery.ts';
import { digits } from '../random.ts';
import type { Call } from '../types.ts';
import { isoOf, type ThreadsPost, threadsHandlers } from './handlers.ts';

export interface ThreadsOptions {
  readonly account: { readonly id: string; readonly username: string };
  readonly token: string;
  readonly appSecret: string;
  readonly seed?: string;
  readonly now?: () => number;
  /** What the webhook would send, as it comes about. */
  readonly deliver?: (delivery: Delivery) => void;
}

export interface Threads {
  readonly router: Router;
  readonly faults: Faults;
  readonly scopes: Set<string>;
  readonly posts: ReadonlyMap<string, ThreadsPost>;
  calls(): Call[];
  /** A post of the account. */
  post(text: string): ThreadsPost;
  /** A citizen's reply to a post or a reply; absent: to the newest post. */
  reply(
    text: string,
    options?: { readonly under?: string; readonly username?: string },
  ): { readonly post: ThreadsPost; readonly delivery: Delivery };
  mention(text: string, username?: string): Delivery;
}

const SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_mentions',
  'threads_delete',
];

export function createThreads(options: ThreadsOptions): Threads {
  const { account, appSecret, seed = 'exempelby', now = () => 0 } = options;
  const posts = new Map<string, ThreadsPost>();
  const faults = faultsFrom({});
  const scopes = new Set(SCOPES);
  const keys = { token: options.token, appSecret, scopes };
  let made = 0;
  const nextId = (): string => {
    made += 1;
    return `18${digits(`${seed}/threads/${made}`)}`;
  };

  const put = (post: Pick<ThreadsPost, 'username' | 'text' | 'parentId'>): ThreadsPost => {
    const parent = post.parentId === null ? undefined : posts.get(post.parentId);
    const rootId = parent?.rootId ?? parent?.id ?? null;
    const added = { ...post, id: nextId(), rootId, createdAt: now(), hidden: false, deleted: false };
    posts.set(added.id, added);
    return added;
  };
  const tell = (topic: string, targetId: string, change: object): Delivery => {
    const time = Math.floor(now() / 1000);
    const around = {
      app_id: '55',
      topic,
      target_id: targetId,
      time,
      subscription_id: '77',
      has_uid_field: false,
    };
    const sent = delivery({ ...around, values: change }, appSecret);
    options.deliver?.(sent);
    return sent;
  };
  const valueIn = (post: ThreadsPost) => ({
    ...{ id: post.id, username: post.username, text: post.text, media_type: 'TEXT_POST' },
    ...{ permalink: `https://www.threads.net/@${post.username}/post/${post.id}`, shortcode: post.id },
    timestamp: isoOf(post.createdAt),
  });
  const tellOf = (post: ThreadsPost): Delivery => {
    const root = posts.get(post.rootId ?? '');
    const root_post = { id: post.rootId, owner_id: account.id, username: root?.username };
    const value = { ...valueIn(post), replied_to: { id: post.parentId }, root_post };
    return tell('moderate', post.id, { value, field: 'replies' });
  };

  const handlers = threadsHandlers({
    ...{ keys, account, posts, nextId },
    add: (text, parentId) => {
      const post = put({ username: account.username, text, parentId });
      if (parentId !== null) tellOf(post);
      return post;
    },
  });
  const { router, calls } = metaApi({
    ...{ keys, faults, now, handlers: handlers.handlers, throttleCode: 4, errorType: 'OAuthException' },
    usage: { type: 'threads', id: account.id },
    named: new Set(['me', 'debug_token', 'refresh_access_token']),
    written: (call) => writtenOf(call, handlers.draftOf),
  });

  return {
    ...{ router, faults, scopes, posts, calls },
    post: (text) => put({ username: account.username, text, parentId: null }),
    reply(
      text,
      { under = [...posts.values()].findLast(({ rootId }) => rootId === null)?.id, username = 'bo.ek' } = {},
    ) {
      const post = put({ username, text, parentId: under ?? null });
      return { post, delivery: tellOf(post) };
    },
    mention(text, username = 'bo.ek') {
      const value = valueIn(put({ username, text, parentId: null }));
      return tell('interaction', account.id, { value: { ...value, is_reply: false }, field: 'mentions' });
    },
  };
}

/** A draft is nothing that anybody sees: the reply is its publication. */
function writtenOf(
  call: GraphCall,
  draftOf: (id: string) => { readonly text: string; readonly parentId: string | null } | undefined,
): Written | null {
  const { method, id, edge, params } = call;
  if (method === 'POST' && edge === 'manage_reply')
    return { type: params.get('hide') === 'true' ? 'hide' : 'unhide', targetId: id };
  if (method === 'DELETE') return { type: 'delete', targetId: id };
  if (method !== 'POST' || edge !== 'threads_publish') return null;
  const draft = draftOf(params.get('creation_id') ?? '');
  return { type: 'reply', targetId: draft?.parentId ?? '', message: draft?.text ?? '' };
}
