/**
 * Signed-in sessions, by the AT protocol's own client (`@atproto/api`), which is handed the guarded fetch. It is large, so
 * it is loaded by the first call and not by whoever reads deliveries. A session lives in memory alone: signing in is
 * counted (300 a day), so one is kept for as long as the app password and the account are the same.
 */
import { createHash } from 'node:crypto';
import type { CredentialSession } from '@atproto/api';
import type { AccountAccess } from '../../core/actions/connector.ts';
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';
import { createGuardedFetch } from '../shared/guarded-fetch.ts';

const MAX_SESSIONS = 500;
const sessions = new Map<string, Promise<CredentialSession>>();
const [outside, here] = [createGuardedFetch(), createGuardedFetch({ loopback: true })];

const keyOf = ({ apiBase, externalId, token }: AccountAccess): string =>
  createHash('sha256')
    .update(JSON.stringify([apiBase, externalId, token]))
    .digest('hex');

async function signIn({ apiBase, externalId, token }: AccountAccess): Promise<CredentialSession> {
  const { CredentialSession } = await import('@atproto/api');
  const server = new URL(apiBase);
  const session = new CredentialSession(server, isLoopbackHost(server.hostname) ? here : outside);
  await session.login({ identifier: externalId, password: token });
  return session;
}

/** Rejects as the library does. Who asks at once waits for the one sign-in. */
export function sessionOf(access: AccountAccess): Promise<CredentialSession> {
  const key = keyOf(access);
  const kept = sessions.get(key);
  if (kept !== undefined) return kept;
  const signingIn = signIn(access);
  signingIn.catch(() => sessions.delete(key));
  sessions.set(key, signingIn);
  const [oldest] = sessions.keys();
  if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  return signingIn;
}

export const forgetSession = (access: AccountAccess): boolean => sessions.delete(keyOf(access));

/** What of a text is a link or a tag, by bytes, as Bluesky's own app finds it. Names are not looked up. */
export async function facetsOf(text: string): Promise<readonly unknown[]> {
  const { RichText } = await import('@atproto/api');
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  return (rich.facets ?? []).filter(({ features }) =>
    features.every(({ $type }) => $type !== 'app.bsky.richtext.facet#mention'),
  );
}
