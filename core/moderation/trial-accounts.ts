/** What a trial says of each account: how many a day would be out of sight at most, and where nothing can be. Pure. */
import type { Account } from '../accounts/account.ts';
import { DAY_MS } from '../deadlines/civil.ts';

/** Why no machine hides anything on an account, whatever its policy. */
export const HIDE_OBSTACLES = ['platform', 'no-token', 'no-house-rules'] as const;
type HideObstacle = (typeof HIDE_OBSTACLES)[number];

export type TrialAccount = Pick<Account, '_id' | 'name' | 'platform' | 'createdAt'> & {
  readonly obstacle: HideObstacle | null;
};

export function obstacleOf(
  { capabilities, encryptedToken }: Pick<Account, 'capabilities' | 'encryptedToken'>,
  hasHouseRules: boolean,
): HideObstacle | null {
  if (!capabilities.hide) return 'platform';
  if (encryptedToken === null) return 'no-token';
  return hasHouseRules ? null : 'no-house-rules';
}

export interface PerDay {
  readonly now: number;
  readonly proposed: number;
}

export interface AccountTrial {
  readonly accountId: string;
  readonly name: string;
  readonly platform: Account['platform'];
  readonly obstacle: HideObstacle | null;
  readonly items: number;
  /** Items that a machine would have taken out of sight at most; none where there is an obstacle. */
  readonly now: number;
  readonly proposed: number;
  readonly perDay: PerDay;
}

const ofDays = (count: number, days: number): number => Math.round((count / days) * 100) / 100;

/** Fed with the items newest first, like the replay beside it. */
export function startAccountTrials(accounts: readonly TrialAccount[], period: { from: Date; to: Date }) {
  const tallies = new Map(accounts.map((account) => [account._id, { items: 0, now: 0, proposed: 0 }]));
  const oldest = new Map<string, number>();
  let read = Number.POSITIVE_INFINITY;

  /** Days on which the account's comments could be read: not the time before it, nor what the limit left out. */
  const daysOf = ({ _id, createdAt }: TrialAccount, truncated: boolean): number => {
    const began = Math.min(createdAt.getTime(), oldest.get(_id) ?? Number.POSITIVE_INFINITY);
    const from = Math.max(period.from.getTime(), began, truncated ? read : 0);
    return Math.max(1, (period.to.getTime() - from) / DAY_MS);
  };

  return {
    add(item: { accountId: string; publishedAt: Date; hidesNow: boolean; hidesThen: boolean }): void {
      const tally = tallies.get(item.accountId);
      if (tally === undefined) return;
      tally.items += 1;
      if (item.hidesNow) tally.now += 1;
      if (item.hidesThen) tally.proposed += 1;
      read = item.publishedAt.getTime();
      oldest.set(item.accountId, read);
    },
    /** Those with the most first, then by name. */
    result(truncated: boolean): { readonly perDay: PerDay; readonly byAccount: readonly AccountTrial[] } {
      const byAccount = accounts.map((account) => {
        const tally = tallies.get(account._id) ?? { items: 0, now: 0, proposed: 0 };
        const days = daysOf(account, truncated);
        const { _id: accountId, name, platform, obstacle } = account;
        const perDay = { now: ofDays(tally.now, days), proposed: ofDays(tally.proposed, days) };
        return { accountId, name, platform, obstacle, ...tally, perDay };
      });
      const sum = (side: keyof PerDay): number =>
        Math.round(byAccount.reduce((total, { perDay }) => total + perDay[side], 0) * 100) / 100;
      return {
        perDay: { now: sum('now'), proposed: sum('proposed') },
        byAccount: byAccount.sort((a, b) => b.proposed - a.proposed || a.name.localeCompare(b.name, 'sv')),
      };
    },
  };
}
