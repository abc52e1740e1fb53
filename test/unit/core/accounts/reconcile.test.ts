import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../../core/accounts/account.ts';
import {
  afterLook,
  isDue,
  NOTHING_FOUND,
  type Reconcile,
  type ReconcileOutcome,
  reachOf,
} from '../../../../core/accounts/reconcile.ts';
import { readVanished, vanishedBody } from '../../../../core/inbox/vanished.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = new Date('2026-10-01T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const account = {
  ...{
    _id: 'a',
    tenantId: 'main',
    encryptedToken: 'sealed',
    outgoing: 'active',
    apiBase: 'https://x.example',
  },
  createdAt: ago(100 * DAY),
} as Account;
const ended = (outcome: ReconcileOutcome, last: Reconcile | null = null, isFull = true): Reconcile =>
  afterLook(last, { account, startedAt: now, endedAt: now, isFull, outcome, found: NOTHING_FOUND });
const later = (ms: number): Date => new Date(now.getTime() + ms);

test('An account is due at first, each hour, after downtime and after a reconnect', () => {
  const last = ended('whole');
  expect(isDue(null, account, now)).toBe(true);
  expect(isDue(last, account, later(HOUR - 1))).toBe(false);
  expect(isDue(last, account, later(HOUR))).toBe(true);
  expect(isDue(last, account, later(9 * DAY))).toBe(true);
  expect(isDue(last, { ...account, encryptedToken: 'another' }, now)).toBe(true);
  expect(isDue(last, { ...account, outgoing: 'paused' }, now)).toBe(true);
});

describe('how far back a look goes', () => {
  test('The first look, one a day and the one after a reconnect go all the way back', () => {
    const last = ended('whole');
    const all = { since: ago(30 * DAY), isFull: true, lastAt: null };
    expect(reachOf(null, account, now)).toEqual(all);
    expect(reachOf(last, { ...account, encryptedToken: 'another' }, now)).toEqual({ ...all, lastAt: now });
    expect(reachOf(last, account, later(DAY)).isFull).toBe(true);
    expect(reachOf(ended('throttled'), account, now)).toEqual(all);
  });

  test('The others overlap with the last that was read to its end, also after a downtime', () => {
    const last = { ...ended('whole'), wholeAt: ago(5 * HOUR), fullAt: ago(5 * HOUR) };
    expect(reachOf(last, account, now)).toEqual({
      since: ago(2 * DAY + 5 * HOUR),
      isFull: false,
      lastAt: ago(5 * HOUR),
    });
  });

  test('No look goes far behind the day on which the account was connected', () => {
    const young = { ...account, createdAt: ago(HOUR) };
    expect(reachOf(null, young, now).since).toEqual(ago(DAY + HOUR));
  });
});

test('What was not read to its end is tried again with growing waits, what people must mend seldom', () => {
  const first = ended('throttled');
  const second = ended('circles', first);
  expect([first, second].map(({ failures, notBefore }) => [failures, notBefore])).toEqual([
    [1, later(5 * 60_000)],
    [2, later(10 * 60_000)],
  ]);
  expect(ended('token-expired').notBefore).toEqual(later(6 * HOUR));
  expect(ended('whole', second)).toMatchObject({ failures: 0, wholeAt: now, fullAt: now });
  expect(ended('whole', ended('whole'), false).fullAt).toEqual(now);
  expect(ended('unreachable', ended('whole'))).toMatchObject({ wholeAt: now, fullAt: now });
});

test('What vanished reads back as removals by nobody knows whom, told when the look began', () => {
  const gone = { kind: 'comment', externalId: '1', parentId: 'p', postId: null } as const;
  expect(readVanished(vanishedBody('page', now, [gone]))).toEqual([
    {
      accountExternalId: 'page',
      sentAt: now,
      changes: [{ change: { type: 'removed', ...gone, by: null, at: null }, raw: gone }],
    },
  ]);
  expect(() => readVanished(Buffer.from('{}'))).toThrow();
});
