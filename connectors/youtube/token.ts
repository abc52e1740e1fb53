/**
 * An account's token is what Google's own tools write for a user (`authorized_user`: client_id, client_secret,
 * refresh_token), from which access tokens of an hour are made; or one access token alone, which dies within the hour.
 */
import { createHash } from 'node:crypto';
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createHttpClient } from '../shared/http.ts';
import { isRecord, textOf } from '../shared/read.ts';
import type { Refusal } from './errors.ts';

export type Bearer =
  | { readonly ok: true; readonly token: string; readonly scopes: readonly string[] | null }
  | { readonly ok: false; readonly refusal: Refusal };

interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const refused = (refusal: Pick<Refusal, 'state' | 'cause'>): Bearer => ({
  ok: false,
  refusal: { ...refusal, afterMs: null, certain: true, reason: null },
});
const DEAD = refused({ state: 'blocked', cause: 'token-expired' });
const AWAY = refused({ state: 'retry', cause: 'unreachable' });

/** A little before its end, so that none dies on its way. */
const EARLY_MS = 60_000;
const HOUR_S = 3600;
/** More accounts than an installation has. */
const MOST_KEPT = 500;

const send = createHttpClient();
/** By the hash of what they were made from. In memory only, for as long as they live. */
const made = new Map<string, { token: string; until: number; scopes: readonly string[] | null }>();

const keyOf = ({ apiBase, token }: AccountAccess): string =>
  createHash('sha256').update(apiBase).update('\u001f').update(token).digest('hex');

function credentialsOf(token: string): Credentials | null {
  if (!token.trimStart().startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(token);
    if (!isRecord(parsed)) return null;
    const [clientId, clientSecret, refreshToken] = [
      textOf(parsed.client_id),
      textOf(parsed.client_secret),
      textOf(parsed.refresh_token),
    ];
    if (!clientId || !clientSecret || !refreshToken) return null;
    return { clientId, clientSecret, refreshToken };
  } catch {
    return null;
  }
}

/** Google's endpoint for Google, that of the account's own base for any other: a simulator is one. */
function tokenBase(apiBase: string): string {
  if (!URL.canParse(apiBase)) return '';
  const { hostname, origin } = new URL(apiBase);
  return hostname.endsWith('.googleapis.com') ? 'https://oauth2.googleapis.com' : origin;
}

/** What a call is authorised with. A dead or withdrawn refresh token is told as expired. */
export async function bearerOf(access: AccountAccess, now: number): Promise<Bearer> {
  const credentials = credentialsOf(access.token);
  if (credentials === null)
    return access.token.trimStart().startsWith('{')
      ? DEAD
      : { ok: true, token: access.token.trim(), scopes: null };
  const kept = made.get(keyOf(access));
  if (kept !== undefined && kept.until > now) return { ok: true, ...kept };
  return refresh(access, credentials, now);
}

/** Whether another access token can be made after this one was turned away. */
export function forgetBearer(access: AccountAccess): boolean {
  return made.delete(keyOf(access));
}

async function refresh(access: AccountAccess, credentials: Credentials, now: number): Promise<Bearer> {
  const { clientId, clientSecret, refreshToken } = credentials;
  const client = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const answer = await send({
    base: tokenBase(access.apiBase),
    token: '',
    method: 'POST',
    path: ['token'],
    form: { grant_type: 'refresh_token', refresh_token: refreshToken },
    headers: { authorization: `Basic ${client.toString('base64')}` },
  });
  if (answer.kind === 'cannot') return refused({ state: 'blocked', cause: 'unreachable' });
  if (answer.kind !== 'answered') return AWAY;
  const { status, body } = answer;
  const token = isRecord(body) ? textOf(body.access_token) : null;
  if (status === 200 && isRecord(body) && token !== null) {
    const seconds = Number(body.expires_in) || HOUR_S;
    const scopes = textOf(body.scope)?.split(' ') ?? null;
    if (made.size >= MOST_KEPT) made.clear();
    made.set(keyOf(access), { token, until: now + seconds * 1000 - EARLY_MS, scopes });
    return { ok: true, token, scopes };
  }
  // invalid_grant: expired after seven days of testing, six months unused, or withdrawn. Others: a wrong client.
  return status >= 400 && status < 500 && status !== 429 ? DEAD : AWAY;
}
