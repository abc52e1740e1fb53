import type { Account } from '../../../../core/accounts/account.ts';
import type { KnownLists } from '../../../../core/lists/list-cache.store.ts';
import { createTextContexts } from '../../../../workers/classify/text-context.ts';

const lists: KnownLists = {
  words: { banned: ['fjant'], suspect: [], exempt: [] },
  claims: [],
  mutedClaims: new Set(['vaccine-chip']),
  cases: [],
  answerPraise: true,
  ownAccounts: new Set(['facebook 77']),
};
const account = { _id: 'a', tenantId: 'main', country: 'NO', platform: 'facebook' } as Account;

function contexts(start: string) {
  const state = { lists, now: new Date(start), reads: 0 };
  const of = createTextContexts({
    listsOf: () => state.lists,
    zoneOf: () => 'Europe/Oslo',
    now: () => state.now,
  });
  return { state, of };
}

test('The context holds the lists, the country and the local day', () => {
  const { of } = contexts('2026-11-21T23:30:00Z');
  expect(of(account)).toEqual({
    country: 'NO',
    today: '2026-11-22',
    wordLists: lists.words,
    claims: lists.claims,
    mutedClaims: lists.mutedClaims,
    cases: lists.cases,
    answerPraise: true,
  });
});

test('The context is the same object until a list or the day changes', () => {
  const { of, state } = contexts('2026-11-21T22:30:00Z');
  const first = of(account);
  expect(of(account, { authorId: 'x', nearDuplicates: 0 })).toBe(first);
  state.now = new Date('2026-11-21T23:00:00Z');
  expect(of(account).today).toBe('2026-11-22');
  const next = of(account);
  state.lists = { ...lists, answerPraise: false };
  expect(of(account)).not.toBe(next);
  expect(of(account).answerPraise).toBe(false);
});

test('An author that is another account of ours counts as ours, and duplicates are handed on', () => {
  const { of } = contexts('2026-11-21T12:00:00Z');
  expect(of(account, { authorId: '77' })).toMatchObject({ ownAccount: true });
  expect(of(account, { authorId: '78', nearDuplicates: 6 })).toMatchObject({
    ownAccount: false,
    nearDuplicates: 6,
  });
});
