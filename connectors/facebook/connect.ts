/** Checks a page token and subscribes the page's comments (platforms.md 1.1, point 2). */
import type { AccessCheck, AccountAccess, Cause } from '../../core/actions/connector.ts';
import { subscribe } from '../shared/meta/subscribe.ts';
import { inspectToken } from '../shared/meta/token.ts';
import { idOf, personNameOf } from '../shared/read.ts';
import { graph } from './graph.ts';

/** To subscribe, to read comments, to read visitors' own, to answer and hide. */
const SCOPES = [
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
];

/**
 * Identity, then scopes, then the subscription; nothing is changed before the first two hold. A user's token is
 * caught by the first check: Graph would answer it with empty lists and no error.
 */
export async function connect(
  unproven: AccountAccess,
  app: { readonly secret: string | null },
): Promise<AccessCheck> {
  const access = app.secret === null ? unproven : { ...unproven, appSecret: app.secret };
  const me = await graph(access, { method: 'GET', path: ['me'], query: { fields: 'id,name' } });
  if (!me.ok) return fail(me.refusal.cause);
  const name = personNameOf(me.body.name);
  const externalIdMatches = idOf(me.body.id) === access.externalId;
  if (!externalIdMatches) return { ok: false, externalIdMatches, name, missing: [], cause: null };
  const known = { externalIdMatches, name };

  const token = await inspectToken(graph, access);
  if (token.dead) return { ...fail('token-expired'), ...known };
  const missing = token.scopes === null ? [] : SCOPES.filter((scope) => !token.scopes?.has(scope));
  if (missing.length > 0) return { ok: false, ...known, missing, cause: 'permission-missing' };

  const problem = await subscribe(graph, access, {
    node: access.externalId,
    appId: token.appId,
    // Comments and visitors' posts.
    field: 'feed',
    scope: 'pages_manage_metadata',
  });
  if (problem === null) return { ok: true, ...known, missing: [], cause: null };
  return { ok: false, ...known, ...problem };
}

function fail(cause: Cause): AccessCheck {
  return { ok: false, externalIdMatches: false, name: null, missing: [], cause };
}
