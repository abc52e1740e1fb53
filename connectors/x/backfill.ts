/** Reads what is not pushed: a post for context, what stands for comparison, and whether a token will do. */
import type { AccountAccess, BackfillConnector, ContextNode, Fetched } from '../../core/actions/connector.ts';
import { isRecord } from '../shared/read.ts';
import { api } from './api.ts';
import { connect } from './connect.ts';
import { POST_FIELDS } from './fields.ts';
import { list } from './list.ts';
import { permalinkOf } from './post.ts';
import { includesOf, readPost } from './read-post.ts';

export const backfill: BackfillConnector = { platform: 'x', list, fetchNode, connect };

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const answer = await api(access, {
    method: 'GET',
    path: ['tweets', externalId],
    query: { ...POST_FIELDS },
  });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { data, includes } = answer.body;
  const post = isRecord(data) ? readPost(data, includesOf(includes)) : null;
  if (post === null) return { ok: false, cause: 'unreachable' };
  return {
    ok: true,
    value: {
      externalId,
      text: post.text ?? '',
      author: post.authorId === null ? null : { id: post.authorId, name: post.author?.name ?? null },
      own: post.authorId === access.externalId,
      permalink: permalinkOf(post),
      createdAt: post.at,
    },
  };
}
