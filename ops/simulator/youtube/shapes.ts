/** The Data API's resources and errors on the wire (platforms.md 4.2, 4.3). */
import { createHash } from 'node:crypto';
import {
  answersOf,
  EMBEDDED,
  type Moderation,
  type SimComment,
  type SimVideo,
  type YoutubeState,
} from './state.ts';

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
const etag = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('base64url');

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/https?:\/\/\S+/gu, (address) => `<a href="${address}">${address}</a>`)
    .replaceAll('\n', '<br>');

export interface Told {
  readonly isPlain: boolean;
  /** Not with the `id` filter, and to the owner alone. */
  readonly withStatus: boolean;
  /** Lists of answers leave out the video. */
  readonly withVideo: boolean;
}

export function commentShape({ channel }: YoutubeState, comment: SimComment, told: Told) {
  const { author, text } = comment;
  const snippet = {
    channelId: channel.id,
    ...(told.withVideo && { videoId: comment.videoId }),
    textDisplay: told.isPlain ? text : escaped(text),
    ...(author?.id === channel.id && { textOriginal: text }),
    ...(comment.parentId !== null && { parentId: comment.parentId }),
    authorDisplayName: author?.name ?? '',
    ...(author !== null && { authorChannelId: { value: author.id } }),
    canRate: true,
    viewerRating: 'none',
    likeCount: 0,
    ...(told.withStatus && { moderationStatus: comment.moderation }),
    publishedAt: iso(comment.publishedAt),
    updatedAt: iso(comment.updatedAt),
  };
  return { kind: 'youtube#comment', etag: etag(snippet), id: comment.id, snippet };
}

/** The thread as one list shows it: of the answers those of its own status, and only some. */
export function threadShape(
  state: YoutubeState,
  top: SimComment,
  { status, ...told }: Told & { readonly status: Moderation },
) {
  const answers = answersOf(state, top.id);
  const shown = answers.filter(({ moderation }) => moderation === status).slice(0, EMBEDDED);
  const snippet = {
    channelId: state.channel.id,
    videoId: top.videoId,
    topLevelComment: commentShape(state, top, told),
    canReply: true,
    totalReplyCount: answers.filter(({ moderation }) => moderation === 'published').length,
    isPublic: top.moderation === 'published',
  };
  const comments = shown.map((answer) => commentShape(state, answer, told));
  return {
    kind: 'youtube#commentThread',
    etag: etag(snippet),
    id: top.id,
    snippet,
    ...(comments.length > 0 && { replies: { comments } }),
  };
}

export const videoShape = ({ channel }: YoutubeState, video: SimVideo) => ({
  kind: 'youtube#video',
  etag: etag(video.id),
  id: video.id,
  snippet: {
    publishedAt: iso(video.publishedAt),
    channelId: channel.id,
    title: video.title,
    description: '',
    channelTitle: channel.name,
  },
});

export const listShape = (kind: string, items: readonly unknown[], nextPageToken: string | null) => ({
  kind: `youtube#${kind}ListResponse`,
  etag: etag(items),
  ...(nextPageToken !== null && { nextPageToken }),
  pageInfo: { totalResults: items.length, resultsPerPage: items.length },
  items,
});

/** An error as the API answers it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
    this.reason = reason;
  }

  toBody(): unknown {
    const domain = this.reason === 'quotaExceeded' ? 'youtube.quota' : 'youtube.comment';
    const message = `The request failed: ${this.reason}.`;
    return { error: { code: this.status, message, errors: [{ message, domain, reason: this.reason }] } };
  }
}
