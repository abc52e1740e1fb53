/** Checks a token of either login and subscribes the account's comments (platforms.md 2.1). */
import type { AccessCheck, AccountAccess, Cause } from '../../core/actions/connector.ts';
import { type Subscription, subscribe } from '../shared/meta/subscribe.ts';
import { inspectToken } from '../shared/meta/token.ts';
import { idOf, isRecord, type Json, personNameOf } from '../shared/read.ts';
import { graph, isFacebookLogin } from './graph.ts';

const FACEBOOK_SCOPES = [
  'instagram_basic',
  'instagram_manage_comments',
  'pages_manage_metadata',
  'pages_read_engagement',
];
const INSTAGRAM_SCOPE = 'instagram_business_manage_comments';

interface Login {
  /** Where the token says whose it is. */
  readonly fields: string;
  readonly account: (me: Json) => { readonly id: string | null; readonly name: string | null };
  readonly subscription: (me: Json) => Omit<Subscription, 'appId'>;
}

/** The page's own subscription carries the linked account's events, whatever field of the page it names. */
const BY_FACEBOOK: Login = {
  fields: 'id,name,instagram_business_account{id,username}',
  account: ({ instagram_business_account: linked }) => ({
    id: isRecord(linked) ? idOf(linked.id) : null,
    name: isRecord(linked) ? personNameOf(linked.username) : null,
  }),
  subscription: ({ id }) => ({ node: idOf(id) ?? 'me', field: 'feed', scope: 'pages_manage_metadata' }),
};
/** `user_id` is the account's, as webhooks name it; `id` is the app's own word for it. */
const BY_INSTAGRAM: Login = {
  fields: 'id,user_id,username,name',
  account: ({ user_id: userId, id, username, name }) => ({
    id: idOf(userId) ?? idOf(id),
    name: personNameOf(username) ?? personNameOf(name),
  }),
  subscription: () => ({
    ...{ node: 'me', field: 'comments', also: ['live_comments', 'messages'], scope: INSTAGRAM_SCOPE },
  }),
};

/** Identity, then scopes, then the subscription; nothing is changed before the first two hold. */
export async function connect(
  unproven: AccountAccess,
  app: { readonly secret: string | null },
): Promise<AccessCheck> {
  const access = app.secret === null ? unproven : { ...unproven, appSecret: app.secret };
  const login = isFacebookLogin(access) ? BY_FACEBOOK : BY_INSTAGRAM;
  const me = await graph(access, { method: 'GET', path: ['me'], query: { fields: login.fields } });
  if (!me.ok) return fail(me.refusal.cause);
  const { id, name } = login.account(me.body);
  const externalIdMatches = id === access.externalId;
  if (!externalIdMatches) return { ok: false, externalIdMatches, name, missing: [], cause: null };
  const known = { externalIdMatches, name };

  const scopes = await (login === BY_FACEBOOK ? facebookScopes(access) : instagramScopes(access));
  if (scopes.cause !== null) return { ok: false, ...known, missing: scopes.missing, cause: scopes.cause };

  const subscription = { ...login.subscription(me.body), appId: scopes.appId };
  const problem = await subscribe(graph, access, subscription);
  if (problem === null) return { ok: true, ...known, missing: [], cause: null };
  return { ok: false, ...known, ...problem };
}

interface Scopes {
  readonly appId: string | null;
  readonly missing: readonly string[];
  readonly cause: Cause | null;
}

async function facebookScopes(access: AccountAccess): Promise<Scopes> {
  const token = await inspectToken(graph, access);
  if (token.dead) return { appId: token.appId, missing: [], cause: 'token-expired' };
  const missing = token.scopes === null ? [] : FACEBOOK_SCOPES.filter((scope) => !token.scopes?.has(scope));
  return { appId: token.appId, missing, cause: missing.length > 0 ? 'permission-missing' : null };
}

/** Nobody says what a token of Instagram Login may do: a look at the newest post's comments does. */
async function instagramScopes(access: AccountAccess): Promise<Scopes> {
  const query = { fields: 'id,comments.limit(1){id}', limit: '1' };
  const answer = await graph(access, { method: 'GET', path: ['me', 'media'], query });
  if (answer.ok) return { appId: null, missing: [], cause: null };
  const { cause } = answer.refusal;
  return { appId: null, missing: cause === 'permission-missing' ? [INSTAGRAM_SCOPE] : [], cause };
}

function fail(cause: Cause): AccessCheck {
  return { ok: false, externalIdMatches: false, name: null, missing: [], cause };
}
