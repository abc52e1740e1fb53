/** Who listens on a socket, and whether they still may: by a token, or by the session of a person. */
import type { SessionData, Store } from 'express-session';
import type { Socket } from 'socket.io';
import { principalOfPerson, principalOfToken } from '../../core/accounts/people.store.ts';
import { may } from '../../core/kernel/authorise.ts';
import type { Scope } from '../../core/kernel/roles.ts';
import type { ServerDeps } from '../deps.ts';

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session'; readonly id: string; readonly store: Store | undefined };

export function credentialsOf(socket: Socket): Credentials | null {
  const { token } = socket.handshake.auth as { token?: unknown };
  if (typeof token === 'string') return { kind: 'token', token };
  const { sessionID, sessionStore } = socket.request as unknown as {
    sessionID?: string;
    sessionStore?: Store;
  };
  return sessionID === undefined ? null : { kind: 'session', id: sessionID, store: sessionStore };
}

/** Equal for sockets that are looked up together. */
export const keyOf = (credentials: Credentials): string =>
  credentials.kind === 'token' ? `token ${credentials.token}` : `session ${credentials.id}`;

/** As the store has it now: signed out and expired sessions are not there. */
function storedSession(store: Store | undefined, id: string): Promise<SessionData | null> {
  return new Promise((resolve, reject) => {
    if (store === undefined) return resolve(null);
    store.get(id, (error, session) => (error ? reject(error) : resolve(session ?? null)));
  });
}

/** The person who is signed in; a token is nobody's presence. */
export async function personOf(credentials: Credentials): Promise<{ tenantId: string; id: string } | null> {
  if (credentials.kind === 'token') return null;
  const { tenantId, personId } = (await storedSession(credentials.store, credentials.id)) ?? {};
  return tenantId === undefined || personId === undefined ? null : { tenantId, id: personId };
}

async function scopeNow(deps: ServerDeps, credentials: Credentials): Promise<Scope | null> {
  if (credentials.kind === 'token')
    return (await principalOfToken(deps.db, credentials.token, deps.now()))?.scope ?? null;
  const person = await personOf(credentials);
  return person && ((await principalOfPerson(deps.db, person))?.scope ?? null);
}

/** What they may hear of now; null: nothing any more. Throws when a store cannot be asked. */
export async function listeningScope(deps: ServerDeps, credentials: Credentials): Promise<Scope | null> {
  const scope = await scopeNow(deps, credentials);
  return scope !== null && may(scope, 'items:read') ? scope : null;
}
