/** Checks a user's token and subscribes the account's events (platforms.md 5.2-5.4). */
import type { AccessCheck, AccountAccess, Cause } from '../../core/actions/connector.ts';
import { idOf, personNameOf } from '../shared/read.ts';
import { type ApiCall, api, dataOf } from './api.ts';
import { subscribe } from './subscribe.ts';

/**
 * X tells nobody what a token may do. Each of these calls asks for nothing: with the scope it is refused for that, 400,
 * without it for the scope, 403. None can write, post or hide anything.
 */
function trials(me: string): readonly (readonly [scope: string, call: ApiCall])[] {
  const json = {};
  return [
    ['tweet.write', { method: 'POST', path: ['tweets'], json }],
    ['tweet.moderate.write', { method: 'PUT', path: ['tweets', '0', 'hidden'], json }],
    ['mute.write', { method: 'POST', path: ['users', me, 'muting'], json }],
    ['dm.write', { method: 'POST', path: ['dm_conversations', 'with', me, 'messages'], json }],
    ['dm.read', { method: 'GET', path: ['dm_events'], query: { max_results: '1' } }],
  ];
}

/** Identity, then scopes, then the subscriptions; nothing is changed before the first two hold. */
export async function connect(access: AccountAccess): Promise<AccessCheck> {
  const me = await api(access, {
    method: 'GET',
    path: ['users', 'me'],
    query: { 'user.fields': 'id,name,username' },
  });
  if (!me.ok) {
    const { cause } = me.refusal;
    return { ...fail(cause), missing: cause === 'permission-missing' ? ['tweet.read', 'users.read'] : [] };
  }
  const user = dataOf(me.body);
  const name = personNameOf(user.name) ?? personNameOf(user.username);
  const externalIdMatches = idOf(user.id) === access.externalId;
  const known = { externalIdMatches, name };
  if (!externalIdMatches) return { ok: false, ...known, missing: [], cause: null };

  const missing: string[] = [];
  for (const [scope, call] of trials(access.externalId)) {
    const answer = await api(access, call);
    const cause = answer.ok ? null : answer.refusal.cause;
    if (cause === 'permission-missing') missing.push(scope);
    else if (cause !== null && HALTS.has(cause)) return { ...fail(cause), ...known };
  }
  if (missing.length > 0) return { ok: false, ...known, missing, cause: 'permission-missing' };

  const problem = await subscribe(access);
  if (problem === null) return { ok: true, ...known, missing: [], cause: null };
  return { ok: false, ...known, ...problem };
}

/** Nothing is known of a scope that could not be asked for. */
const HALTS: ReadonlySet<Cause> = new Set([
  'token-expired',
  'throttled',
  'unreachable',
  'temporarily-blocked',
]);

const fail = (cause: Cause): AccessCheck => ({
  ...{ ok: false, externalIdMatches: false, name: null },
  ...{ missing: [], cause },
});
