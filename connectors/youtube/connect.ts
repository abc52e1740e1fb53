/** Checks a token: whose channel it is, and whether it may read what is held and moderate. Changes nothing. */
import type { AccessCheck, AccountAccess, Cause } from '../../core/actions/connector.ts';
import { idOf, isRecord, personNameOf } from '../shared/read.ts';
import { api, itemsOf } from './api.ts';
import { bearerOf } from './token.ts';

/** The only scope that reads held comments, answers and moderates. */
const SCOPE = 'https://www.googleapis.com/auth/youtube.force-ssl';

const fail = (cause: Cause, missing: readonly string[] = []): AccessCheck => ({
  ...{ ok: false, externalIdMatches: false, name: null },
  ...{ missing, cause },
});

/**
 * Identity, then the scope that the token names, then a read that only the channel's owner may make. The hub's feed is
 * subscribed by hand (docs/youtube.md): it tells of videos, and comments are found without it.
 */
export async function connect(access: AccountAccess): Promise<AccessCheck> {
  const mine = await api(access, {
    method: 'GET',
    path: ['channels'],
    query: { part: 'id,snippet', mine: 'true' },
  });
  if (!mine.ok) {
    const { cause } = mine.refusal;
    return cause === 'permission-missing' ? fail(cause, [SCOPE]) : fail(cause);
  }
  const channels = itemsOf(mine.body);
  const own = channels.find(({ id }) => idOf(id) === access.externalId);
  const first = own ?? channels[0];
  const name = isRecord(first?.snippet) ? personNameOf(first.snippet.title) : null;
  if (own === undefined) return { ok: false, externalIdMatches: false, name, missing: [], cause: null };
  const known = { externalIdMatches: true, name };

  const bearer = await bearerOf(access, Date.now());
  const isScopeMissing = bearer.ok && bearer.scopes !== null && !bearer.scopes.includes(SCOPE);
  const missing: AccessCheck = { ok: false, ...known, missing: [SCOPE], cause: 'permission-missing' };
  if (isScopeMissing) return missing;
  const held = await api(access, {
    method: 'GET',
    path: ['commentThreads'],
    query: {
      ...{ part: 'id', allThreadsRelatedToChannelId: access.externalId },
      ...{ moderationStatus: 'heldForReview', maxResults: '1' },
    },
  });
  if (held.ok || held.refusal.reason === 'commentsDisabled')
    return { ok: true, ...known, missing: [], cause: null };
  const { cause } = held.refusal;
  return cause === 'permission-missing' || cause === 'gone-or-denied'
    ? missing
    : { ok: false, ...known, missing: [], cause };
}
