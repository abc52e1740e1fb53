/** What stands on a simulated channel. Pure state: the clock is handed in, ids come from the seed. */
import { createHash } from 'node:crypto';
import type { Person } from '../types.ts';

export type Moderation = 'published' | 'heldForReview' | 'likelySpam' | 'rejected';

export interface SimVideo {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: number;
  commentsDisabled: boolean;
}

export interface SimComment {
  readonly id: string;
  /** The comment at the top; null for one that is there. */
  readonly parentId: string | null;
  readonly videoId: string;
  /** Null: the channel was deleted since. */
  author: Person | null;
  text: string;
  readonly publishedAt: number;
  updatedAt: number;
  moderation: Moderation;
  deleted: boolean;
}

export interface YoutubeState {
  readonly channel: Person;
  readonly videos: Map<string, SimVideo>;
  readonly comments: Map<string, SimComment>;
  readonly banned: Set<string>;
}

/** How many answers a thread brings along. */
export const EMBEDDED = 5;

const mark = (seed: string, length: number): string =>
  createHash('sha256').update(seed).digest('base64url').slice(0, length);

/** YouTube's times are whole seconds. */
const whole = (now: number): number => Math.floor(now / 1000) * 1000;

export interface Spoken {
  readonly text: string;
  readonly author?: Person | null;
  readonly videoId?: string;
  readonly parentId?: string;
  readonly moderation?: Moderation;
}

export function createState({ channel, seed, now }: { channel: Person; seed: string; now: () => number }) {
  const state: YoutubeState = {
    channel,
    videos: new Map(),
    comments: new Map(),
    banned: new Set(),
  };
  const citizen: Person = { id: 'UCasaoqvist0000000000001', name: '@asaoqvist' };

  function addVideo(title: string): SimVideo {
    const id = mark(`${seed} video ${state.videos.size}`, 11);
    const video = { id, title, publishedAt: whole(now()), commentsDisabled: false };
    state.videos.set(id, video);
    return video;
  }

  /** Somebody writes; without a video under the first one, and below a comment where one is named. */
  function speak({
    text,
    author = citizen,
    videoId,
    parentId,
    moderation = 'published',
  }: Spoken): SimComment {
    const parent = parentId === undefined ? undefined : state.comments.get(parentId);
    const at = whole(now());
    const number = `${seed} comment ${state.comments.size}`;
    const video = parent?.videoId ?? videoId ?? [...state.videos.keys()][0] ?? addVideo('Film').id;
    const comment: SimComment = {
      id: parent === undefined ? `Ug${mark(number, 18)}AaABAg` : `${parent.id}.${mark(number, 22)}`,
      parentId: parent?.id ?? null,
      videoId: video,
      author,
      text,
      publishedAt: at,
      updatedAt: at,
      moderation: author !== null && state.banned.has(author.id) ? 'rejected' : moderation,
      deleted: false,
    };
    state.comments.set(comment.id, comment);
    return comment;
  }

  function edit(id: string, text: string): void {
    const comment = state.comments.get(id);
    if (comment === undefined) return;
    comment.text = text;
    // An edit within the second of the comment still shows as one.
    comment.updatedAt = Math.max(whole(now()), comment.publishedAt + 1000);
  }

  function remove(id: string): void {
    for (const comment of state.comments.values())
      if (comment.id === id || comment.parentId === id) comment.deleted = true;
  }

  return { state, addVideo, speak, edit, remove };
}

export type SimChannel = ReturnType<typeof createState>;

/** An answer below what is rejected or gone stands nowhere. */
export function standing({ comments }: YoutubeState, comment: SimComment): boolean {
  const parent = comment.parentId === null ? undefined : comments.get(comment.parentId);
  return !comment.deleted && (parent === undefined || (!parent.deleted && parent.moderation !== 'rejected'));
}

export const answersOf = (state: YoutubeState, id: string): SimComment[] =>
  [...state.comments.values()].filter((comment) => comment.parentId === id && standing(state, comment));
