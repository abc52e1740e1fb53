/**
 * What an answer of the account answers beside the comment it stands under. Pure. Platforms show threads differently: on
 * most, whatever is written in a thread hangs on its root, so the parent of an answer does not tell whom it is for.
 */
import type { Platform } from '../kernel/platform.ts';
import type { Author } from './comment.ts';

/** One comment of a thread, or the visitor's post that it hangs on. */
export interface ThreadComment {
  readonly id: string;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly author: Author | null;
  readonly own: boolean;
  /** Since when it reads as it does: publication or the newest edit, epoch ms. */
  readonly at: number;
}

export interface ThreadReply extends Pick<ThreadComment, 'parentId' | 'postId'> {
  /** When it was written, epoch ms: what reads otherwise since, it does not answer but where it stands under it. */
  readonly at: number;
  readonly text: string;
  /** Ids of those whom the platform says it names. */
  readonly mentions?: readonly string[];
  /** Comments that a person said it answers: then no rule is asked. */
  readonly answers?: readonly string[];
}

export interface ThreadRules {
  /**
   * `root`: an answer to an answer hangs on the root, so it may be for anybody in the thread. `branch`: it hangs on the
   * very comment that it answers, however deep. `parent`: how threads work is not known, so only that comment.
   */
  readonly reach: 'root' | 'branch' | 'parent';
  /** How an answer names whom it is for: by a name that it begins with, by an @ before the name, or not at all. */
  readonly mention: 'name' | 'handle' | 'none';
}

/** platforms.md 0.1, 1.6, 2, 3.4, 4.2, 5, 6 and 7. */
export const THREAD_RULES: Readonly<Record<Platform, ThreadRules>> = {
  facebook: { reach: 'root', mention: 'name' },
  instagram: { reach: 'root', mention: 'handle' },
  linkedin: { reach: 'root', mention: 'name' },
  youtube: { reach: 'root', mention: 'handle' },
  x: { reach: 'branch', mention: 'none' },
  threads: { reach: 'branch', mention: 'none' },
  tiktok: { reach: 'root', mention: 'handle' },
  mastodon: { reach: 'branch', mention: 'handle' },
  bluesky: { reach: 'branch', mention: 'handle' },
  generic: { reach: 'parent', mention: 'none' },
};

/** It answers the post itself: nothing but the post stands above it. */
export const isTopLevel = ({ parentId, postId }: Pick<ThreadComment, 'parentId' | 'postId'>): boolean =>
  parentId === null || parentId === postId;

type ByExternalId = ReadonlyMap<string, ThreadComment>;

/** What stands above it, the nearest first, up to the thread's root: known comments only. */
function above(comment: Pick<ThreadComment, 'parentId' | 'postId'>, known: ByExternalId): ThreadComment[] {
  const chain: ThreadComment[] = [];
  let next = comment.parentId === null ? undefined : known.get(comment.parentId);
  // A platform whose parents go round in a ring must not hold us up.
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = isTopLevel(next) ? undefined : known.get(next.parentId ?? '');
  }
  return chain;
}

/** The external id of the thread's root, also where the root itself is not known. */
function rootOf(
  comment: Pick<ThreadComment, 'externalId' | 'parentId' | 'postId'>,
  known: ByExternalId,
): string {
  const top = above(comment, known).at(-1) ?? comment;
  return isTopLevel(top) ? top.externalId : (top.parentId ?? top.externalId);
}

/** The comments of a post, looked at for several answers: what stands above each of them is found once. */
export interface Thread {
  readonly known: ByExternalId;
  readonly visitors: readonly ThreadComment[];
  /** Those of the visitors whose thread has this root. */
  underRoot(root: string): readonly ThreadComment[];
  above(comment: ThreadComment): readonly ThreadComment[];
}

export function asThread(comments: readonly ThreadComment[]): Thread {
  const known: ByExternalId = new Map(comments.map((comment) => [comment.externalId, comment]));
  const visitors = comments.filter(({ own }) => !own);
  const chains = new Map<string, readonly ThreadComment[]>();
  const byRoot = new Map<string, ThreadComment[]>();
  return {
    known,
    visitors,
    underRoot(root) {
      // Only once: every visitor's comment has a root.
      if (byRoot.size === 0)
        for (const comment of visitors) {
          const of = rootOf(comment, known);
          byRoot.set(of, [...(byRoot.get(of) ?? []), comment]);
        }
      return byRoot.get(root) ?? [];
    },
    above(comment) {
      const chain = chains.get(comment.externalId) ?? above(comment, known);
      chains.set(comment.externalId, chain);
      return chain;
    },
  };
}

const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('sv');
const BETWEEN = /^(?:[\s,:;.!&@+-]|(?:och|og|and)\s)+/u;
const GOES_ON = /^[\p{L}\p{N}]/u;

/** The authors of whose names one begins the text, or several one after the other. */
function namedFirst(text: string, authors: readonly Author[]): string[] {
  const named = authors
    .flatMap(({ id, name }) =>
      name === null || name.trim() === '' ? [] : [{ id, name: plain(name.trim()) }],
    )
    // The longer name first: Anna Berg is not Anna.
    .sort((a, b) => b.name.length - a.name.length);
  const found: string[] = [];
  let rest = plain(text).replace(/^[\s@]+/u, '');
  for (;;) {
    const begins = named.find(({ name }) => rest.startsWith(name) && !GOES_ON.test(rest.slice(name.length)));
    if (begins === undefined) return found;
    found.push(...named.filter(({ name }) => name === begins.name).map(({ id }) => id));
    rest = rest.slice(begins.name.length).replace(BETWEEN, '');
  }
}

const HANDLE = /(?<![\p{L}\p{N}._])@([\p{L}\p{N}._-]+)/gu;

function namedByHandle(text: string, authors: readonly Author[]): string[] {
  const handles = [...plain(text).matchAll(HANDLE)].map(([, handle = '']) => handle.replace(/\.+$/u, ''));
  return authors
    .filter(({ name }) => name !== null && handles.includes(plain(name).replace(/^@/u, '')))
    .map(({ id }) => id);
}

/** Those of the authors whom the reply names. Somebody from elsewhere, a colleague perhaps, is none of them. */
function mentionedIn({ text, mentions = [] }: ThreadReply, authors: readonly Author[], rules: ThreadRules) {
  const tagged = authors.filter(({ id }) => mentions.includes(id)).map(({ id }) => id);
  if (tagged.length > 0 || rules.mention === 'none') return tagged;
  return rules.mention === 'name' ? namedFirst(text, authors) : namedByHandle(text, authors);
}

/** The visitors' comments among which the reply may answer more than the one it stands under. */
function within(reply: ThreadReply, thread: Thread, reach: ThreadRules['reach']): readonly ThreadComment[] {
  const { known, visitors } = thread;
  const parent = reply.parentId;
  if (parent === null || reach === 'parent') return [];
  if (isTopLevel(reply))
    return visitors.filter(({ externalId, postId }) => externalId === parent || postId === parent);
  if (reach === 'branch') {
    const chain = above(reply, known).map(({ externalId }) => externalId);
    const isBelow = (comment: ThreadComment) =>
      comment.parentId === parent || thread.above(comment).some(({ externalId }) => externalId === parent);
    return visitors.filter((comment) => chain.includes(comment.externalId) || isBelow(comment));
  }
  return thread.underRoot(rootOf({ ...reply, externalId: '' }, known));
}

export interface Answered {
  readonly id: string;
  /** The reply stands under it; else it is answered with others of its thread. */
  readonly direct: boolean;
}

/**
 * What the reply answers: the comment that it stands under, and every earlier one of the same author in its thread; or,
 * where it names others who write there, theirs. Of a root that it hangs on only because the platform shows threads so,
 * the one who is named decides.
 */
export function answeredBy(reply: ThreadReply, thread: Thread, rules: ThreadRules): readonly Answered[] {
  if (reply.answers !== undefined) {
    const [target] = reply.answers;
    return reply.answers.map((id) => ({ id, direct: id === target }));
  }
  const { known } = thread;
  // Our own words go on what they stand under.
  const target = above(reply, known).find(({ own }) => !own);
  const around = within(reply, thread, rules.reach);
  const authors = [
    ...new Map(around.flatMap(({ author }) => (author === null ? [] : [[author.id, author]]))).values(),
  ];
  const named = mentionedIn(reply, authors, rules);
  const asked = named.length > 0 ? named : target?.author ? [target.author.id] : [];
  const certain =
    target !== undefined &&
    (named.length === 0 ||
      named.includes(target.author?.id ?? '') ||
      (rules.reach !== 'root' ? !isTopLevel(reply) : !isTopLevel(target)));
  const isAsked = ({ id, at, author }: ThreadComment): boolean =>
    id !== target?.id && author !== null && asked.includes(author.id) && at < reply.at;
  return [
    ...(certain ? [{ id: target.id, direct: true }] : []),
    ...around.filter(isAsked).map(({ id }) => ({ id, direct: false })),
  ];
}
