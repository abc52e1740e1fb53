/**
 * A look at the channel (platforms.md 4.2): new comments, answers below old ones, edits, what is held, what is public now
 * and what vanished. The same answers after the same cursor make the same bodies, so a look that is made again after a
 * crash stores nothing new; and each look that stores something has a number, so that what comes about twice is told twice.
 */
import type {
  AccountAccess,
  Fetched,
  KnownToUs,
  PollConnector,
  Polled,
} from '../../core/actions/connector.ts';
import { DAY_MS, MINUTE_MS } from '../../core/deadlines/civil.ts';
import { threadOfId } from './comments.ts';
import {
  createLister,
  type Lister,
  type Page,
  Refused,
  type Seen,
  type Thread,
  type ThreadQuery,
} from './listing.ts';
import {
  countSign,
  editionOf,
  type LookCursor,
  readCursor,
  threadKey,
  type Watched,
  writeCursor,
} from './look-cursor.ts';
import { type GoneComment, type PolledMark, polledBody } from './polled.ts';
import { budget } from './quota.ts';
import { seenBody } from './seen-body.ts';

export const poll: PollConnector = {
  budget,
  everyMs: { least: 3 * MINUTE_MS, most: 30 * MINUTE_MS },
  poll: look,
};

/** The first look takes what was written in this time before the newest comment: the rest is the comparison's. */
const FIRST_LOOK_MS = 30 * DAY_MS;
const MOST_PAGES = 20;
const MOST_PER_BODY = 100;
const HELD = ['heldForReview', 'likelySpam'] as const;
const NOTHING_YET: LookCursor = {
  ...{ look: 0, newest: 0, watchedSince: 0, watched: [], counts: new Map() },
};

async function look(
  access: AccountAccess,
  cursor: string | null,
  known?: KnownToUs,
): Promise<Fetched<Polled>> {
  const lister = createLister(access);
  try {
    const before = readCursor(cursor);
    const read = await readLists(access.externalId, lister, before);
    const changed = await compare(read, { lister, before: before ?? NOTHING_YET, known });
    const bodies = bodiesOf(access.externalId, changed, (before?.look ?? 0) + 1);
    const after = cursorAfter(read, before, bodies.length > 0);
    return { ok: true, value: { bodies, cursor: after, cost: lister.cost() } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, cause: accountCause(error), afterMs: error.refusal.afterMs, cost: lister.cost() };
  }
}

/** A list of the channel's own is not denied for one comment's sake. */
function accountCause({ refusal }: Refused) {
  if (refusal.cause !== 'gone-or-denied') return refusal.cause;
  return refusal.reason === 'channelNotFound' ? 'gone' : 'permission-missing';
}

interface Read {
  readonly seen: ReadonlyMap<string, Seen>;
  readonly threads: readonly Thread[];
  /** Of threads whose answers were all read, or are as many as before. */
  readonly settled: ReadonlySet<string>;
  /** From here on (ms) the first look takes what it sees. */
  readonly since: number;
}

/** The newest of one second may come in two looks, and an edit may be told late: what is watched says for itself. */
const isNewTo =
  (before: LookCursor, watched: ReadonlyMap<string, Watched>) =>
  (comment: Seen): boolean => {
    const known = watched.get(comment.id);
    if (known !== undefined)
      return known.shown !== comment.shown || known.edition !== editionOf(comment.updatedAt);
    return comment.updatedAt > before.newest || comment.publishedAt >= before.watchedSince;
  };

const watchedOf = (before: LookCursor): Map<string, Watched> =>
  new Map(before.watched.map((watched) => [watched.id, watched]));

/** Pages of one list until one holds nothing that is wanted. */
async function readList(
  lister: Lister,
  query: Omit<ThreadQuery, 'pageToken'>,
  isWanted: (comment: Seen, page: readonly Seen[]) => boolean,
): Promise<Thread[]> {
  const threads: Thread[] = [];
  let pageToken: string | null = null;
  for (let number = 0; number < MOST_PAGES; number++) {
    const page: Page<Thread> = await lister.threads({ ...query, pageToken });
    threads.push(...page.entries);
    const comments = page.entries.flatMap((thread) => thread.seen);
    pageToken = page.next;
    if (pageToken === null || !comments.some((comment) => isWanted(comment, comments))) break;
  }
  return threads;
}

const newestOf = (comments: readonly Seen[]): number =>
  Math.max(0, ...comments.map(({ publishedAt }) => publishedAt));

async function readLists(channelId: string, lister: Lister, before: LookCursor | null): Promise<Read> {
  const isNew = isNewTo(before ?? NOTHING_YET, watchedOf(before ?? NOTHING_YET));
  const of = { allThreadsRelatedToChannelId: channelId };
  let since: number | null = null;
  const threads = await readList(lister, { of, status: 'published' }, (comment, page) => {
    since ??= newestOf(page) - FIRST_LOOK_MS;
    return before === null ? comment.publishedAt >= since : isNew(comment);
  });
  const held: Thread[] = [];
  for (const status of HELD)
    held.push(...(await readList(lister, { of, status }, (comment) => before === null || isNew(comment))));
  const seen = new Map<string, Seen>();
  // A held answer brings its public top along: what the public's list says of that one stands.
  for (const comment of [...threads, ...held].flatMap((thread) => thread.seen))
    if (!seen.has(comment.id) || comment.shown !== 'public') seen.set(comment.id, comment);
  since ??= newestOf([...seen.values()]) - FIRST_LOOK_MS;
  const settled = await readAnswers(lister, before, { threads, seen, since, isNew });
  return { seen, threads, settled, since };
}

/** An answer does not move its thread up: threads whose count has changed are read to their end. */
async function readAnswers(
  lister: Lister,
  before: LookCursor | null,
  read: {
    readonly threads: readonly Thread[];
    readonly seen: Map<string, Seen>;
    readonly since: number;
    isNew(comment: Seen): boolean;
  },
): Promise<Set<string>> {
  const settled = new Set<string>();
  for (const thread of read.threads) {
    const known = before?.counts.get(threadKey(thread.id));
    const hasNews = thread.seen.some((comment) =>
      before === null ? comment.publishedAt >= read.since : read.isNew(comment),
    );
    const isAsBefore = known === undefined ? !hasNews : known === countSign(thread.answers);
    if (isAsBefore) settled.add(thread.id);
    if (isAsBefore || thread.answers <= thread.embedded) continue;
    for (const answer of await lister.answers(thread))
      if (!read.seen.has(answer.id)) read.seen.set(answer.id, answer);
  }
  return settled;
}

interface Changed {
  readonly items: readonly Seen[];
  readonly shown: readonly string[];
  readonly gone: readonly GoneComment[];
}

const idsOf = (comments: readonly { readonly id: string }[]): string[] => comments.map(({ id }) => id);
const nobody: KnownToUs = { takenDownAmong: async () => new Set() };

async function compare(
  read: Read,
  { lister, before, known = nobody }: { lister: Lister; before: LookCursor; known: KnownToUs | undefined },
): Promise<Changed> {
  const watched = watchedOf(before);
  const isNew = isNewTo(before, watched);
  const isFirst = before === NOTHING_YET;
  const items = [...read.seen.values()].filter((comment) =>
    isFirst ? comment.publishedAt >= read.since || comment.shown !== 'public' : isNew(comment),
  );
  const missing = before.watched.filter(({ id }) => !read.seen.has(id) && !isBehind(id, read));
  const standing = missing.length === 0 ? [] : await lister.byId(idsOf(missing));
  const stands = new Set(idsOf(standing));
  const wasHeld = ({ id }: Seen): boolean => (watched.get(id)?.shown ?? 'public') !== 'public';
  const isPublic = ({ shown }: Seen): boolean => shown === 'public';
  const unheard = isFirst ? [] : items.filter((comment) => isPublic(comment) && !watched.has(comment.id));
  const asked = [...missing, ...unheard];
  const down = asked.length === 0 ? new Set<string>() : await known.takenDownAmong(idsOf(asked));
  // Held before and in no list of the held: it was let through, however far down it stands by now.
  const letThrough = standing.filter((comment) => wasHeld(comment) && !down.has(comment.id));
  const shown = items.filter(
    (comment) =>
      isPublic(comment) && (wasHeld(comment) || (!watched.has(comment.id) && down.has(comment.id))),
  );
  const gone = missing.filter(({ id }) => !stands.has(id) && !down.has(id));
  return {
    items: [...items, ...letThrough],
    shown: idsOf([...shown, ...letThrough]),
    gone: gone.map(({ id }) => ({ id, parentId: threadOfId(id), videoId: null })),
  };
}

/** An answer that its thread did not bring along, though it has as many as before. */
function isBehind(id: string, { settled }: Read): boolean {
  const threadId = threadOfId(id);
  return threadId !== null && settled.has(threadId);
}

const BODIES = [
  ['public', undefined],
  ['held', 'heldForReview'],
  ['spam', 'likelySpam'],
] as const;

/** Oldest first, so that a comment comes before its answers; what is held in bodies of its own. */
function bodiesOf(channelId: string, { items, shown, gone }: Changed, number: number): Buffer[] {
  const mark: PolledMark = { channelId, look: number, textFormat: 'plainText' };
  const sorted = items.toSorted((a, b) => a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1));
  const bodies = BODIES.flatMap(([status, moderationStatus]) => {
    const own = sorted.filter((comment) => comment.shown === status);
    const held = moderationStatus === undefined ? {} : { moderationStatus };
    return partsOf(own).map((part) => {
      const shownHere = idsOf(part).filter((id) => shown.includes(id));
      return seenBody({ ...mark, ...held, ...(shownHere.length > 0 && { shown: shownHere }) }, part);
    });
  });
  return gone.length > 0 ? [...bodies, polledBody({ ...mark, gone }, [])] : bodies;
}

const partsOf = (comments: readonly Seen[]): Seen[][] =>
  Array.from({ length: Math.ceil(comments.length / MOST_PER_BODY) }, (_, part) =>
    comments.slice(part * MOST_PER_BODY, (part + 1) * MOST_PER_BODY),
  );

function cursorAfter(read: Read, before: LookCursor | null, hasStored: boolean): string {
  const from = before === null ? Math.max(0, read.since) : before.watchedSince;
  // What was never told of cannot vanish either.
  const seen = [...read.seen.values()].filter(
    (comment) => comment.publishedAt >= from || comment.shown !== 'public',
  );
  const counts = new Map(read.threads.map(({ id, answers }) => [threadKey(id), countSign(answers)]));
  const behind = (before?.watched ?? []).filter(({ id }) => !read.seen.has(id) && isBehind(id, read));
  return writeCursor({
    look: (before?.look ?? 0) + (hasStored ? 1 : 0),
    newest: Math.max(before?.newest ?? 0, ...seen.map(({ updatedAt }) => updatedAt)),
    watchedSince: from,
    counts,
    watched: [
      ...seen.map(({ id, shown, publishedAt: at, updatedAt }) => ({
        id,
        shown,
        at,
        edition: editionOf(updatedAt),
      })),
      // Not seen in this look and surely there: watched on, behind what was seen.
      ...behind.map((watched) => ({ ...watched, at: before?.watchedSince ?? 0 })),
    ],
  });
}
