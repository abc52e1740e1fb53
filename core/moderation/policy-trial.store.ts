/** Replays a proposed policy on stored items: read with a cursor and only what a decision needs, newest first. */
import { accountsIn } from '../accounts/accounts.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items, scopeFilter } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { type DecidableItem, decidableOf } from './decide.ts';
import { HouseRulesVersions } from './house-rules.store.ts';
import { moderationInForce, policyFor } from './moderation-policies.store.ts';
import type { ModerationPolicy } from './policy.ts';
import { type Replay, startReplay } from './replay.ts';
import { obstacleOf, startAccountTrials, type TrialAccount } from './trial-accounts.ts';

export interface TrialRequest {
  /** Null: the municipality's policy is tried, on the accounts that follow it. */
  readonly accountId: string | null;
  /** Null: as if there were no policy of its own. */
  readonly policy: ModerationPolicy | null;
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
}

export interface Trial extends Replay, ReturnType<ReturnType<typeof startAccountTrials>['result']> {
  readonly truncated: boolean;
  readonly accountsLeftOut: number;
  /** The version in force in the place that the policy is meant for. */
  readonly inForce: string;
}

type Row = DecidableItem & Pick<Item, '_id' | 'accountId' | 'publishedAt'>;

const LEAN = {
  accountId: 1,
  publishedAt: 1,
  classifier: 1,
  language: 1,
  aboutMunicipality: 1,
  'verdicts.category': 1,
  'verdicts.kind': 1,
  'verdicts.score': 1,
  'verdicts.level': 1,
  'verdicts.strongSignals': 1,
  'verdicts.version': 1,
} as const;
/** Small, so that other requests are answered between two of them. */
const BATCH = 250;

/** The accounts of the scope that the policy would judge, and how many it would not reach. */
async function reachedAccounts(
  db: Db,
  scope: Scope,
  { accountId, withOwnPolicy }: { accountId: string | null; withOwnPolicy: ReadonlySet<string | null> },
) {
  const { tenantId } = scope;
  const accounts = await accountsIn(db, scope);
  const ofThese = accounts.filter(({ _id }) =>
    accountId === null ? !withOwnPolicy.has(_id) : _id === accountId,
  );
  const ids = ofThese.map(({ _id }) => _id);
  const withRules = new Set(
    await HouseRulesVersions(db).distinct('accountId', { tenantId, accountId: { $in: ids } }),
  );
  const reached = ofThese.map((account): TrialAccount => {
    const { _id, name, platform, createdAt } = account;
    return { _id, name, platform, createdAt, obstacle: obstacleOf(account, withRules.has(_id)) };
  });
  return { reached, leftOut: accountId === null ? accounts.length - reached.length : 0 };
}

/** Counts and a few ids, in the reader's scope. */
export async function tryPolicy(db: Db, scope: Scope, request: TrialRequest): Promise<Trial> {
  const { tenantId } = scope;
  const all = await moderationInForce(db, tenantId);
  const withOwnPolicy = new Set(
    all.flatMap(({ accountId, policy }) => (policy.categories === null ? [] : [accountId])),
  );
  const { reached, leftOut } = await reachedAccounts(db, scope, {
    accountId: request.accountId,
    withOwnPolicy,
  });
  const now = policyFor(all, request.accountId);
  const above = policyFor(
    all.filter(({ accountId }) => accountId !== request.accountId),
    request.accountId,
  );
  const run = startReplay({ now: () => now, proposed: request.policy ?? above });
  const perAccount = startAccountTrials(reached, request);
  const hideable = new Map(reached.map(({ _id, obstacle }) => [_id, obstacle === null]));
  const rows = Items(db)
    .find(
      {
        tenantId,
        ...scopeFilter({ ...scope, accountIds: [...hideable.keys()] }, undefined),
        publishedAt: { $gte: request.from, $lt: request.to },
      },
      LEAN,
    )
    .sort({ publishedAt: -1, _id: 1 })
    .limit(request.limit + 1)
    .lean<Row[]>()
    .cursor({ batchSize: BATCH });
  let read = 0;
  for await (const row of rows as AsyncIterable<Row>) {
    read += 1;
    if (read > request.limit) break;
    const { _id: id, accountId, publishedAt } = row;
    const given = decidableOf(row);
    const hides = run.add({ id, accountId, given, hideable: hideable.get(accountId) === true });
    perAccount.add({ accountId, publishedAt, ...hides });
  }
  await rows.close();
  const truncated = read > request.limit;
  return {
    ...run.result(),
    ...perAccount.result(truncated),
    ...{ truncated, accountsLeftOut: leftOut, inForce: now.version },
  };
}
