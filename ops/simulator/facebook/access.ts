/** Who calls, and what the platform lets them (platforms.md 1.6). */
import { createHmac } from 'node:crypto';
import { denied, expired, GraphError } from './errors.ts';

export interface Keys {
  readonly pageToken: string;
  /** A person's token: reads, but sees no comments, without an error. */
  readonly userToken: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly scopes: readonly string[];
}

export type Caller = 'page' | 'user' | 'app';

function callerOf(token: string | null, keys: Keys): Caller | null {
  if (token === keys.pageToken) return 'page';
  if (token === keys.userToken) return 'user';
  return token === `${keys.appId}|${keys.appSecret}` ? 'app' : null;
}

/** The caller, or the error that the platform gives. */
export function authenticate(
  call: { token: string | null; proof: string | null },
  keys: Keys,
  tokenExpired: boolean,
): Caller {
  const { token, proof } = call;
  if (token === null || token === '') {
    throw new GraphError('An access token is required to request this resource.', { code: 104 });
  }
  const caller = callerOf(token, keys);
  if (!caller) throw new GraphError('Invalid OAuth access token - Cannot parse access token', { code: 190 });
  if (tokenExpired && caller !== 'app') throw expired();
  const wanted = createHmac('sha256', keys.appSecret).update(token).digest('hex');
  if (proof !== null && proof !== wanted) {
    throw new GraphError('Invalid appsecret_proof provided in the API argument', { code: 100 });
  }
  return caller;
}

/** Writes and page settings need the Page token and the scope. */
export function demand(caller: Caller, keys: Keys, scope: string): void {
  if (caller !== 'page' || !keys.scopes.includes(scope)) throw denied();
}

/** What `debug_token` says. */
export function tokenInfo(
  input: string,
  keys: Keys,
  { page, tokenExpired }: { page: { id: string }; tokenExpired: boolean },
): object {
  const caller = callerOf(input, keys);
  if (!caller) {
    const error = { code: 190, message: 'Invalid OAuth access token.' };
    return { data: { error, is_valid: false, scopes: [] } };
  }
  const valid = caller === 'app' || !tokenExpired;
  const error = { code: 190, message: expired().message, subcode: 463 };
  const common = { app_id: keys.appId, application: 'Uppsikt', is_valid: valid, ...(valid ? {} : { error }) };
  if (caller === 'app') return { data: { ...common, type: 'APP', scopes: [] } };
  const granular_scopes = keys.scopes.map((scope) => ({ scope, target_ids: [page.id] }));
  const rest = { expires_at: 0, data_access_expires_at: 0, scopes: keys.scopes, granular_scopes };
  const who = { user_id: '300000000000001', ...(caller === 'page' ? { profile_id: page.id } : {}) };
  return { data: { ...common, type: caller === 'page' ? 'PAGE' : 'USER', ...rest, ...who } };
}
