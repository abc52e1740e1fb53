/** Answers of the API to a look of ours, stored as deliveries: a search, a timeline, one post. Pure. */
import type { Change, Entry } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { unwrapped } from './people.ts';
import { changeOf } from './post.ts';
import { includesOf, readPost } from './read-post.ts';
import { unknown } from './words.ts';

/** What was asked for. Of `conversation`: one that the account began. */
export type Asked = 'mentions' | 'conversation' | 'timeline';

/** The answer with the account and the question, which it does not name itself. */
export const fetchedBody = (accountId: string, asked: Asked, answer: Json): Buffer =>
  Buffer.from(JSON.stringify({ fetched_for: accountId, asked, ...answer }));

/** An answer without a hit has no `data`. */
export const isFetched = ({ data, meta }: Json): boolean =>
  Array.isArray(data) || (isRecord(meta) && meta.result_count !== undefined) || isPost(data);

const isPost = (data: unknown): boolean => isRecord(data) && data.id !== undefined && data.text !== undefined;

export function readFetched(body: Json): Entry {
  const accountId = idOf(body.fetched_for) ?? '';
  const includes = includesOf(body.includes);
  const posts = Array.isArray(body.data) ? body.data : body.data === undefined ? [] : [body.data];
  const inOwnConversation = body.asked === 'conversation';
  const read = (raw: unknown): Change => {
    const post = unwrapped(raw) === null ? null : readPost(raw, includes);
    if (post === null) return unknown('fetched', 'id');
    return changeOf(post, { accountId, changeName: 'fetched', inOwnConversation });
  };
  return {
    accountExternalId: accountId,
    sentAt: null,
    changes: posts.map((raw) => ({ change: read(raw), raw })),
  };
}
