/** Records as the application shows them: posts with their people, and threads. */
import type { Repos, SimRecord } from './repo.ts';

export const POSTS = 'app.bsky.feed.post';

export interface Profile {
  readonly did: string;
  readonly handle: string;
  readonly displayName: string;
}

interface Ref {
  readonly uri: string;
  readonly cid: string;
}
export const replyOf = ({ value }: SimRecord): { root: Ref; parent: Ref } | null =>
  (value.reply as { root: Ref; parent: Ref } | undefined) ?? null;

export interface Views {
  readonly repos: Repos;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Whose eyes they are shown to. */
  readonly viewer: string;
}

const answersTo = ({ repos }: Views, uri: string): SimRecord[] =>
  repos
    .list(POSTS)
    .filter((post) => replyOf(post)?.parent.uri === uri)
    .toReversed();

export function postView(views: Views, post: SimRecord): Record<string, unknown> {
  const liked = views.repos
    .list('app.bsky.feed.like', views.viewer)
    .find(({ value }) => (value.subject as Ref).uri === post.uri);
  return {
    ...{ uri: post.uri, cid: post.cid, author: views.profiles.get(post.did), record: post.value },
    ...{ replyCount: answersTo(views, post.uri).length, indexedAt: post.indexedAt, labels: [] },
    viewer: liked === undefined ? {} : { like: liked.uri },
  };
}

export function threadView(views: Views, post: SimRecord): Record<string, unknown> {
  return {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post: postView(views, post),
    replies: answersTo(views, post.uri).map((answer) => threadView(views, answer)),
  };
}
