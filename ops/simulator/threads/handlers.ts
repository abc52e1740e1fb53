/** Threads' API as far as the connector uses it (platforms.md 6). */
import { type GraphCall, truthParam } from '../facebook/call.ts';
import { denied, GraphError, gone, invalid } from '../facebook/errors.ts';
import { pageOf } from '../facebook/paging.ts';
import { type MetaHandler, type MetaKeys, need } from '../meta/api.ts';
import { view } from '../meta/fields.ts';

export interface ThreadsPost {
  readonly id: string;
  readonly username: string;
  readonly text: string;
  readonly parentId: string | null;
  /** The post at the root; null: it is one. */
  readonly rootId: string | null;
  readonly createdAt: number;
  hidden: boolean;
  deleted: boolean;
}

export interface ThreadsWorld {
  readonly keys: MetaKeys;
  readonly account: { readonly id: string; readonly username: string };
  readonly posts: ReadonlyMap<string, ThreadsPost>;
  readonly nextId: () => string;
  readonly add: (text: string, parentId: string | null) => ThreadsPost;
}

interface Draft {
  readonly text: string;
  readonly parentId: string | null;
}

/** Replies of a day and a night. */
const REPLY_QUOTA = 1_000;
export const isoOf = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/u, '+0000');

export function threadsHandlers({ keys, account, posts, nextId, add }: ThreadsWorld) {
  const drafts = new Map<string, Draft>();
  let replies = 0;
  const fieldsOf = (call: GraphCall): string | null => call.params.get('fields') ?? null;
  const standing = (id: string): ThreadsPost => {
    const post = posts.get(id);
    if (post === undefined || post.deleted) throw gone(id, 'get');
    return post;
  };
  const isOwn = ({ username }: ThreadsPost): boolean => username === account.username;

  const shown = (post: ThreadsPost, fields: string | null): Record<string, unknown> =>
    view(
      {
        id: () => post.id,
        text: () => post.text,
        username: () => post.username,
        permalink: () => `https://www.threads.net/@${post.username}/post/${post.id}`,
        timestamp: () => isoOf(post.createdAt),
        media_type: () => 'TEXT_POST',
        media_url: () => undefined,
        owner: () => (isOwn(post) ? { id: account.id } : undefined),
        replied_to: () => (post.parentId === null ? undefined : { id: post.parentId }),
        root_post: () => (post.rootId === null ? undefined : { id: post.rootId }),
        is_reply_owned_by_me: () => (post.rootId === null ? undefined : isOwn(post)),
        hide_status: () => (post.rootId === null ? undefined : post.hidden ? 'HIDDEN' : 'NOT_HUSHED'),
      },
      fields,
    );
  /** A permission that is missing reads as an empty list. */
  const listed = (call: GraphCall, all: readonly ThreadsPost[], scope: string) => {
    if (!keys.scopes.has(scope)) return { data: [] };
    const oldest = call.params.get('reverse') === 'false';
    const nodes = all.filter(({ deleted }) => !deleted).sort((a, b) => a.createdAt - b.createdAt);
    if (!oldest) nodes.reverse();
    const { params, address } = call;
    const wanted = { limit: params.get('limit') ?? null, after: params.get('after') ?? null, address };
    return pageOf(nodes, wanted, (at) => shown(nodes[at] as ThreadsPost, fieldsOf(call)));
  };

  const handlers: Readonly<Record<string, MetaHandler>> = {
    'GET me': (call) => view({ id: () => account.id, username: () => account.username }, fieldsOf(call)),
    'GET me threads': (call) => {
      need(keys, 'threads_basic');
      const since = Number(call.params.get('since') ?? 0) * 1000;
      const own = [...posts.values()].filter(
        (post) => isOwn(post) && post.rootId === null && post.createdAt >= since,
      );
      return listed(call, own, 'threads_basic');
    },
    'GET debug_token': () => ({ data: { app_id: '55', is_valid: true, scopes: [...keys.scopes] } }),
    'GET refresh_access_token': () => ({
      access_token: `${keys.token}-new`,
      token_type: 'bearer',
      expires_in: 5_184_000,
    }),
    GET: (call) => {
      need(keys, 'threads_basic');
      return shown(standing(call.id), fieldsOf(call));
    },
    'GET conversation': (call) => {
      const { id } = standing(call.id);
      return listed(
        call,
        [...posts.values()].filter(({ rootId }) => rootId === id),
        'threads_read_replies',
      );
    },
    'GET replies': (call) => {
      const { id } = standing(call.id);
      return listed(
        call,
        [...posts.values()].filter(({ parentId }) => parentId === id),
        'threads_read_replies',
      );
    },
    'POST manage_reply': (call) => {
      need(keys, 'threads_manage_replies');
      const post = standing(call.id);
      if (posts.get(post.rootId ?? '')?.username !== account.username) throw denied();
      if (post.parentId !== post.rootId) throw invalid('Only top-level replies can be hidden');
      post.hidden = truthParam(call.params.get('hide') ?? '');
      return { success: true };
    },
    'POST me threads': (call) => {
      need(keys, 'threads_content_publish');
      const parentId = call.params.get('reply_to_id') ?? null;
      if (parentId !== null) standing(parentId);
      const text = (call.params.get('text') ?? '').trim();
      if (text === '') throw invalid('Param text must not be empty');
      const id = nextId();
      drafts.set(id, { text, parentId });
      return { id };
    },
    'POST me threads_publish': (call) => {
      need(keys, 'threads_content_publish');
      const draft = drafts.get(call.params.get('creation_id') ?? '');
      if (draft === undefined)
        throw new GraphError('The requested resource does not exist', { code: 24, subcode: 4279009 });
      if (replies >= REPLY_QUOTA) throw new GraphError('(#4) Application request limit reached', { code: 4 });
      replies += 1;
      return { id: add(draft.text, draft.parentId).id };
    },
  };
  return { handlers, draftOf: (id: string) => drafts.get(id) };
}
