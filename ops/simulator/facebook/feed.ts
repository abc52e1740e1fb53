/** `feed` values as the platform sends them (platforms.md 1.4). */
import type { Person, SimNode, Verb } from '../types.ts';

type Value = Record<string, unknown>;

export interface FeedContext {
  readonly page: Person;
  readonly now: number;
  readonly dropFrom: boolean;
  /** The post a comment stands under. */
  readonly post: SimNode | null;
  /** Where the platform's pages stand; default: the real one's. */
  readonly site?: string | undefined;
}

export const REAL_SITE = 'https://www.facebook.com';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** `2026-11-21T14:00:00+0000`, the Graph API's form. */
export const graphTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+0000`;

export const permalink = (node: Pick<SimNode, 'id' | 'postId' | 'kind'>, site = REAL_SITE): string => {
  const [page = '', post = ''] = node.postId.split('_');
  const address = `${site}/${page}/posts/${post}`;
  return node.kind === 'post' ? address : `${address}?comment_id=${node.id.slice(node.id.indexOf('_') + 1)}`;
};

function author(node: SimNode, context: FeedContext): Value {
  return node.from && !context.dropFrom ? { from: node.from } : {};
}

function postSummary({ post, site }: FeedContext): Value {
  if (!post) return {};
  return {
    post: {
      status_type: post.picture ? 'added_photos' : 'mobile_status_update',
      is_published: true,
      updated_time: graphTime(post.editedAt ?? post.createdAt),
      permalink_url: permalink(post, site),
      promotion_status: 'inactive',
      id: post.id,
    },
  };
}

/** A comment with a picture only has no `message` at all. */
const words = (node: SimNode): Value => (node.text === '' ? {} : { message: node.text });

function commentValue(node: SimNode, verb: Verb, context: FeedContext): Value {
  const place = {
    post_id: node.postId,
    comment_id: node.id,
    item: 'comment',
    parent_id: node.parentId,
    verb,
  };
  const created = { created_time: seconds(node.createdAt) };
  const picture = node.picture ? { photo: node.picture } : {};
  switch (verb) {
    case 'add':
      return {
        ...author(node, context),
        ...postSummary(context),
        ...words(node),
        ...picture,
        ...created,
        ...place,
      };
    case 'edited':
      return {
        ...author(node, context),
        ...postSummary(context),
        ...words(node),
        ...picture,
        ...created,
        edited_time: seconds(node.editedAt ?? context.now),
        ...place,
      };
    case 'remove':
      // Neither the name nor the time is promised: one id in two comes without them.
      return Number(node.id.at(-1)) % 2 === 0
        ? { ...author(node, context), ...created, ...place }
        : { ...(node.from && !context.dropFrom ? { from: { id: node.from.id } } : {}), ...place };
    default:
      // hide and unhide: the page as the actor, the time of the act, no message, no is_hidden.
      return { from: context.page, created_time: seconds(context.now), ...place };
  }
}

function postValue(node: SimNode, verb: Verb, context: FeedContext): Value {
  const item = node.picture ? 'photo' : 'status';
  const created = { created_time: seconds(node.createdAt) };
  const picture = node.picture ? { link: node.picture, photo_id: node.prefix } : {};
  const place = { post_id: node.id };
  switch (verb) {
    case 'add':
      return {
        ...author(node, context),
        ...words(node),
        ...picture,
        ...place,
        ...created,
        item,
        published: 1,
        verb,
      };
    case 'edited':
      return {
        ...author(node, context),
        ...words(node),
        ...picture,
        ...place,
        ...created,
        item,
        published: 1,
        verb,
      };
    case 'remove':
      return {
        ...author(node, context),
        ...place,
        ...created,
        item: 'post',
        recipient_id: context.page.id,
        verb,
      };
    default:
      return { from: context.page, ...place, created_time: seconds(context.now), item: 'post', verb };
  }
}

export function feedValue(node: SimNode, verb: Verb, context: FeedContext): Value {
  return node.kind === 'post' ? postValue(node, verb, context) : commentValue(node, verb, context);
}

/** A like or the like, by the page or a visitor. No moderator's concern, but the platform sends it. */
export function reactionValue(
  node: SimNode,
  { from, type, at }: { from: Person; type: string; at: number },
): Value {
  const comment = node.kind === 'comment' ? { comment_id: node.id } : {};
  const value = { from, parent_id: node.parentId ?? node.postId, ...comment, post_id: node.postId };
  return { ...value, created_time: seconds(at), item: 'reaction', reaction_type: type, verb: 'add' };
}
