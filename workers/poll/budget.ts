/** What an account may still spend on looks today, and where its platform's day ends. */
import type { Account } from '../../core/accounts/account.ts';
import type { ActionType } from '../../core/actions/action.ts';
import type { UnitBudget } from '../../core/actions/connector.ts';
import { typesSent } from '../../core/actions/sent-actions.store.ts';
import { type BudgetDay, budgetDay, unitsLeft } from '../../core/inbox/poll-pace.ts';
import { unitsSpent } from '../../core/inbox/polls.store.ts';
import type { Db } from '../../core/kernel/db.ts';

export interface Allowance {
  readonly today: BudgetDay;
  readonly left: number;
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

/** What people's decisions have cost since the day began. */
async function actionUnits(
  db: Db,
  { actions }: UnitBudget,
  of: { accounts: readonly Account[]; since: Date },
): Promise<number> {
  const types = Object.keys(actions) as ActionType[];
  const costOf = new Map<string, number>(Object.entries(actions));
  const sent = await Promise.all(
    of.accounts.map(({ tenantId, _id: accountId }) =>
      typesSent(db, { tenantId, accountId, types, since: of.since }),
    ),
  );
  return sum(sent.flat().map((type) => costOf.get(type) ?? 0));
}

/** `accounts`: all that share the platform's units with this one, itself among them. */
export async function allowanceOf(
  db: Db,
  budget: UnitBudget,
  { account, accounts, now }: { account: Account; accounts: readonly Account[]; now: Date },
): Promise<Allowance> {
  const today = budgetDay(budget, now);
  const { platform } = account;
  const [byAccount, byActions] = await Promise.all([
    unitsSpent(db, { platform, day: today.day }),
    actionUnits(db, budget, { accounts, since: today.from }),
  ]);
  const spent = { byThis: byAccount.get(account._id) ?? 0, byLooks: sum(byAccount.values()), byActions };
  return { today, left: unitsLeft(budget, spent, accounts.length) };
}
