/**
 * What has happened on the page's posts, for the comparison with what we have: LinkedIn keeps every notification for 60
 * days (platforms.md 3.4), and of the posts that these name, all comments that stand. So posts bear the names under
 * which their comments were stored, and what was deleted without a notification shows by its absence.
 */
import type { AccountAccess, Fetched, Listed } from '../../core/actions/connector.ts';
import { isRecord, type Json } from '../shared/read.ts';
import { commentUrnOfElement, timeOfElement } from './comment-element.ts';
import { type CommentsUnder, commentsUnder, elementsOf, isLastPage } from './paging.ts';
import { listPart, rest, urnPart } from './rest.ts';
import { commentUrn, isActivity, urnOf } from './urn.ts';

const ACTIONS = ['COMMENT', 'ADMIN_COMMENT', 'COMMENT_EDIT', 'COMMENT_DELETE', 'SHARE_MENTION'];
/** On posts of the page's own; a mention stands under somebody else's. */
const ON_OUR_POSTS: ReadonlySet<unknown> = new Set(ACTIONS.filter((action) => action !== 'SHARE_MENTION'));
const PAGE_SIZE = 50;
/** Posts that the cursor remembers as read; an older one is read again, which costs calls and nothing else. */
const REMEMBERED = 80;

interface Cursor {
  readonly start: number;
  /** Until when; so that the pages do not move while they are read. */
  readonly until: number;
  readonly read: readonly string[];
}

function cursorOf(cursor: string | null): Cursor {
  if (cursor === null) return { start: 0, until: Date.now(), read: [] };
  const [start = '0', until = '0', ...read] = cursor.split(' ');
  return { start: Number(start), until: Number(until), read };
}

const textOfCursor = ({ start, until, read }: Cursor): string =>
  [start, until, ...read.slice(-REMEMBERED)].join(' ');

export async function list(
  access: AccountAccess,
  page: { readonly since: Date; readonly cursor: string | null },
): Promise<Fetched<Listed>> {
  const cursor = cursorOf(page.cursor);
  const since = Math.min(page.since.getTime(), cursor.until - 1);
  const answer = await rest(access, {
    method: 'GET',
    path: ['organizationalEntityNotifications'],
    query: {
      q: 'criteria',
      organizationalEntity: urnPart(access.externalId),
      actions: listPart(ACTIONS),
      timeRange: { encoded: `(start:${since},end:${cursor.until})` },
      start: String(cursor.start),
      count: String(PAGE_SIZE),
    },
  });
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const told = elementsOf(answer.body);
  const posts = postsIn(told).filter((post) => !cursor.read.includes(post));
  const found = await commentsOf(access, posts, since);
  if (!found.ok) return found;
  const read = [...cursor.read, ...posts];
  const next = { start: cursor.start + told.length, until: cursor.until, read };
  return {
    ok: true,
    value: {
      ...found.value,
      bodies: [...(told.length > 0 ? [stored(access, told, null)] : []), ...found.value.bodies],
      next: isLastPage(answer.body, cursor.start) ? null : textOfCursor(next),
    },
  };
}

const postsIn = (told: readonly Json[]): string[] => [
  ...new Set(
    told
      .filter(({ action }) => ON_OUR_POSTS.has(action))
      .flatMap(({ sourcePost }) => urnOf(sourcePost) ?? []),
  ),
];

/** Says whose it is and under which post, which the answer does not. */
const stored = (access: AccountAccess, elements: readonly unknown[], sourcePost: string | null): Buffer =>
  Buffer.from(
    JSON.stringify({
      organizationalEntity: access.externalId,
      ...(sourcePost !== null && { sourcePost }),
      elements,
    }),
  );

async function commentsOf(
  access: AccountAccess,
  posts: readonly string[],
  since: number,
): Promise<Fetched<Pick<Listed, 'bodies' | 'ids' | 'wholePosts'>>> {
  const bodies: Buffer[] = [];
  const ids: string[] = [];
  const wholePosts: string[] = [];
  for (const post of posts) {
    const lists = await threadsOf(access, post);
    if (!Array.isArray(lists)) return lists;
    for (const { pages, elements } of lists) {
      for (const page of pages) {
        // Older ones stand, and are no news: who connects a page does not answer for the years before.
        const news = elementsOf(page).filter((element) => changedAt(element) >= since);
        if (news.length > 0) bodies.push(stored(access, news, post));
      }
      ids.push(...elements.flatMap((element) => idIn(element, post)));
    }
    if (lists.length > 0 && lists.every(({ isWhole }) => isWhole)) wholePosts.push(post);
  }
  return { ok: true, value: { bodies, ids, wholePosts } };
}

const changedAt = (element: Json): number =>
  (timeOfElement(element, 'lastModified') ?? timeOfElement(element, 'created'))?.getTime() ?? Infinity;

/** Under the name of its post under which it is stored. */
function idIn(element: Json, post: string): string[] {
  const urn = commentUrnOfElement(element);
  if (urn === null) return [];
  return [isActivity(post) && !isActivity(urn.thread) ? commentUrn(post, urn.id).urn : urn.urn];
}

type Whole = Extract<CommentsUnder, { ok: true }>;

/** The comments of the first level, then the replies to each that has any. Of a post that is gone: none. */
async function threadsOf(
  access: AccountAccess,
  post: string,
): Promise<Whole[] | Extract<Fetched<never>, { ok: false }>> {
  const first = await commentsUnder(access, post);
  if (!first.ok) return first.refusal.status === 404 ? [] : { ok: false, cause: first.refusal.cause };
  const lists: Whole[] = [first];
  for (const element of first.elements) {
    const urn = commentUrnOfElement(element);
    if (urn === null || !mayHaveReplies(element)) continue;
    const replies = await commentsUnder(access, urn.urn);
    if (replies.ok) lists.push(replies);
    // Removed in the moment between the two: what it held is looked for the next time.
    else if (replies.refusal.status === 404)
      lists.push({ ok: true, pages: [], elements: [], isWhole: false });
    else return { ok: false, cause: replies.refusal.cause };
  }
  return lists;
}

function mayHaveReplies({ commentsSummary: summary }: Json): boolean {
  return (
    !isRecord(summary) || Number(summary.aggregatedTotalComments ?? summary.totalFirstLevelComments ?? 1) > 0
  );
}
