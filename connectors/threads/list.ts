/** What stands under the account's posts. Threads tells of no removal and no hide of others' replies: this list does. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createList, type ListedComment, publishedAt } from '../shared/meta/listing.ts';
import { idOf, type Json } from '../shared/read.ts';
import { graph } from './graph.ts';

const FIELDS = 'id,text,username,permalink,timestamp,media_type,media_url';
const REPLY = `${FIELDS},replied_to,root_post,is_reply_owned_by_me,hide_status`;

export const list = createList({
  graph,
  posts: (_access, since) => ({
    method: 'GET',
    path: ['me', 'threads'],
    query: { fields: FIELDS, limit: '25', since: String(Math.floor(since.getTime() / 1000)) },
  }),
  post: ({ externalId }, entry) => {
    const id = idOf(entry.id);
    if (id === null) return null;
    const value = { text: '', ...entry, owner: { owner_id: externalId } };
    return { id, at: publishedAt(entry), sure: true, changes: [{ field: 'publish', value }], ids: [] };
  },
  comments: (postId) => ({
    method: 'GET',
    path: [postId, 'conversation'],
    query: { fields: REPLY, reverse: 'false', limit: '100' },
  }),
  comment: (access, entry, postId) => Promise.resolve(listed(access, entry, postId)),
  isEmpty: () => false,
  body: ({ externalId }, changes) => ({ fetched: true, target_id: externalId, values: changes }),
});

function listed({ externalId }: AccountAccess, entry: Json, postId: string): ListedComment {
  const id = idOf(entry.id);
  if (id === null) return { ids: [], changes: [], whole: true, byCitizen: false };
  const { hide_status: status, ...reply } = entry;
  const where = { replied_to: { id: postId }, root_post: { id: postId }, owner: { owner_id: externalId } };
  const value = { text: '', ...where, ...reply };
  const changes: unknown[] = [{ field: 'replies', value }];
  if (status === 'HIDDEN')
    changes.push({ field: 'replies', value: { ...where, ...placeOf(reply), id, verb: 'hide' } });
  return { ids: [id], changes, whole: true, byCitizen: entry.is_reply_owned_by_me !== true };
}

const placeOf = ({ replied_to: parent, root_post: root }: Json): Json => ({
  ...(parent !== undefined && { replied_to: parent }),
  ...(root !== undefined && { root_post: root }),
});
