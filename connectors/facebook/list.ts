/** What stands on the page since then: its posts and visitors' own, and under each every comment with its answers. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createList, type ListedComment, publishedAt } from '../shared/meta/listing.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { graph } from './graph.ts';

const POST = 'id,message,created_time,from{id,name},permalink_url,full_picture';
const COMMENT =
  'id,message,created_time,from{id,name},parent{id},is_hidden,permalink_url,attachment{type,media,url},message_tags';

export const list = createList({
  graph,
  posts: ({ externalId }, since) => ({
    method: 'GET',
    path: [externalId, 'feed'],
    query: { fields: POST, limit: '25', since: String(Math.floor(since.getTime() / 1000)) },
  }),
  post: (access, entry) => {
    const id = idOf(entry.id);
    if (id === null) return null;
    const by = isRecord(entry.from) ? idOf(entry.from.id) : null;
    const at = publishedAt(entry);
    // Who has posted is always told of the page itself; without it a post of its own would become a visitor's.
    if (by === null) return { id, at, sure: true, changes: [], ids: [] };
    const ids = by === access.externalId ? [] : [id];
    return { id, at, sure: true, changes: [changeOfPost(entry)], ids };
  },
  comments: (postId) => ({
    method: 'GET',
    path: [postId, 'comments'],
    query: { fields: COMMENT, filter: 'stream', order: 'chronological', limit: '100', summary: 'true' },
  }),
  comment: (access, entry, postId) => Promise.resolve(listed(access, entry, postId)),
  isEmpty: ({ summary }) => isRecord(summary) && Number(summary.total_count ?? 1) === 0,
  body: ({ externalId }, changes) => ({
    object: 'page',
    fetched: true,
    entry: [{ id: externalId, changes }],
  }),
});

function changeOfPost({ id, full_picture: photo, ...post }: Json): unknown {
  const value = { ...post, item: 'status', verb: 'add', post_id: id, ...(photo !== undefined && { photo }) };
  return { field: 'feed', value };
}

function listed(access: AccountAccess, entry: Json, postId: string): ListedComment {
  const id = idOf(entry.id);
  if (id === null) return { ids: [], changes: [], whole: true, byCitizen: false };
  const by = isRecord(entry.from) ? idOf(entry.from.id) : null;
  return { ids: [id], changes: changesOf(entry, postId), whole: true, byCitizen: by !== access.externalId };
}

/** As the webhook would have told it. */
function changesOf(entry: Json, postId: string): unknown[] {
  const { id, parent, is_hidden: hidden, attachment, ...comment } = entry;
  const parentId = isRecord(parent) ? (idOf(parent.id) ?? postId) : postId;
  const where = { item: 'comment', comment_id: id, post_id: postId, parent_id: parentId };
  const added = { ...comment, ...attached(attachment), ...where, verb: 'add' };
  const changes: unknown[] = [{ field: 'feed', value: added }];
  if (hidden === true) changes.push({ field: 'feed', value: { ...where, verb: 'hide' } });
  return changes;
}

/** `media.image.src` is the picture, also of a film; `url` leads to what was shared. */
function attached(attachment: unknown): Json {
  if (!isRecord(attachment)) return {};
  const media = isRecord(attachment.media) ? attachment.media : {};
  const picture = isRecord(media.image) ? media.image.src : undefined;
  if (String(attachment.type).includes('share')) return { link: attachment.url };
  return picture === undefined ? {} : { photo: picture };
}
