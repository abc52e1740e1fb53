/** How verdicts fared in the hands of moderators, counted by the store; what each count means stands in the contract. */

import { accountsIn } from '../accounts/accounts.store.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { REASONS_BY_CATEGORY } from '../moderation/removal.ts';
import { type Category, FLAGGED_LEVELS } from '../moderation/verdict.ts';
import type { StatsQuery } from '../monitoring/deadline-stats.store.ts';

export interface AccuracyCount {
  readonly accountId: string;
  readonly category: Category;
  readonly flagged: number;
  readonly judged: number;
  readonly wrong: number;
  readonly missing: number;
  readonly removed: number;
}

export interface AccuracyCounts {
  readonly rows: readonly AccuracyCount[];
  readonly finished: ReadonlyMap<string, number>;
}

/** One per category, found in the text or on a picture: `core/images/image-verdicts.ts` reads them so too. */
const onePerCategory = {
  $let: {
    vars: {
      found: {
        $map: {
          input: { $filter: { input: '$verdicts', cond: { $in: ['$$this.level', FLAGGED_LEVELS] } } },
          in: '$$this.category',
        },
      },
    },
    in: {
      $map: {
        input: { $setUnion: ['$verdicts.category', []] },
        in: { category: '$$this', flagged: { $in: ['$$this', '$$found'] } },
      },
    },
  },
};

/** As `labelsOf` of the domain has it: true, false, or null where nobody said; the later correction counts. */
const said = {
  $reduce: {
    input: {
      $filter: {
        input: '$corrections',
        as: 'one',
        cond: { $in: [{ $ifNull: ['$$one.revision', '$revision'] }, ['$revision']] },
      },
    },
    initialValue: null,
    in: {
      $switch: {
        branches: [
          {
            case: {
              $and: [{ $eq: ['$$this.as', 'other'] }, { $eq: ['$$this.other', '$verdicts.category'] }],
            },
            // biome-ignore lint/suspicious/noThenProperty: MongoDB's own word
            then: true,
          },
          {
            case: { $eq: ['$$this.category', '$verdicts.category'] },
            // biome-ignore lint/suspicious/noThenProperty: MongoDB's own word
            then: { $eq: ['$$this.as', 'missing'] },
          },
        ],
        default: '$$value',
      },
    },
  },
};

/** Removed for a reason of the verdict's category, by whoever asked for it. */
const removedFor = {
  $and: [
    { $ne: [{ $ifNull: ['$removal.axis', null] }, null] },
    {
      $or: Object.entries(REASONS_BY_CATEGORY).map(([category, reasons]) => ({
        $and: [{ $eq: ['$verdicts.category', category] }, { $in: ['$removal.reason', [...reasons]] }],
      })),
    },
  ],
};

const countIf = (...all: object[]) => ({ $sum: { $cond: [{ $and: all }, 1, 0] } });

export async function accuracyCounts(db: Db, scope: Scope, query: StatsQuery): Promise<AccuracyCounts> {
  const accounts = await accountsIn(db, scope);
  const ids = accounts.map(({ _id }) => _id).filter((id) => [undefined, id].includes(query.accountId));
  const finished = {
    accountId: { $in: ids },
    ...(query.board === undefined ? {} : { board: query.board }),
    publishedAt: { $gte: query.from, $lt: query.to },
    status: 'closed' as const,
    'handling.solver': { $type: 'string' as const },
  };
  const { tenantId } = scope;
  const [rows, totals] = await Promise.all([
    Items(db).aggregate<{ _id: [string, Category] } & Omit<AccuracyCount, 'accountId' | 'category'>>([
      { $match: { tenantId, ...finished } },
      { $project: { accountId: 1, revision: 1, corrections: 1, removal: 1, verdicts: onePerCategory } },
      { $unwind: '$verdicts' },
      { $set: { said, flagged: '$verdicts.flagged' } },
      {
        $group: {
          _id: ['$accountId', '$verdicts.category'],
          flagged: countIf({ $eq: ['$flagged', true] }),
          judged: countIf({ $eq: ['$flagged', true] }, { $or: [{ $ne: ['$said', null] }, removedFor] }),
          wrong: countIf({ $eq: ['$flagged', true] }, { $eq: ['$said', false] }),
          missing: countIf({ $eq: ['$flagged', false] }, { $eq: ['$said', true] }),
          removed: countIf({ $eq: ['$flagged', true] }, { $ne: ['$said', false] }, removedFor),
        },
      },
    ]),
    Items(db).aggregate<{ _id: string; count: number }>([
      { $match: { tenantId, ...finished } },
      { $group: { _id: '$accountId', count: { $sum: 1 } } },
    ]),
  ]);
  return {
    rows: rows.map(({ _id: [accountId, category], ...counts }) => ({ accountId, category, ...counts })),
    finished: new Map(totals.map(({ _id, count }) => [_id, count])),
  };
}
