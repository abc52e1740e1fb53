import type { AccountAccess, Fetched, RefreshedToken } from '../../../core/actions/connector.ts';
import type { Graph } from './graph.ts';

/**
 * Renews a token that lives and is a day old (platforms.md 2, 6); after its end nothing renews it. The platform takes it
 * in the query alone: the client keeps addresses out of every log and error.
 */
export async function refreshOf(
  graph: Graph,
  access: AccountAccess,
  grant: 'ig_refresh_token' | 'th_refresh_token',
): Promise<Fetched<RefreshedToken>> {
  const apiBase = access.apiBase.replace(/\/v\d+\.\d+\/*$/u, '');
  const query = { grant_type: grant, access_token: access.token };
  const answer = await graph(
    { ...access, apiBase },
    { method: 'GET', path: ['refresh_access_token'], query },
  );
  if (!answer.ok) return { ok: false, cause: answer.refusal.cause };
  const { access_token: token, expires_in: seconds } = answer.body;
  if (typeof token !== 'string' || token === '') return { ok: false, cause: 'refused' };
  const expiresInMs = Number(seconds) > 0 ? Number(seconds) * 1000 : null;
  return { ok: true, value: { token, expiresInMs } };
}
