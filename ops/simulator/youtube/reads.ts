/** The listings: threads, comments, videos and the channel itself. */
import type { YoutubeFaults } from './faults.ts';
import { ApiError, commentShape, listShape, threadShape, videoShape } from './shapes.ts';
import { answersOf, type Moderation, type SimComment, standing, type YoutubeState } from './state.ts';

type Query = ReadonlyMap<string, string>;
const LISTED: readonly string[] = ['published', 'heldForReview', 'likelySpam'];
const MOST = 100;
const MOST_IDS = 50;

const isPlain = (query: Query): boolean => query.get('textFormat') === 'plainText';

function pageOf<T>(all: readonly T[], query: Query): { part: readonly T[]; next: string | null } {
  const size = Number(query.get('maxResults') ?? 20);
  if (!(size >= 1 && size <= MOST)) throw new ApiError(400, 'invalidValue');
  const token = query.get('pageToken');
  const from = token === undefined ? 0 : Number(/^QURT(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw new ApiError(400, 'invalidPageToken');
  const next = from + size < all.length ? `QURT${from + size}` : null;
  return { part: all.slice(from, from + size), next };
}

function needsPart(query: Query): void {
  if (!query.get('part')) throw new ApiError(400, 'missingRequiredParameter');
}

/** In one of the lists: at the top, or with an answer that is there. */
function isIn(state: YoutubeState, status: Moderation) {
  return (top: SimComment): boolean =>
    top.moderation === status ||
    (status !== 'published' && answersOf(state, top.id).some(({ moderation }) => moderation === status));
}

export function commentThreads(state: YoutubeState, query: Query): unknown {
  needsPart(query);
  const filters = ['allThreadsRelatedToChannelId', 'videoId', 'id'].filter((name) => query.has(name));
  if (filters.length !== 1) throw new ApiError(400, 'incompatibleParameters');
  const status = query.get('moderationStatus') ?? 'published';
  if (!LISTED.includes(status) || (query.has('moderationStatus') && query.has('id')))
    throw new ApiError(400, 'incompatibleParameters');
  const channel = query.get('allThreadsRelatedToChannelId');
  if (channel !== undefined && channel !== state.channel.id) throw new ApiError(404, 'channelNotFound');
  const video = query.get('videoId');
  if (video !== undefined) {
    const found = state.videos.get(video);
    if (found === undefined) throw new ApiError(404, 'videoNotFound');
    if (found.commentsDisabled) throw new ApiError(403, 'commentsDisabled');
  }
  const ids = query.get('id')?.split(',');
  const tops = [...state.comments.values()]
    .filter((comment) => comment.parentId === null && standing(state, comment))
    .filter((comment) => video === undefined || comment.videoId === video)
    .filter((comment) => state.videos.get(comment.videoId)?.commentsDisabled !== true)
    .filter((comment) =>
      ids === undefined ? isIn(state, status as Moderation)(comment) : ids.includes(comment.id),
    )
    // An answer does not move its thread up.
    .sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? -1 : 1));
  const { part, next } = pageOf(tops, query);
  const told = { isPlain: isPlain(query), withStatus: ids === undefined, withVideo: true };
  const items = part.map((top) => threadShape(state, top, { status: status as Moderation, ...told }));
  return listShape('commentThread', items, next);
}

export function comments(state: YoutubeState, query: Query, faults: YoutubeFaults): unknown {
  needsPart(query);
  const [parentId, id] = [query.get('parentId'), query.get('id')];
  if ((parentId === undefined) === (id === undefined)) throw new ApiError(400, 'incompatibleParameters');
  if (parentId !== undefined) {
    const parent = state.comments.get(parentId);
    if (parent === undefined || !standing(state, parent)) throw new ApiError(404, 'commentNotFound');
    const answers = answersOf(state, parentId).filter(({ moderation }) => moderation === 'published');
    const { part, next } = pageOf(answers, query);
    const told = { isPlain: isPlain(query), withStatus: false, withVideo: false };
    return listShape(
      'comment',
      part.map((comment) => commentShape(state, comment, told)),
      next,
    );
  }
  const ids = (id ?? '').split(',');
  if (ids.length > MOST_IDS) throw new ApiError(400, 'invalidValue');
  const found = ids
    .flatMap((commentId) => state.comments.get(commentId) ?? [])
    .filter(
      (comment) => standing(state, comment) && (comment.moderation !== 'rejected' || faults.rejectedById),
    );
  const told = { isPlain: isPlain(query), withStatus: false, withVideo: false };
  return listShape(
    'comment',
    found.map((comment) => commentShape(state, comment, told)),
    null,
  );
}

export function videos(state: YoutubeState, query: Query): unknown {
  needsPart(query);
  const found = (query.get('id') ?? '').split(',').flatMap((id) => state.videos.get(id) ?? []);
  return listShape(
    'video',
    found.map((video) => videoShape(state, video)),
    null,
  );
}

export function channels({ channel }: YoutubeState, query: Query): unknown {
  needsPart(query);
  const item = { kind: 'youtube#channel', id: channel.id, snippet: { title: channel.name } };
  return listShape('channel', query.get('mine') === 'true' ? [item] : [], null);
}
