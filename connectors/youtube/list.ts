/**
 * What stands on the channel, page by page, for the comparison with what we have. First which videos were commented on
 * since then, then each of these to its end: only so is it known what is missing below it.
 */
import type { AccountAccess, BackfillConnector, Fetched, Listed } from '../../core/actions/connector.ts';
import { isRecord, textOf } from '../shared/read.ts';
import {
  createLister,
  type Lister,
  Refused,
  type Seen,
  STATUSES,
  type Status,
  type Thread,
} from './listing.ts';
import { seenBody } from './seen-body.ts';

interface Place {
  /** Null: the channel's own list, in which the videos are found. */
  readonly videoId: string | null;
  readonly status: Status;
  readonly pageToken: string | null;
  /** Still to be gone through. */
  readonly videos: readonly string[];
}

const START: Place = { videoId: null, status: 'published', pageToken: null, videos: [] };

function placeOf(cursor: string | null): Place {
  try {
    const stored: unknown = JSON.parse(cursor ?? 'null');
    if (!isRecord(stored) || !Array.isArray(stored.videos)) return START;
    const status = STATUSES.find((known) => known === stored.status) ?? 'published';
    const videos = stored.videos.filter((id): id is string => typeof id === 'string');
    return { videoId: textOf(stored.videoId), status, pageToken: textOf(stored.pageToken), videos };
  } catch {
    return START;
  }
}

/** The same place on the next page, or the next list, or the next video; null: that was all. */
function nextPlace(place: Place, nextPage: string | null): Place | null {
  if (nextPage !== null) return { ...place, pageToken: nextPage };
  const status = STATUSES[STATUSES.indexOf(place.status) + 1];
  if (status !== undefined) return { ...place, status, pageToken: null };
  const [videoId, ...videos] = place.videos;
  return videoId === undefined ? null : { videoId, status: 'published', pageToken: null, videos };
}

async function withAnswers(lister: Lister, threads: readonly Thread[]): Promise<Seen[]> {
  const seen = new Map<string, Seen>();
  for (const thread of threads) {
    for (const comment of thread.seen) seen.set(comment.id, comment);
    if (thread.answers <= thread.embedded) continue;
    for (const answer of await lister.answers(thread)) if (!seen.has(answer.id)) seen.set(answer.id, answer);
  }
  return [...seen.values()];
}

function bodiesOf(channelId: string, seen: readonly Seen[]): Buffer[] {
  const mark = { channelId, textFormat: 'plainText' } as const;
  return (
    [
      ['public', {}],
      ['held', { moderationStatus: 'heldForReview' }],
      ['spam', { moderationStatus: 'likelySpam' }],
    ] as const
  ).flatMap(([shown, status]) => {
    const own = seen.filter((comment) => comment.shown === shown);
    return own.length === 0 ? [] : [seenBody({ ...mark, ...status }, own)];
  });
}

async function listPlace(
  access: AccountAccess,
  { since, place }: { readonly since: Date; readonly place: Place },
): Promise<Listed> {
  const lister = createLister(access);
  const isOverview = place.videoId === null;
  const of = isOverview
    ? { allThreadsRelatedToChannelId: access.externalId }
    : { videoId: place.videoId ?? '' };
  const page = await lister.threads({ of, status: place.status, pageToken: place.pageToken });
  const recent = page.entries.filter((thread) =>
    thread.seen.some(({ updatedAt }) => updatedAt >= since.getTime()),
  );
  const found = recent.flatMap(({ videoId }) => videoId ?? []);
  const videos = isOverview ? [...new Set([...place.videos, ...found])] : place.videos;
  // Of the overview only what stands under no video, such as a post of the community page.
  const shown = isOverview ? recent.filter(({ videoId }) => videoId === null) : page.entries;
  const seen = await withAnswers(lister, shown);
  const isOver = isOverview && recent.length === 0;
  const next = nextPlace({ ...place, videos }, isOver ? null : page.next);
  const isWhole = place.videoId !== null && next?.videoId !== place.videoId;
  return {
    bodies: bodiesOf(access.externalId, seen),
    ids: seen.map(({ id }) => id),
    wholePosts: isWhole && place.videoId !== null ? [place.videoId] : [],
    next: next === null ? null : JSON.stringify(next),
  };
}

export const list: NonNullable<BackfillConnector['list']> = async (
  access,
  { since, cursor },
): Promise<Fetched<Listed>> => {
  try {
    return { ok: true, value: await listPlace(access, { since, place: placeOf(cursor) }) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { cause, afterMs } = error.refusal;
    return { ok: false, cause, afterMs };
  }
};
