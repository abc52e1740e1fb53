/** Checks a member's token for the page and subscribes the page's events (platforms.md 3.1, 3.2). */
import type { AccessCheck, AccountAccess, Cause, ConnectedApp } from '../../core/actions/connector.ts';
import { personNameOf } from '../shared/read.ts';
import { elementsOf } from './paging.ts';
import { type RestCall, rest, urnPart } from './rest.ts';
import { subscribe } from './subscribe.ts';
import { numberOf, urnOf } from './urn.ts';

/**
 * Identity, then scopes, then the subscription; nothing is changed before the first two hold. LinkedIn tells a token's
 * scopes to its app alone, so those that read are tried; those that write show when something is written.
 */
export async function connect(access: AccountAccess, app: ConnectedApp): Promise<AccessCheck> {
  const role = await administratorOf(access);
  if (!role.ok) return fail(role.cause);
  const { member } = role;
  const organisation = ['organizations', numberOf(access.externalId)];
  const found = await rest(access, { method: 'GET', path: organisation });
  const name = found.ok ? personNameOf(found.body.localizedName) : null;
  if (member === null) return { ok: false, externalIdMatches: false, name, missing: [], cause: null };
  const known = { externalIdMatches: true, name };

  const missing = await missingScopes(access);
  if (!Array.isArray(missing)) return { ...fail(missing.cause), ...known };
  if (missing.length > 0) return { ok: false, ...known, missing, cause: 'permission-missing' };

  const problem = await subscribe(access, member, app);
  if (problem === null) return { ok: true, ...known, missing: [], cause: null };
  return { ok: false, ...known, ...problem };
}

function fail(cause: Cause): AccessCheck {
  const missing = cause === 'permission-missing' ? ['rw_organization_admin'] : [];
  return { ok: false, externalIdMatches: false, name: null, missing, cause };
}

/** The member whose token it is, where they are an administrator of this page; null: they are not. */
async function administratorOf(access: AccountAccess) {
  const query = { q: 'roleAssignee', role: 'ADMINISTRATOR', state: 'APPROVED' };
  const answer = await rest(access, { method: 'GET', path: ['organizationAcls'], query });
  if (!answer.ok) return { ok: false as const, cause: answer.refusal.cause };
  const acl = elementsOf(answer.body).find(
    (element) => (element.organization ?? element.organizationTarget) === access.externalId,
  );
  return { ok: true as const, member: urnOf(acl?.roleAssignee) };
}

/** The scopes that reading shows to be missing; of comments, where there is a post that has any. */
async function missingScopes(access: AccountAccess): Promise<string[] | { readonly cause: Cause }> {
  const posts = await rest(access, {
    method: 'GET',
    path: ['posts'],
    query: { q: 'author', author: urnPart(access.externalId), count: '1' },
  });
  if (!posts.ok && posts.refusal.status !== 403) return { cause: posts.refusal.cause };
  const post = posts.ok ? urnOf(elementsOf(posts.body)[0]?.id) : null;
  const missing = posts.ok ? [] : ['r_organization_social'];
  if (post === null) return missing;
  const comments: RestCall = {
    method: 'GET',
    path: ['socialActions', urnPart(post), 'comments'],
    query: { start: '0', count: '1' },
  };
  const answer = await rest(access, comments);
  if (answer.ok || answer.refusal.status === 404) return missing;
  return answer.refusal.status === 403
    ? [...missing, 'r_organization_social_feed']
    : { cause: answer.refusal.cause };
}
