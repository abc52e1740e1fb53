/** Pages of threads and answers, as a look and a comparison read them (platforms.md 4.2). */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf, timeOf } from '../shared/read.ts';
import { api, itemsOf } from './api.ts';
import type { Refusal } from './errors.ts';
import type { Shown } from './look-cursor.ts';

/** One comment, as it stood in a list. */
export interface Seen {
  readonly id: string;
  /** The comment above it; null at the top. */
  readonly threadId: string | null;
  readonly videoId: string | null;
  readonly shown: Shown;
  readonly publishedAt: number;
  readonly updatedAt: number;
  /** The platform's own object. */
  readonly resource: Json;
}

export interface Thread {
  readonly id: string;
  readonly videoId: string | null;
  readonly answers: number;
  /** The comment at the top and the answers that came with it. */
  readonly seen: readonly Seen[];
  readonly embedded: number;
}

export interface Page<T> {
  readonly entries: readonly T[];
  /** Null: that was the last page. */
  readonly next: string | null;
}

/** Asks and counts what it costs: one unit for every page, also for one that is refused. */
export interface Lister {
  readonly cost: () => number;
  threads(query: ThreadQuery): Promise<Page<Thread>>;
  /** All answers of a thread. */
  answers(thread: Pick<Thread, 'id' | 'videoId'>): Promise<readonly Seen[]>;
  /** Those of these that stand on the platform, whoever sees them. */
  byId(ids: readonly string[]): Promise<readonly Seen[]>;
}

export interface ThreadQuery {
  readonly of: { readonly allThreadsRelatedToChannelId: string } | { readonly videoId: string };
  readonly status: Status;
  readonly pageToken: string | null;
}

/** The lists that there are. What is rejected stands in none. */
export const STATUSES = ['published', 'heldForReview', 'likelySpam'] as const;
export type Status = (typeof STATUSES)[number];
const SHOWN: Readonly<Record<string, Shown>> = {
  published: 'public',
  heldForReview: 'held',
  likelySpam: 'spam',
};

/** Thrown inside a look only: it ends the look, and nothing of it is kept. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('YouTube refused a listing.');
    this.refusal = refusal;
  }
}

/** Answers that one thread can have many thousands of: what is beyond is left to the comparison. */
const MOST_ANSWER_PAGES = 10;
/** As many as one call takes. */
const IDS_AT_ONCE = 50;

const millis = (value: unknown): number => timeOf(value)?.getTime() ?? 0;

/** Null for what has no id. A held thread may have a public top, and the other way round: each says for itself. */
function seenOf(resource: unknown, around: Pick<Seen, 'threadId' | 'videoId' | 'shown'>): Seen | null {
  if (!isRecord(resource) || !isRecord(resource.snippet)) return null;
  const id = idOf(resource.id);
  if (id === null) return null;
  const { publishedAt, updatedAt, videoId, moderationStatus } = resource.snippet;
  const shown = SHOWN[String(moderationStatus)] ?? around.shown;
  const published = millis(publishedAt);
  return {
    id,
    threadId: around.threadId,
    videoId: idOf(videoId) ?? around.videoId,
    shown,
    publishedAt: published,
    updatedAt: Math.max(published, millis(updatedAt)),
    resource,
  };
}

const embeddedOf = ({ replies }: Json): readonly unknown[] =>
  isRecord(replies) && Array.isArray(replies.comments) ? replies.comments : [];

function threadOf(item: Json, status: Status): Thread | null {
  const id = idOf(item.id);
  if (id === null || !isRecord(item.snippet)) return null;
  const videoId = idOf(item.snippet.videoId);
  const embedded = embeddedOf(item);
  const isHeldBelow = embedded.some(
    (answer) => isRecord(answer) && isRecord(answer.snippet) && answer.snippet.moderationStatus === status,
  );
  const list = SHOWN[status] ?? 'public';
  const top = seenOf(item.snippet.topLevelComment, {
    threadId: null,
    videoId,
    shown: isHeldBelow ? 'public' : list,
  });
  const below = embedded.flatMap(
    (answer) => seenOf(answer, { threadId: id, videoId, shown: 'public' }) ?? [],
  );
  const answers = Number(item.snippet.totalReplyCount) || 0;
  return { id, videoId, answers, seen: top === null ? below : [top, ...below], embedded: below.length };
}

export function createLister(access: AccountAccess): Lister {
  let cost = 0;
  async function page(path: string, query: Readonly<Record<string, string>>): Promise<Json> {
    cost += 1;
    const fixed = { maxResults: '100', textFormat: 'plainText' };
    const answer = await api(access, { method: 'GET', path: [path], query: { ...fixed, ...query } });
    if (answer.ok) return answer.body;
    // A video or a channel without comments is nothing to speak of.
    if (answer.refusal.reason === 'commentsDisabled') return {};
    throw new Refused(answer.refusal);
  }
  const nextOf = (body: Json): string | null => textOf(body.nextPageToken) || null;

  return {
    cost: () => cost,
    async threads({ of, status, pageToken }) {
      const body = await page('commentThreads', {
        ...{ part: 'id,snippet,replies', order: 'time', ...of },
        ...(status !== 'published' && { moderationStatus: status }),
        ...(pageToken !== null && { pageToken }),
      });
      const next = nextOf(body);
      const entries = itemsOf(body).flatMap((item) => threadOf(item, status) ?? []);
      // A list that turns in circles ends.
      return { entries, next: next === pageToken ? null : next };
    },
    async answers({ id, videoId }) {
      const found: Seen[] = [];
      let pageToken: string | null = null;
      for (let number = 0; number < MOST_ANSWER_PAGES; number++) {
        const body: Json = await page('comments', {
          ...{ part: 'id,snippet', parentId: id },
          ...(pageToken !== null && { pageToken }),
        });
        for (const item of itemsOf(body)) {
          const seen = seenOf(item, { threadId: id, videoId, shown: 'public' });
          if (seen !== null) found.push(seen);
        }
        const next = nextOf(body);
        if (next === null || next === pageToken) break;
        pageToken = next;
      }
      return found;
    },
    async byId(ids) {
      const found: Seen[] = [];
      for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
        const id = ids.slice(from, from + IDS_AT_ONCE).join(',');
        const body = await page('comments', { part: 'id,snippet', id });
        for (const item of itemsOf(body)) {
          const seen = seenOf(item, { threadId: null, videoId: null, shown: 'public' });
          if (seen !== null) found.push(seen);
        }
      }
      return found;
    },
  };
}
