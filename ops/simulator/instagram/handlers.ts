/** Instagram's API as far as the connector uses it (platforms.md 2.3). */
import { type GraphCall, truthParam } from '../facebook/call.ts';
import { GraphError, gone, invalid } from '../facebook/errors.ts';
import { pageOf } from '../facebook/paging.ts';
import { type MetaHandler, type MetaKeys, need, type Written } from '../meta/api.ts';
import { type Field, view } from '../meta/fields.ts';
import type { IgComment, IgMedia, IgState } from './state.ts';

export interface IgWorld {
  readonly state: IgState;
  readonly keys: MetaKeys;
  readonly account: { readonly id: string; readonly username: string };
  readonly now: () => number;
  readonly byFacebook: boolean;
  /** A comment of the account's own was written; the webhook tells of it. */
  readonly add: (comment: Pick<IgComment, 'mediaId' | 'parentId' | 'text'>) => IgComment;
}

const OK = { success: true };
const MAX_PER_PAGE = 50;
const isoOf = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/u, '+0000');

export function writtenOf(call: GraphCall): Written | null {
  const { method, edge, id } = call;
  const message = call.params.get('message') ?? '';
  if (method === 'POST' && edge === 'replies') return { type: 'reply', targetId: id, message };
  if (method === 'POST' && (edge === 'mentions' || edge === 'messages'))
    return { type: 'reply', targetId: call.params.get('comment_id') ?? id, message };
  if (method === 'DELETE' && edge === '') return { type: 'delete', targetId: id };
  const hide = method === 'POST' && edge === '' ? call.params.get('hide') : undefined;
  return hide === undefined ? null : { type: truthParam(hide) ? 'hide' : 'unhide', targetId: id };
}

export function igHandlers(world: IgWorld): Readonly<Record<string, MetaHandler>> {
  const { state, keys, account, byFacebook } = world;
  const [basic, comments] = byFacebook
    ? (['instagram_basic', 'instagram_manage_comments'] as const)
    : (['instagram_business_basic', 'instagram_business_manage_comments'] as const);
  const messages = byFacebook ? 'instagram_manage_messages' : 'instagram_business_manage_messages';
  const fieldsOf = (call: GraphCall): string | null => call.params.get('fields') ?? null;

  const listed = <T extends { id: string }>(
    call: GraphCall,
    nodes: readonly T[],
    show: (node: T) => unknown,
  ) => {
    const limit = String(Math.min(Number(call.params.get('limit') ?? 25), MAX_PER_PAGE));
    const after = call.params.get('after') ?? null;
    return pageOf(nodes, { limit, after, address: call.address }, (at) => show(nodes[at] as T));
  };

  const shownComment = (comment: IgComment, fields: string | null): Record<string, unknown> =>
    view(
      {
        id: () => comment.id,
        text: () => comment.text,
        timestamp: () => isoOf(comment.createdAt),
        username: () => comment.from.username,
        from: () => comment.from,
        hidden: () => comment.hidden,
        like_count: () => 0,
        parent_id: () => comment.parentId ?? undefined,
        media: () => ({ id: comment.mediaId }),
        replies: (field) => embedded(state.replies(comment.id), field),
      },
      fields,
    );

  const embedded = (nodes: readonly IgComment[], { argument, below }: Field) => {
    const limit = Number(argument ?? 25);
    const data = nodes.slice(0, limit).map((node) => shownComment(node, below));
    if (nodes.length === 0) return undefined;
    const next = nodes.length > limit ? { next: 'https://graph.instagram.example/next' } : {};
    return { data, paging: { cursors: { before: 'b', after: 'a' }, ...next } };
  };

  const shownMedia = (media: IgMedia, fields: string | null): Record<string, unknown> =>
    view(
      {
        id: () => media.id,
        caption: () => media.caption,
        timestamp: () => isoOf(media.createdAt),
        permalink: () => `https://www.instagram.com/p/${media.id}/`,
        username: () => account.username,
        media_product_type: () => 'FEED',
        comments_count: () => state.under(media.id).length,
        total_comments_count: () => state.under(media.id, { ads: true }).length,
        comments: (field) => embedded(state.under(media.id), field),
      },
      fields,
    );

  const standing = (id: string): IgComment => {
    const comment = state.standing(id);
    if (comment === null) throw gone(id);
    return comment;
  };

  const media: MetaHandler = (call) => {
    need(keys, basic);
    if (/\bcomments\b/u.test(fieldsOf(call) ?? '')) need(keys, comments);
    const all = [...state.media.values()].sort((a, b) => b.createdAt - a.createdAt);
    return listed(call, all, (post) => shownMedia(post, fieldsOf(call)));
  };
  const node: MetaHandler = (call) => {
    need(keys, basic);
    if (call.id === account.id) return view({ id: () => account.id, username: () => account.username }, null);
    const post = state.media.get(call.id);
    if (post !== undefined) return shownMedia(post, fieldsOf(call));
    need(keys, comments);
    return shownComment(standing(call.id), fieldsOf(call));
  };
  const reply: MetaHandler = (call) => {
    need(keys, comments);
    const parent = standing(call.id);
    if (parent.parentId !== null) throw invalid('A reply takes no replies');
    const text = (call.params.get('message') ?? '').trim();
    if (text === '') throw invalid('The parameter message is required');
    return { id: world.add({ mediaId: parent.mediaId, parentId: parent.id, text }).id };
  };
  const update: MetaHandler = (call) => {
    need(keys, comments);
    if (state.media.has(call.id)) return OK;
    const comment = standing(call.id);
    const hide = call.params.get('hide');
    if (hide === undefined) throw invalid('The parameter hide is required');
    if (comment.from.id === account.id) throw invalid('You cannot hide your own comment');
    comment.hidden = truthParam(hide);
    return OK;
  };
  const privateReply: MetaHandler = (call) => {
    need(keys, messages);
    const { comment_id: id = '' } = JSON.parse(call.params.get('recipient') ?? '{}') as {
      comment_id?: string;
    };
    const comment = standing(id);
    if (state.answeredPrivately.has(id))
      throw new GraphError('(#10) This comment was answered already', { code: 10, subcode: 2534022 });
    state.answeredPrivately.add(id);
    return { recipient_id: comment.from.id, message_id: `m_${id}` };
  };
  const subscribedApps = () => ({ data: [{ id: '55', subscribed_fields: state.subscribed }] });
  const subscribe: MetaHandler = (call) => {
    const fields = (call.params.get('subscribed_fields') ?? '').split(',');
    if (fields.includes('messages')) need(keys, messages);
    state.subscribed = fields;
    return OK;
  };

  return {
    'GET me': (call) =>
      view(
        byFacebook
          ? { id: () => '101', name: () => 'Exempelby', instagram_business_account: () => account }
          : {
              id: () => '990',
              user_id: () => account.id,
              username: () => account.username,
              name: () => 'Exempelby',
            },
        fieldsOf(call),
      ),
    'GET me media': media,
    'GET media': media,
    'GET me subscribed_apps': subscribedApps,
    'POST me subscribed_apps': subscribe,
    'GET subscribed_apps': subscribedApps,
    'POST subscribed_apps': subscribe,
    'GET debug_token': () => ({ data: { app_id: '55', is_valid: true, scopes: [...keys.scopes] } }),
    'GET refresh_access_token': () => ({
      access_token: `${keys.token}-new`,
      token_type: 'bearer',
      expires_in: 5_184_000,
    }),
    GET: node,
    'GET comments': (call) => {
      need(keys, comments);
      if (!state.media.has(call.id)) throw gone(call.id, 'get');
      const top = state.under(call.id).filter(({ parentId }) => parentId === null);
      return listed(call, top, (comment) => shownComment(comment, fieldsOf(call)));
    },
    'GET replies': (call) => {
      need(keys, comments);
      return listed(call, state.replies(standing(call.id).id), (comment) =>
        shownComment(comment, fieldsOf(call)),
      );
    },
    'POST replies': reply,
    'POST mentions': () => ({ id: state.nextId('mention') }),
    'POST messages': privateReply,
    POST: update,
    DELETE: (call) => {
      need(keys, comments);
      standing(call.id).deleted = true;
      return OK;
    },
  };
}
