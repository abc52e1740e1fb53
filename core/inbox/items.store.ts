/** The collection of items, and one item or several by their ids. What changes them: `change-item.store.ts`. */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import type { Item } from './item.ts';

export const Items = collection<Item>(
  'items',
  {
    accountId: String,
    platform: String,
    board: String,
    kind: String,
    externalId: String,
    parentId: String,
    postId: String,
    permalink: String,
    author: Object,
    text: String,
    newText: String,
    attachments: [Object],
    media: Object,
    revision: Number,
    publishedAt: Date,
    firstFetchedAt: Date,
    firstSeenAt: Date,
    status: String,
    closeReason: String,
    visibility: String,
    version: Number,
    seq: Number,
    language: String,
    verdicts: [Object],
    classifier: String,
    decision: String,
    policyVersion: String,
    registration: Object,
    intent: Object,
    needsAnswer: Object,
    aboutMunicipality: Boolean,
    deadline: Object,
    recordsOutcome: String,
    recordsReference: String,
    captures: [Object],
    handOvers: { type: [Object], default: undefined },
    actions: [Object],
    assignee: String,
    tags: [String],
    snoozedUntil: Date,
    corrections: [Object],
    context: String,
    contextCause: String,
    severity: Number,
    abusive: Boolean,
    flagged: [String],
    secondOpinion: Object,
    removal: Object,
    handling: Object,
    machineHide: Object,
    personDecided: Boolean,
    answeredBy: String,
    words: [String],
    wordOrder: String,
    updatedAt: Date,
  },
  [
    // The inbox: one per sort, of the whole municipality and of a reader who sees some accounts only.
    { keys: { tenantId: 1, status: 1, 'deadline.dueAt': 1, severity: -1, _id: 1 } },
    { keys: { tenantId: 1, status: 1, publishedAt: -1, _id: 1 } },
    { keys: { tenantId: 1, status: 1, severity: -1, _id: 1 } },
    { keys: { tenantId: 1, accountId: 1, status: 1, 'deadline.dueAt': 1, severity: -1, _id: 1 } },
    { keys: { tenantId: 1, accountId: 1, status: 1, publishedAt: -1, _id: 1 } },
    { keys: { tenantId: 1, accountId: 1, status: 1, severity: -1, _id: 1 } },
    // Views that hold few of many.
    {
      keys: { tenantId: 1, assignee: 1, status: 1, 'deadline.dueAt': 1, severity: -1, _id: 1 },
      partial: { status: { $in: ['open', 'waiting'] } },
    },
    // Asked account by account, for whoever sees all of them too: `accountsAsked` of item-queries.
    {
      keys: { tenantId: 1, accountId: 1, 'registration.class': 1, 'deadline.dueAt': 1, severity: -1, _id: 1 },
      partial: { recordsOutcome: null },
    },
    {
      keys: { tenantId: 1, accountId: 1, 'registration.class': 1, publishedAt: -1, _id: 1 },
      partial: { recordsOutcome: null },
    },
    {
      keys: { tenantId: 1, accountId: 1, 'registration.class': 1, severity: -1, _id: 1 },
      partial: { recordsOutcome: null },
    },
    {
      keys: { tenantId: 1, flagged: 1, accountId: 1, status: 1, publishedAt: -1, _id: 1 },
      // Most items have none. In a form that MongoDB sees any category to be a case of.
      partial: { flagged: { $gt: '' } },
    },
    {
      keys: { tenantId: 1, accountId: 1, 'media.looks.state': 1 },
      partial: { 'media.looks.state': 'blocked' },
    },
    // Figures, alarms and supervision ask per account.
    { keys: { tenantId: 1, accountId: 1, 'deadline.dueAt': 1, _id: 1 } },
    { keys: { tenantId: 1, accountId: 1, 'deadline.state': 1, 'deadline.dueAt': 1, severity: -1, _id: 1 } },
    { keys: { tenantId: 1, publishedAt: -1, _id: 1 } },
    { keys: { tenantId: 1, accountId: 1, publishedAt: -1, _id: 1 } },
    { keys: { tenantId: 1, updatedAt: 1, _id: 1 } },
    { keys: { tenantId: 1, externalId: 1 } },
    // By a word, the newest first: a page of a search is as many keys as it has rows.
    { keys: { tenantId: 1, words: 1, publishedAt: -1, _id: 1 } },
    { keys: { tenantId: 1, accountId: 1, postId: 1 }, partial: { context: 'pending' } },
    { keys: { firstFetchedAt: 1 }, partial: { context: 'pending' } },
    { keys: { snoozedUntil: 1 }, partial: { status: 'snoozed' } },
    { keys: { tenantId: 1, accountId: 1, 'author.id': 1, status: 1 }, partial: { status: 'waiting' } },
    { keys: { tenantId: 1, accountId: 1, 'deadline.stoppedAt': 1, 'deadline.stopReason': 1 } },
    {
      keys: { tenantId: 1, accountId: 1, 'removal.knownAt': 1 },
      partial: { 'removal.knownAt': { $exists: true } },
    },
    { keys: { tenantId: 1, accountId: 1, firstFetchedAt: -1 } },
    {
      keys: { tenantId: 1, accountId: 1, status: 1, 'deadline.state': 1, firstFetchedAt: 1 },
      partial: { firstSeenAt: null },
    },
    {
      keys: { tenantId: 1, accountId: 1, 'author.id': 1, 'removal.knownAt': -1 },
      partial: { 'removal.knownAt': { $exists: true } },
    },
    // What is known and neither removed nor left standing.
    {
      keys: { tenantId: 1, accountId: 1, 'removal.removedAt': 1, 'removal.keptAt': 1, 'removal.knownAt': 1 },
      partial: { 'removal.knownAt': { $exists: true } },
    },
    {
      keys: { tenantId: 1, status: 1, publishedAt: 1, accountId: 1 },
      partial: { 'intent.flags': 'documentsRequest' },
    },
  ],
);

/** The accounts of a reader's scope, or the one of them that is asked for. */
export function scopeFilter(scope: Scope, accountId: string | undefined): Record<string, unknown> {
  if (scope.accountIds === 'all') return accountId === undefined ? {} : { accountId };
  const allowed =
    accountId === undefined ? scope.accountIds : scope.accountIds.filter((id) => id === accountId);
  return { accountId: { $in: [...allowed] } };
}

/** In the transaction that is to change it. */
export function itemById(
  db: Db,
  key: { tenantId: string; id: string },
  session: ClientSession,
): Promise<Item | null> {
  return Items(db).findOne({ tenantId: key.tenantId, _id: key.id }, null, { session }).lean<Item>();
}

export function itemsById(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
  session?: ClientSession,
) {
  return Items(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...key.ids] } }, null, session ? { session } : {})
    .lean<Item[]>();
}

/** One item in the scope; null where it is not there or not theirs to see. */
export function readItem(db: Db, scope: Scope, id: string): Promise<Item | null> {
  return Items(db)
    .findOne({ tenantId: scope.tenantId, _id: id, ...scopeFilter(scope, undefined) })
    .lean<Item>();
}
