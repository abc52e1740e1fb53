/** An inbox of three years, as large as a test can afford: mostly closed, some open, of every kind of row a little. */
import { createHash } from 'node:crypto';
import type { Account } from '../../core/accounts/account.ts';
import { Actions } from '../../core/actions/actions.store.ts';
import { Alarms } from '../../core/alarms/alarms.store.ts';
import { InAppAlarms } from '../../core/alarms/in-app-alarms.store.ts';
import { Notices } from '../../core/alarms/notices.store.ts';
import { Clocks } from '../../core/deadlines/clocks.store.ts';
import { Supervisions } from '../../core/deadlines/supervision.store.ts';
import { Captures } from '../../core/evidence/captures.store.ts';
import { ImageScans } from '../../core/images/image-scans.store.ts';
import { Comments } from '../../core/inbox/comments.store.ts';
import { Contexts } from '../../core/inbox/contexts.store.ts';
import { Deliveries } from '../../core/inbox/deliveries.store.ts';
import { Events } from '../../core/inbox/events.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { Notes } from '../../core/inbox/notes.store.ts';
import { UnknownChanges } from '../../core/inbox/unknown-changes.store.ts';
import type { Collection, Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import { ensureCollections } from '../../core/kernel/migrations.ts';
import { SEVERITY } from '../../core/moderation/severity.ts';
import { CATEGORIES, type Category } from '../../core/moderation/verdict.ts';
import { Opinions } from '../../core/second-opinion/opinions.store.ts';
import { openItem } from './deadlines.ts';
import { rowsBeside } from './large-inbox-rows.ts';

const HOUR = 3_600_000;
const YEARS_HOURS = 3 * 365 * 24;
const POSTS = 200;
const ACTOR = { kind: 'person', id: 'someone' };

const FILLED = [
  Items,
  Comments,
  Events,
  Actions,
  Captures,
  Deliveries,
  Contexts,
  ImageScans,
  Opinions,
  Alarms,
  Notices,
  InAppAlarms,
  Notes,
  UnknownChanges,
  Supervisions,
  Clocks,
] as unknown as readonly Collection<never>[];

type Mutable = { -readonly [K in keyof Item]: Item[K] };
type Draw = (property: string, of: number) => number;

/** From 0 to below `of`, the same for the same number, and independent of every other property. */
const drawFor = (number: number): Draw => {
  const digests = new Map<number, Buffer>();
  return (property, of) => {
    const sign = [...property].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0;
    const block = sign % 4;
    const digest = digests.get(block) ?? createHash('sha256').update(`${number} ${block}`).digest();
    digests.set(block, digest);
    return digest.readUInt32BE(sign % 28) % of;
  };
};

const templates = new Map<string, Item>();

/** As ingest makes it, computed once per account: its times are moved instead of asking the calendar anew. */
function freshItem(account: Account, externalId: string, published: number): Mutable {
  const at = new Date(published);
  const template = templates.get(account._id) ?? openItem(account, externalId, at);
  templates.set(account._id, template);
  const by = published - template.publishedAt.getTime();
  const { startedAt, dueAt, nextAlarmAt } = template.deadline;
  const moved = (time: number | null) => (time === null ? null : time + by);
  return {
    ...template,
    _id: commentId(account._id, externalId),
    externalId,
    publishedAt: at,
    firstFetchedAt: at,
    deadline: {
      ...template.deadline,
      startedAt: moved(startedAt),
      dueAt: moved(dueAt),
      nextAlarmAt: moved(nextAlarmAt),
    } as Item['deadline'],
  };
}

/** Of what is not abusive one in sixteen may be. */
function madeSeverity(draw: Draw, abusive: boolean): number {
  if (abusive) return SEVERITY.abuse + draw('severity', 2);
  return draw('possible', 16) === 0 ? SEVERITY.possibleAbuse : draw('severity', 2);
}

/**
 * Most are closed and answered; one in forty is open; of ten open ones one is abusive, one taken, some overdue. One of
 * thirty is flagged, one of a hundred was removed, one of two hundred waits for a records outcome.
 */
function madeItem(draw: Draw, number: number, { accounts, now }: Filling): Item {
  const account = accounts[draw('account', accounts.length)] as Account;
  const isOpen = draw('open', 40) === 0;
  const published = now - (isOpen ? draw('age', 30) : 40 + draw('age', YEARS_HOURS)) * HOUR;
  const item = freshItem(account, `e${number}`, published);
  item.postId = `post-${draw('post', POSTS)}`;
  item.parentId = item.postId;
  item.author = { id: `author-${draw('author', 9000)}`, name: 'Någon' };
  item.words = ['någon', 'fråga', `ord${draw('word', 2000)}`];
  item.abusive = draw('abusive', 10) === 0;
  item.severity = madeSeverity(draw, item.abusive);
  item.assignee = draw('assignee', 10) === 0 ? 'someone' : null;
  item.context = 'none';
  item.seq = 2;
  item.updatedAt = new Date(published + HOUR);
  if (draw('flagged', 30) === 0) flag(item, CATEGORIES[draw('category', CATEGORIES.length)] as Category);
  if (draw('request', 300) === 0) item.intent = { ...item.intent, flags: ['documentsRequest'] };
  if (draw('picture', 500) === 0)
    item.media = { revision: 1, looks: [{ at: 0, state: isOpen ? 'blocked' : 'judged' }] } as never;
  // Somebody looks through the last account, and none of its items is unseen.
  if (account === accounts.at(-1)) item.firstSeenAt = new Date(published + HOUR);
  if (isOpen) return item;
  if (draw('seen', 3) > 0) item.firstSeenAt = new Date(published + HOUR);
  item.status = draw('waiting', 97) === 0 ? 'waiting' : draw('snoozed', 89) === 0 ? 'snoozed' : 'closed';
  if (item.status === 'snoozed') item.snoozedUntil = new Date(now + (1 + draw('until', 999)) * HOUR);
  item.recordsOutcome = draw('undecided', 20) === 0 ? null : 'minor';
  const isClosed = item.status === 'closed';
  item.deadline = {
    ...item.deadline,
    state: isClosed ? 'answered' : 'paused',
    stoppedAt: isClosed ? published + HOUR : null,
    stopReason: isClosed ? 'answered' : null,
    nextAlarmAt: null,
  };
  item.handling = { first: 'someone', solver: 'someone' };
  if (draw('removed', 100) === 0) {
    item.removal = {
      knownAt: published,
      flaggedAt: null,
      reason: 'insult',
      axis: 'houseRule',
      judgedAt: published,
      hiddenAt: null,
      hiddenBy: null,
      removedAt: published + HOUR,
      removedBy: 'us',
      keptAt: null,
    };
    item.visibility = 'removed';
    item.captures = [{ id: `c-${number}`, state: 'sealed', manifestSha256: 'x' }] as never;
  }
  return item;
}

function flag(item: Mutable, category: Category): void {
  item.flagged = [category];
  item.verdicts = [
    { category, kind: null, level: 'suspect', score: 0.8, spans: [], version: 'test' },
  ] as never;
}

const COPIES = 10;
const COPY = { $toString: '$copy' };
const otherwise = (field: string) => ({ $cond: ['$copy', { $concat: [field, '-', COPY] }, field] });
const earlier = (field: string) => ({ $subtract: [field, { $multiply: ['$copy', 7 * 60_000] }] });

/** Each seed and nine like it: other comments by other authors, some minutes older, with words of their own. */
const COPYING = [
  { $set: { copy: { $range: [0, COPIES] } } },
  { $unwind: '$copy' },
  {
    $set: {
      _id: otherwise('$_id'),
      externalId: otherwise('$externalId'),
      'author.id': otherwise('$author.id'),
      words: {
        $map: {
          input: '$words',
          in: { $cond: [{ $eq: ['$$this', 'någon'] }, 'någon', { $concat: ['$$this', COPY] }] },
        },
      },
      publishedAt: earlier('$publishedAt'),
      firstFetchedAt: earlier('$firstFetchedAt'),
      updatedAt: earlier('$updatedAt'),
      'deadline.dueAt': earlier('$deadline.dueAt'),
      'deadline.stoppedAt': earlier('$deadline.stoppedAt'),
    },
  },
  { $unset: 'copy' },
];

/** Comments and events as the items have them, made by the store itself: half the time of sending them. */
const MADE_OF_ITEMS = [
  [
    Comments,
    [
      {
        $project: {
          ...{
            tenantId: 1,
            accountId: 1,
            platform: 1,
            kind: 1,
            externalId: 1,
            parentId: 1,
            postId: 1,
            author: 1,
          },
          own: { $literal: false },
          revisions: [{ text: '$text', at: '$publishedAt', receivedAt: '$publishedAt', attachments: [] }],
          visibility: 'public',
          firstFetchedAt: 1,
        },
      },
    ],
  ],
  [
    Events,
    [
      { $set: { itemId: '$_id', seq: [1, 2] } },
      { $unwind: '$seq' },
      {
        $project: {
          ...{ tenantId: 1, accountId: 1, itemId: 1, seq: 1, data: { $literal: {} } },
          schemaVersion: { $literal: 1 },
          ruleVersion: 'test',
          _id: { $concat: ['$_id', '-', { $toString: '$seq' }] },
          type: { $cond: [{ $eq: ['$seq', 1] }, 'item.created', 'item.seen'] },
          actor: ACTOR,
          at: '$updatedAt',
        },
      },
    ],
  ],
] as const;

/** What is to be filled: these accounts, with so many items up to now (epoch ms). */
export interface Filling {
  readonly accounts: readonly Account[];
  readonly count: number;
  readonly now: number;
}

/**
 * Without indexes while it is filled, and most of it made by the store itself: a third of the time. Returns the id of
 * one item.
 */
export async function fillInbox(db: Db, filling: Filling): Promise<string> {
  const batch = new Map<Collection<never>, object[]>(FILLED.map((collection) => [collection, []]));
  for (let number = 0; number < filling.count / COPIES; number++) {
    const item = madeItem(drawFor(number), number, filling);
    batch.get(Items as never)?.push(item);
    for (const [collection, row] of rowsBeside(item, number)) batch.get(collection)?.push(row);
  }
  await Promise.all(FILLED.map((collection) => collection(db).collection.dropIndexes()));
  for (const [collection, rows] of batch)
    if (rows.length > 0) await collection(db).collection.insertMany(rows as never);
  const made = ([{ collectionName }, stages]: readonly [{ collectionName: string }, readonly object[]]) =>
    Items(db)
      .collection.aggregate([...stages, { $out: collectionName }])
      .toArray();
  await made([Items, COPYING]);
  await Promise.all(MADE_OF_ITEMS.map(made));
  await ensureCollections(db, FILLED);
  return (batch.get(Items as never)?.[0] as Item)._id;
}
