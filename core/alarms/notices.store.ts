/** Messages to one recipient: an outward row, claimed with a token, sent, and finished with the same token. */

import { randomUUID } from 'node:crypto';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { JobKind, JobRow } from '../kernel/job-rows.ts';
import type { AlarmKind } from './alarm-kind.ts';
import type { MailLanguage } from './alarm-preferences.store.ts';
import type { AlarmWebhook } from './alarm-settings.store.ts';

const CHANNELS = ['mail', 'webhook', 'in-app'] as const;
type Channel = (typeof CHANNELS)[number];

/** `dropped`: nothing was left to tell when its time came. */
type NoticeState = 'pending' | 'done' | 'dropped' | 'failed';

/** `test`: a person tries a channel. */
type NoticeKind = AlarmKind | 'test';

export interface Notice extends JobRow {
  readonly channel: Channel;
  /** An address, or the id of the settings that hold the webhook. */
  readonly recipient: string;
  readonly accountIds: readonly string[];
  readonly kind: NoticeKind;
  readonly window: Date;
  readonly state: NoticeState;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** A code, never an address or the server's words. */
  readonly cause: string | null;
  /** Of a test: what the other end answered, for the one who tests, and never in a log. */
  readonly answer?: string | null;
  /** Of a test: the webhook that is tried, before it is saved. */
  readonly webhook?: AlarmWebhook;
  /** Of a test: the language of its words. */
  readonly language?: MailLanguage;
}

/** Of a test the answer is read at once; what it holds of addresses need not stay. */
const TEST_KEPT_SECONDS = 24 * 3600;

export const Notices = collection<Notice>(
  'notices',
  {
    channel: String,
    recipient: String,
    accountIds: [String],
    kind: String,
    window: Date,
    state: String,
    notBefore: Date,
    createdAt: Date,
    attempts: Number,
    lease: Object,
    sentAt: Date,
    cause: String,
    answer: String,
    webhook: Object,
    language: String,
  },
  [
    { keys: { notBefore: 1 }, partial: { state: 'pending' } },
    { keys: { state: 1 }, partial: { state: 'failed' } },
    { keys: { tenantId: 1, createdAt: -1 } },
    { keys: { createdAt: 1 }, partial: { kind: 'test' }, expireAfterSeconds: TEST_KEPT_SECONDS },
  ],
);

export const NOTICE_ROWS: JobKind<Notice> = {
  rows: Notices,
  open: ['pending'],
  // Longer than a mail server or a webhook is waited for.
  leaseMs: 90_000,
};

export interface NewNotice
  extends Pick<Notice, 'tenantId' | 'channel' | 'recipient' | 'accountIds' | 'window'> {
  readonly kind: AlarmKind;
  /** Before its window ends, where working time ends with it. */
  readonly leavesAt?: Date;
}

/** A message that tells of nothing but itself. Asked for by a person, so it leaves at any hour and is tried once. */
export async function addTestNotice(
  db: Db,
  test: Pick<Notice, 'tenantId' | 'channel' | 'recipient' | 'accountIds' | 'webhook' | 'language'> & {
    readonly now: Date;
  },
): Promise<string> {
  const { now, ...rest } = test;
  const row: Notice = {
    _id: randomUUID(),
    ...rest,
    kind: 'test',
    window: now,
    state: 'pending',
    notBefore: now,
    createdAt: now,
    attempts: 0,
    lease: null,
    sentAt: null,
    cause: null,
    answer: null,
  };
  await Notices(db).insertMany([row], { lean: true });
  return row._id;
}

export function testNoticeById(db: Db, key: { tenantId: string; id: string }): Promise<Notice | null> {
  return Notices(db).findOne({ tenantId: key.tenantId, _id: key.id, kind: 'test' }).lean<Notice>();
}

const idOf = ({ tenantId, channel, recipient, window }: NewNotice): string =>
  derivedId(tenantId, 'notice', channel, recipient, String(window.getTime()));

function leavesAt({ window, leavesAt: at = window }: NewNotice, now: Date): Date {
  return at > now ? at : now;
}

/**
 * One message per recipient, channel and window: a second request for the same joins the first. One that is on its way or
 * sent takes no more; what comes then goes into the next window, which `later` gives.
 */
export async function addNotices<N extends NewNotice>(
  db: Db,
  notices: readonly N[],
  write: { now: Date; later: (notice: N) => Date; session: ClientSession },
): Promise<void> {
  if (notices.length === 0) return;
  const { now, session, later } = write;
  const closed = new Set<string>();
  for (const [tenantId, ofTenant] of Map.groupBy(notices, (notice) => notice.tenantId)) {
    const taken = await Notices(db)
      .find(
        {
          tenantId,
          _id: { $in: ofTenant.map(idOf) },
          $or: [{ state: { $ne: 'pending' } }, { lease: { $ne: null } }],
        },
        { _id: 1 },
        { session },
      )
      .lean<{ _id: string }[]>();
    for (const { _id } of taken) closed.add(_id);
  }
  const open = notices.map(({ leavesAt: _at, ...notice }, index) => {
    const given = notices[index] as N;
    return closed.has(idOf(given)) ? { ...notice, window: later(given) } : given;
  });
  await Notices(db).bulkWrite(
    open.map((notice) => ({
      updateOne: {
        filter: { tenantId: notice.tenantId, _id: idOf(notice) },
        update: {
          $setOnInsert: {
            channel: notice.channel,
            recipient: notice.recipient,
            window: notice.window,
            state: 'pending' as const,
            notBefore: leavesAt(notice, now),
            createdAt: now,
            attempts: 0,
            lease: null,
            sentAt: null,
            cause: null,
          },
          $addToSet: { accountIds: { $each: [...notice.accountIds] } },
          // "blocked" sorts before "breach", that before "warning": a message is what the gravest in it is.
          $min: { kind: notice.kind },
        },
        upsert: true,
      },
    })),
    { session, ordered: true },
  );
}
