/**
 * What stands under an account's posts, for the comparison with what we have: first a page of posts, then page by page
 * the comments under each. The cursor is the whole state of the walk, so that it may go on after a restart.
 */
import type { AccountAccess, Fetched, Listed } from '../../../core/actions/connector.ts';
import { isRecord, type Json, timeOf } from '../read.ts';
import type { Graph, GraphCall } from './graph.ts';
import { type Page, pageOf } from './pages.ts';

/** A post of the account, or one on its page. `sure`: all that stands under it is on the list that is read. */
export interface ListedPost {
  readonly id: string;
  readonly at: Date | null;
  readonly sure: boolean;
  /** The post itself says that nothing stands under it. */
  readonly empty?: boolean;
  /** The post itself as the reader takes it, and its id where it is a visitor's. */
  readonly changes: readonly unknown[];
  readonly ids: readonly string[];
}

/** A comment with what hangs on it. `whole`: false where not all of that could be read. */
export interface ListedComment {
  readonly ids: readonly string[];
  readonly changes: readonly unknown[];
  readonly whole: boolean;
  /** A citizen wrote it: proof that the token shows what citizens write. */
  readonly byCitizen: boolean;
}

/** How a platform shows posts and comments. */
export interface ListSource {
  readonly graph: Graph;
  readonly posts: (access: AccountAccess, since: Date) => GraphCall;
  readonly post: (access: AccountAccess, entry: Json) => ListedPost | null;
  readonly comments: (postId: string) => GraphCall;
  readonly comment: (access: AccountAccess, entry: Json, postId: string) => Promise<ListedComment>;
  /** Whether the answer itself says that there is nothing to show. */
  readonly isEmpty: (body: Json) => boolean;
  /** The changes as a body of the platform's. */
  readonly body: (access: AccountAccess, changes: readonly unknown[]) => unknown;
}

/** Whether its list shows all, and whether there is nothing to show. */
type Queued = readonly [id: string, sure: boolean, empty: boolean];

interface Walk {
  /** Where the next page of posts begins; null: at the newest. */
  readonly posts: string | null;
  readonly lastPosts: boolean;
  /** Posts whose comments are still to be read. */
  readonly queue: readonly Queued[];
  /** Within the first of them: the next page, what the last one began with, how many there were, what they showed. */
  readonly after: string | null;
  readonly first: string | null;
  readonly pages: number;
  readonly showsCitizens: boolean;
}

const START: Walk = {
  ...{ posts: null, lastPosts: false, queue: [], after: null },
  ...{ first: null, pages: 0, showsCitizens: false },
};
/** 100,000 comments under one post: more is a list without an end. */
const MAX_PAGES = 1_000;
const NOTHING: Listed = { bodies: [], ids: [], wholePosts: [], next: null };

export function createList(source: ListSource) {
  return (
    access: AccountAccess,
    { since, cursor }: { readonly since: Date; readonly cursor: string | null },
  ): Promise<Fetched<Listed>> => {
    const walk = walkOf(cursor);
    const [post] = walk.queue;
    return post === undefined
      ? listPosts(source, { access, since, walk })
      : listComments(source, { access, walk, post });
  };
}

/** A cursor of ours; one that is not begins anew. */
function walkOf(cursor: string | null): Walk {
  if (cursor === null) return START;
  try {
    const parsed: unknown = JSON.parse(cursor);
    return isRecord(parsed) && Array.isArray(parsed.queue)
      ? { ...START, ...(parsed as Partial<Walk>) }
      : START;
  } catch {
    return START;
  }
}

const nextOf = (walk: Walk): string | null =>
  walk.queue.length === 0 && walk.lastPosts ? null : JSON.stringify(walk);

interface At {
  readonly access: AccountAccess;
  readonly walk: Walk;
}

async function listPosts(
  source: ListSource,
  { access, since, walk }: At & { readonly since: Date },
): Promise<Fetched<Listed>> {
  if (walk.lastPosts) return { ok: true, value: NOTHING };
  const call = { ...source.posts(access, since), after: walk.posts };
  const answer = await pageOf(source.graph, access, call);
  if (!answer.ok) return { ok: false, cause: answer.refusal?.cause ?? 'unreachable' };
  const { entries, after } = answer.page;
  const posts = entries.flatMap((entry) => source.post(access, entry) ?? []);
  const isOld = ({ at }: ListedPost): boolean => at !== null && at < since;
  const recent = posts.filter((post) => !isOld(post));
  const circled = after !== null && after === walk.posts;
  const next: Walk = {
    ...START,
    posts: after,
    // The newest come first: below an old one there are none but old ones.
    lastPosts: after === null || circled || posts.some(isOld),
    queue: recent.map(({ id, sure, empty = false }) => [id, sure, empty]),
  };
  const changes = recent.flatMap((post) => post.changes);
  const ids = recent.flatMap((post) => post.ids);
  const found = { ids, wholePosts: [], next: nextOf(next), ...(circled && { circled: true as const }) };
  return { ok: true, value: { ...found, bodies: bodiesOf(source, access, changes) } };
}

async function listComments(
  source: ListSource,
  { access, walk, post }: At & { readonly post: Queued },
): Promise<Fetched<Listed>> {
  const [postId, sure, empty] = post;
  const answer = await pageOf(source.graph, access, { ...source.comments(postId), after: walk.after });
  const onward: Walk = { ...START, posts: walk.posts, lastPosts: walk.lastPosts, queue: walk.queue.slice(1) };
  if (!answer.ok) {
    const cause = answer.refusal?.cause ?? 'unreachable';
    // One post that cannot be read stands in no other's way: of it nothing counts as vanished.
    if (answer.refusal === null || cause === 'gone-or-denied' || cause === 'refused')
      return { ok: true, value: { ...NOTHING, next: nextOf(onward) } };
    return { ok: false, cause };
  }
  const { page } = answer;
  const comments = await commentsOf(source, { access, page, postId });
  const circled = isCircle(walk, page);
  const isEnd = page.after === null || circled;
  const isSure = sure && comments.every(({ whole }) => whole);
  const showsCitizens =
    walk.showsCitizens || empty || comments.some(({ byCitizen }) => byCitizen) || source.isEmpty(page.body);
  const here: Walk = {
    ...walk,
    queue: [[postId, isSure, empty], ...walk.queue.slice(1)],
    ...{ after: page.after, first: firstOf(page), pages: walk.pages + 1, showsCitizens },
  };
  const value: Listed = {
    bodies: bodiesOf(
      source,
      access,
      comments.flatMap(({ changes }) => changes),
    ),
    ids: comments.flatMap(({ ids }) => ids),
    wholePosts: isEnd && !circled && isSure && showsCitizens ? [postId] : [],
    next: nextOf(isEnd ? onward : here),
    ...(circled && { circled: true }),
  };
  return { ok: true, value };
}

async function commentsOf(
  source: ListSource,
  { access, page, postId }: { readonly access: AccountAccess; readonly page: Page; readonly postId: string },
): Promise<ListedComment[]> {
  const comments: ListedComment[] = [];
  for (const entry of page.entries) comments.push(await source.comment(access, entry, postId));
  return comments;
}

const firstOf = ({ entries }: Page): string | null => {
  const id = entries[0]?.id;
  return typeof id === 'string' ? id : null;
};

/** The cursor stands still, or the page is the one before: such a list has no end. */
function isCircle({ after, first, pages }: Walk, page: Page): boolean {
  if (page.after !== null && page.after === after) return true;
  return (pages > 0 && first !== null && firstOf(page) === first) || pages >= MAX_PAGES;
}

function bodiesOf(source: ListSource, access: AccountAccess, changes: readonly unknown[]): Uint8Array[] {
  return changes.length === 0 ? [] : [Buffer.from(JSON.stringify(source.body(access, changes)))];
}

/** When a post was published, whatever it is called. */
export const publishedAt = ({ created_time: created, timestamp }: Json): Date | null =>
  timeOf(created) ?? timeOf(timestamp);
