/** The municipalities' lists at hand: looked at every few seconds, read again only where they changed, asked without waiting. */

import { Accounts } from '../accounts/accounts.store.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import { CACHE_AGE_MS, type Refreshing, refreshing } from '../kernel/refreshing.ts';
import { allCases } from './list-cases.store.ts';
import { claimsOf } from './list-claims.store.ts';
import { allListSettings, type ListName, type StoredListSettings } from './list-settings.store.ts';
import { wordsOf } from './list-words.store.ts';
import type { ClaimText, RegisteredCase, WordKind } from './lists.ts';

/** Each list is one object until it changes: what is compiled from it is kept by its identity. */
export interface KnownLists {
  readonly words: Readonly<Record<WordKind, readonly string[]>>;
  readonly claims: readonly (ClaimText & { readonly id: string })[];
  readonly mutedClaims: ReadonlySet<string>;
  readonly cases: readonly RegisteredCase[];
  readonly answerPraise: boolean;
  /** `<platform> <external id>` of every connected account: what they write is the municipality's own. */
  readonly ownAccounts: ReadonlySet<string>;
}

export interface ListCache extends Pick<Refreshing<never>, 'refresh' | 'close'> {
  /** The same object until something of this municipality changed. */
  listsOf(tenantId: string): KnownLists;
}

const NOTHING: KnownLists = {
  words: { banned: [], suspect: [], exempt: [] },
  claims: [],
  mutedClaims: new Set(),
  cases: [],
  answerPraise: false,
  ownAccounts: new Set(),
};

async function readWords(db: Db, tenantId: string): Promise<KnownLists['words']> {
  const all = await wordsOf(db, tenantId);
  const of = (kind: WordKind) => all.filter((word) => word.kind === kind).map(({ term }) => term);
  return { banned: of('banned'), suspect: of('suspect'), exempt: of('exempt') };
}

async function readClaims(db: Db, tenantId: string): Promise<KnownLists['claims']> {
  const all = (await claimsOf(db, tenantId)).filter(({ on }) => on);
  return all.map(({ _id, language, topic, claim, variants, correction, ask, validFrom, validTo }) => ({
    id: _id,
    ...{ language, topic, claim, variants, correction, ask },
    // The store gives null where the shape leaves out.
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
  }));
}

interface Kept {
  readonly versions: StoredListSettings['versions'];
  readonly lists: KnownLists;
}

async function renewed(db: Db, row: StoredListSettings, before: Kept | undefined): Promise<Kept> {
  const { tenantId, versions, answerPraise = false, mutedClaims } = row;
  const known = before?.lists ?? NOTHING;
  const stale = (list: ListName): boolean => versions[list] !== before?.versions[list];
  if (before && !(['words', 'claims', 'cases', 'settings'] as const).some(stale)) return before;
  const words = stale('words') ? await readWords(db, tenantId) : known.words;
  const claims = stale('claims') ? await readClaims(db, tenantId) : known.claims;
  const cases = stale('cases') ? await allCases(db, tenantId) : known.cases;
  const muted = stale('claims') ? new Set(mutedClaims ?? []) : known.mutedClaims;
  return { versions, lists: { ...known, words, claims, cases, mutedClaims: muted, answerPraise } };
}

async function ownAccounts(db: Db): Promise<Map<string, Set<string>>> {
  const accounts = await Accounts(db)
    .find(
      {},
      { tenantId: 1, platform: 1, externalId: 1 },
      overAllTenants('every worker knows its own accounts'),
    )
    .lean<{ tenantId: string; platform: string; externalId: string }[]>();
  const byTenant = new Map<string, Set<string>>();
  for (const { tenantId, platform, externalId } of accounts)
    byTenant.set(tenantId, (byTenant.get(tenantId) ?? new Set()).add(`${platform} ${externalId}`));
  return byTenant;
}

const sameMembers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((member) => b.has(member));

export async function openListCache(db: Db, onError: (error: unknown) => void): Promise<ListCache> {
  const readAll = async (
    known: ReadonlyMap<string, Kept> = new Map(),
  ): Promise<ReadonlyMap<string, Kept>> => {
    const next = new Map<string, Kept>();
    for (const row of await allListSettings(db))
      next.set(row.tenantId, await renewed(db, row, known.get(row.tenantId)));
    for (const [tenantId, own] of await ownAccounts(db)) {
      const kept = next.get(tenantId) ?? known.get(tenantId) ?? { versions: {}, lists: NOTHING };
      const same = sameMembers(own, kept.lists.ownAccounts);
      next.set(tenantId, same ? kept : { ...kept, lists: { ...kept.lists, ownAccounts: own } });
    }
    return next;
  };
  const { value, refresh, close } = await refreshing(readAll, { everyMs: CACHE_AGE_MS, onError });
  return { listsOf: (tenantId) => value().get(tenantId)?.lists ?? NOTHING, refresh, close };
}
