/** Looks at what is new: the account's notifications since the last one seen. */
import type { AccountAccess, Fetched, PollConnector, Polled } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, textOf } from '../shared/read.ts';
import { query } from './api.ts';

const PAGE_SIZE = '100';
/** Likes and follows make nobody's work, and on a busy day bury what does. */
const WRITTEN = ['reply', 'mention', 'quote'];
/** A night's worth; on a first look the newest page alone. */
const MAX_PAGES = 10;

export const poll: PollConnector = { poll: look };

export const wrapped = (account: string, changes: readonly unknown[]): Buffer =>
  Buffer.from(JSON.stringify({ bluesky: { account }, changes }));

/** Cursor: `<indexedAt> <address>` of the newest one seen. */
const markOf = (notification: Json | undefined): string | null => {
  const [at, uri] = [textOf(notification?.indexedAt), idOf(notification?.uri)];
  return at === null || uri === null || at.length > 40 ? null : `${at} ${uri}`;
};

const timeIn = (mark: string): string => mark.slice(0, mark.indexOf(' '));

/** Newest first. Those up to the mark are known; one that vanished is passed by its time. */
function newerThan(mark: string | null, page: readonly Json[]): { fresh: Json[]; reached: boolean } {
  if (mark === null) return { fresh: [...page], reached: true };
  const known = page.findIndex((entry) => markOf(entry) === mark || String(entry.indexedAt) < timeIn(mark));
  return known < 0 ? { fresh: [...page], reached: false } : { fresh: page.slice(0, known), reached: true };
}

async function look(access: AccountAccess, mark: string | null): Promise<Fetched<Polled>> {
  const found: Json[] = [];
  let cursor: string | null = null;
  let cost = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await query(access, 'app.bsky.notification.listNotifications', {
      ...{ reasons: WRITTEN, limit: PAGE_SIZE },
      ...(cursor !== null && { cursor }),
    });
    cost += 1;
    if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
    if (!Array.isArray(answer.body.notifications)) return { ok: false, cause: 'unreachable' };
    const notifications = answer.body.notifications.filter(isRecord);
    const { fresh, reached } = newerThan(mark, notifications);
    found.push(...fresh);
    const next = textOf(answer.body.cursor);
    if (reached || next === null || next === cursor || notifications.length === 0) break;
    cursor = next;
  }
  const bodies = found.length === 0 ? [] : [wrapped(access.externalId, found.toReversed())];
  return { ok: true, value: { bodies, cursor: markOf(found[0]) ?? mark ?? '', cost } };
}
