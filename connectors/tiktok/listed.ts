/** A page of `/business/comment/list/` or `/business/comment/reply/list/`: the comments that stand under a video. Pure. */
import type { Change, Entry } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { unknown } from './words.ts';

const CHANGE_NAME = 'listed comment';

export function listedIn(body: Json): readonly unknown[] | null {
  const { data } = body;
  return isRecord(data) && Array.isArray(data.comments) ? data.comments : null;
}

/** The answer does not say whose it is: `business_id` stands beside it where we have stored it. */
export function readListed(body: Json, comments: readonly unknown[]): Entry {
  const accountExternalId = idOf(body.business_id) ?? '';
  const changes = comments.map((raw) => ({ change: readComment(raw), raw }));
  return { accountExternalId, sentAt: null, changes };
}

function readComment(raw: unknown): Change {
  if (!isRecord(raw)) return unknown(CHANGE_NAME);
  const externalId = idOf(raw.comment_id);
  if (externalId === null) return unknown(CHANGE_NAME, 'comment_id');
  const text = textOf(raw.text);
  if (text === null) return unknown(CHANGE_NAME, 'text');
  const postId = idOf(raw.video_id);
  const parent = idOf(raw.parent_comment_id);
  const authorId = idOf(raw.unique_identifier) ?? idOf(raw.user_id);
  const name = personNameOf(raw.display_name) ?? personNameOf(raw.username);
  return {
    type: 'added',
    kind: 'comment',
    externalId,
    parentId: parent === null || parent === '0' ? postId : parent,
    postId,
    permalink: postId === null ? null : `https://www.tiktok.com/@/video/${encodeURIComponent(postId)}`,
    author: authorId === null ? null : { id: authorId, name },
    own: raw.owner === true,
    text,
    attachments: [],
    at: timeOf(raw.create_time),
  };
}
