import type { Seen } from './listing.ts';
import { type PolledMark, polledBody } from './polled.ts';

/** A body of comments as they came, with the video of those that do not name it themselves. */
export function seenBody(mark: PolledMark, comments: readonly Seen[]): Buffer {
  const videos = Object.fromEntries(
    comments.flatMap(({ id, videoId, resource }) => {
      const isNamed = (resource.snippet as { videoId?: unknown }).videoId !== undefined;
      return isNamed || videoId === null ? [] : [[id, videoId]];
    }),
  );
  const named = Object.keys(videos).length === 0 ? mark : { ...mark, videos };
  return polledBody(
    named,
    comments.map(({ resource }) => resource),
  );
}
