/** A trial told per account and day: what it counts on, and which accounts can hide nothing. */
import { expect, test } from '@jest/globals';
import { NO_CAPABILITIES } from '../../../../core/kernel/platform.ts';
import {
  obstacleOf,
  startAccountTrials,
  type TrialAccount,
} from '../../../../core/moderation/trial-accounts.ts';

const DAY = 86_400_000;
const TO = new Date('2026-03-31T00:00:00Z');
const before = (days: number) => new Date(TO.getTime() - days * DAY);
const account = (id: string, more: Partial<TrialAccount> = {}): TrialAccount => ({
  ...{ _id: id, name: id, platform: 'facebook', createdAt: before(400), obstacle: null },
  ...more,
});
const PERIOD = { from: before(90), to: TO };
const add = (run: ReturnType<typeof startAccountTrials>, accountId: string, days: number) =>
  run.add({ accountId, publishedAt: before(days), hidesNow: false, hidesThen: true });

test('A day’s share is of the days on which the account’s comments could be read', () => {
  const run = startAccountTrials(
    [
      account('old'),
      account('new', { createdAt: before(10) }),
      account('backfilled', { createdAt: before(2) }),
    ],
    PERIOD,
  );
  for (let i = 0; i < 9; i += 1) add(run, 'old', 3);
  for (let i = 0; i < 5; i += 1) add(run, 'new', 3);
  for (const days of [1, 20]) add(run, 'backfilled', days);
  const { byAccount, perDay } = run.result(false);
  expect(byAccount.map(({ name, proposed, perDay: each }) => [name, proposed, each.proposed])).toEqual([
    ['old', 9, 0.1],
    ['new', 5, 0.5],
    ['backfilled', 2, 0.1],
  ]);
  expect(perDay).toEqual({ now: 0, proposed: 0.7 });
});

test('Of a history that was cut at the limit, only the days that were read count', () => {
  const run = startAccountTrials([account('a')], PERIOD);
  for (const days of [1, 2, 3, 4]) add(run, 'a', days);
  expect(run.result(true).perDay.proposed).toBe(1);
  expect(run.result(false).perDay.proposed).toBe(0.04);
});

test('An account without comments is there, with nothing', () => {
  const { byAccount } = startAccountTrials([account('quiet')], PERIOD).result(false);
  expect(byAccount).toMatchObject([{ accountId: 'quiet', items: 0, proposed: 0, perDay: { proposed: 0 } }]);
});

test('An account hides nothing where its platform cannot, or it has no token or no house rules', () => {
  const can = { ...NO_CAPABILITIES, hide: true };
  expect(obstacleOf({ capabilities: { ...can, hide: false }, encryptedToken: 'x' }, true)).toBe('platform');
  expect(obstacleOf({ capabilities: can, encryptedToken: null }, true)).toBe('no-token');
  expect(obstacleOf({ capabilities: can, encryptedToken: 'x' }, false)).toBe('no-house-rules');
  expect(obstacleOf({ capabilities: can, encryptedToken: 'x' }, true)).toBeNull();
});
