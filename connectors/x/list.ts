/**
 * What stands on X, page by page: the mentions, then the account's own posts, then the conversation below each of them
 * (platforms.md 5.3). One page is one call.
 */
import type { AccountAccess, Fetched, Listed } from '../../core/actions/connector.ts';
import { DAY_MS, HOUR_MS } from '../../core/deadlines/civil.ts';
import { isRecord, type Json, textOf } from '../shared/read.ts';
import { type ApiAnswer, api } from './api.ts';
import { type Asked, fetchedBody } from './fetched.ts';
import { POST_FIELDS } from './fields.ts';
import { nextOf, type Place, placeOf, type Root } from './list-cursor.ts';
import type { Post } from './post.ts';
import { serverTime } from './rate-limits.ts';
import { includesOf, readPost } from './read-post.ts';

/** The search goes back seven days; an hour less, so that nothing falls out of it while we look. */
const SEARCHED_MS = 7 * DAY_MS - HOUR_MS;

interface Page {
  readonly body: Json;
  readonly posts: readonly Post[];
  readonly token: string | null;
  readonly now: number;
}

type Answered = ApiAnswer & { readonly ok: true };

export async function list(
  access: AccountAccess,
  { since, cursor }: { readonly since: Date; readonly cursor: string | null },
): Promise<Fetched<Listed>> {
  const place = placeOf(cursor);
  const start_time = since.toISOString().replace(/\.\d+Z$/u, 'Z');
  const { path, query } = callFor(access, place, start_time);
  const answer = await api(access, {
    method: 'GET',
    path,
    query: { ...POST_FIELDS, max_results: '100', ...query },
  });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  return { ok: true, value: listed(access, place, pageOf(answer)) };
}

function callFor(access: AccountAccess, place: Place, start_time: string) {
  const token = (name: string) => (place.token === null ? {} : { [name]: place.token });
  if (place.step === 'conversation') {
    const query = { query: `conversation_id:${place.roots[0]?.id ?? ''}`, ...token('next_token') };
    return { path: ['tweets', 'search', 'recent'], query };
  }
  const path = ['users', access.externalId, place.step === 'mentions' ? 'mentions' : 'tweets'];
  return { path, query: { start_time, ...token('pagination_token') } };
}

function pageOf({ body, headers }: Answered): Page {
  const includes = includesOf(body.includes);
  const entries = Array.isArray(body.data) ? body.data : [];
  const posts = entries.flatMap((entry) => readPost(entry, includes) ?? []);
  const meta = isRecord(body.meta) ? body.meta : {};
  return { body, posts, token: textOf(meta.next_token), now: serverTime(headers) };
}

const ASKED: Readonly<Record<Place['step'], Asked>> = {
  mentions: 'mentions',
  posts: 'timeline',
  conversation: 'conversation',
};

function listed(access: AccountAccess, place: Place, page: Page): Listed {
  const { body, posts } = page;
  const shown = posts.filter(({ repostOf }) => repostOf === null);
  const ended = place.step === 'conversation' && page.token === null ? place.roots[0] : undefined;
  const found = place.step === 'conversation' ? place.found + answersTo(place.roots[0], posts) : 0;
  return {
    bodies: posts.length === 0 ? [] : [fetchedBody(access.externalId, ASKED[place.step], body)],
    ids: shown.map(({ id, versions }) => versions[0] ?? id),
    wholePosts: ended !== undefined && isWhole(ended, found, page.now) ? [ended.id] : [],
    next: nextOf(place, { token: page.token, found, roots: place.step === 'posts' ? rootsIn(page) : [] }),
  };
}

/** The account's own posts that begin a conversation, with how many direct answers X counts. */
function rootsIn({ body, posts }: Page): Root[] {
  const counts = new Map<unknown, number>();
  for (const entry of Array.isArray(body.data) ? body.data.filter(isRecord) : [])
    counts.set(
      entry.id,
      isRecord(entry.public_metrics) ? Number(entry.public_metrics.reply_count) : Number.NaN,
    );
  return posts
    .filter(({ answers, repostOf }) => answers === null && repostOf === null)
    .map(({ id, at }) => ({ id, answers: counts.get(id) ?? Number.NaN, at: at?.getTime() ?? 0 }));
}

const answersTo = (root: Root | undefined, posts: readonly Post[]): number =>
  posts.filter(({ answers }) => answers?.postId === root?.id).length;

/**
 * The search leaves out what it holds for bad, and what is older than its week. Only where it shows as many answers as
 * X itself counts may anything be called vanished.
 */
const isWhole = ({ answers, at }: Root, found: number, now: number): boolean =>
  found >= answers && now - at < SEARCHED_MS;
