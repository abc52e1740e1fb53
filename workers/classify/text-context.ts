/** What the classifier may know of a comment besides its text: the municipality's lists, the account, the day. */
import type { TextContext } from '../../classifiers/text/index.ts';
import type { Account } from '../../core/accounts/account.ts';
import { DAY_MS, HOUR_MS } from '../../core/deadlines/civil.ts';
import { localDay } from '../../core/deadlines/periods.ts';
import type { KnownLists } from '../../core/lists/list-cache.store.ts';

/** What ingest knows of one comment. Absent: nothing. */
export interface CommentFacts {
  readonly authorId?: string | null;
  /** Near-identical comments lately, by others or elsewhere. */
  readonly nearDuplicates?: number;
}

export interface ContextSource {
  listsOf(tenantId: string): KnownLists;
  zoneOf(account: Account): string;
  now(): Date;
}

/** One context per account, built again when a list or the day changes: a comment pays for its own facts only. */
export function createTextContexts(
  source: ContextSource,
): (account: Account, facts?: CommentFacts) => TextContext {
  const kept = new Map<string, { lists: KnownLists; until: number; context: TextContext }>();
  const contextOf = (account: Account): TextContext => {
    const lists = source.listsOf(account.tenantId);
    const now = source.now().getTime();
    const known = kept.get(account._id);
    if (known?.lists === lists && now < known.until && now >= known.until - HOUR_MS) return known.context;
    const today = localDay(now, source.zoneOf(account));
    const context: TextContext = {
      country: account.country,
      today: new Date(today * DAY_MS).toISOString().slice(0, 10),
      wordLists: lists.words,
      claims: lists.claims,
      mutedClaims: lists.mutedClaims,
      cases: lists.cases,
      answerPraise: lists.answerPraise,
    };
    // Days begin on whole hours in every zone of ours.
    const until = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
    kept.set(account._id, { lists, until, context });
    return context;
  };
  return (account, { authorId = null, nearDuplicates = 0 } = {}) => {
    const context = contextOf(account);
    const ownAccount = source
      .listsOf(account.tenantId)
      .ownAccounts.has(`${account.platform} ${authorId ?? ''}`);
    if (!ownAccount && nearDuplicates === 0) return context;
    return { ...context, ownAccount, nearDuplicates };
  };
}
