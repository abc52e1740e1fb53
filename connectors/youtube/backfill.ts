/** Reads what no delivery tells: a video or a parent comment for context, what stands now, and whether a token will do. */
import type { AccountAccess, BackfillConnector, ContextNode, Fetched } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, linkOf, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { api, itemsOf } from './api.ts';
import { isVideoId } from './comments.ts';
import { connect } from './connect.ts';
import { list } from './list.ts';

export const backfill: BackfillConnector = { platform: 'youtube', fetchNode, list, connect };

async function fetchNode(access: AccountAccess, externalId: string): Promise<Fetched<ContextNode>> {
  const path = isVideoId(externalId) ? 'videos' : 'comments';
  const query = {
    part: 'id,snippet',
    id: externalId,
    ...(path === 'comments' && { textFormat: 'plainText' }),
  };
  const answer = await api(access, { method: 'GET', path: [path], query });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause, afterMs: answer.refusal.afterMs };
  const found = itemsOf(answer.body).find(({ id }) => idOf(id) === externalId);
  if (found === undefined || !isRecord(found.snippet)) return { ok: false, cause: 'gone' };
  const node = path === 'videos' ? videoNode(found.snippet) : commentNode(found.snippet);
  return {
    ok: true,
    value: {
      ...node,
      externalId,
      own: node.author?.id === access.externalId,
      permalink: linkOf(linkTo(externalId, found.snippet)),
    },
  };
}

type Node = Pick<ContextNode, 'text' | 'author' | 'createdAt'>;

function videoNode(snippet: Json): Node {
  const id = idOf(snippet.channelId);
  return {
    text: [textOf(snippet.title), textOf(snippet.description)].filter(Boolean).join('\n\n'),
    author: id === null ? null : { id, name: personNameOf(snippet.channelTitle) },
    createdAt: timeOf(snippet.publishedAt),
  };
}

function commentNode(snippet: Json): Node {
  const id = isRecord(snippet.authorChannelId) ? idOf(snippet.authorChannelId.value) : null;
  return {
    text: textOf(snippet.textOriginal) ?? textOf(snippet.textDisplay) ?? '',
    author: id === null ? null : { id, name: personNameOf(snippet.authorDisplayName) },
    createdAt: timeOf(snippet.publishedAt),
  };
}

function linkTo(externalId: string, { videoId }: Json): string | null {
  if (isVideoId(externalId)) return `https://www.youtube.com/watch?v=${externalId}`;
  const video = idOf(videoId);
  return video === null
    ? null
    : `https://www.youtube.com/watch?v=${video}&lc=${encodeURIComponent(externalId)}`;
}
