/** Who is asking: a bearer token, or the person of the session cookie. */
import type { Request, Response } from 'express';
import type {} from 'express-session';
import { type Principal, principalOfPerson, principalOfToken } from '../../core/accounts/people.store.ts';
import { forbidden, invalid, unauthenticated, unavailable } from '../../core/kernel/errors.ts';
import type { ServerDeps } from '../deps.ts';

declare module 'express-session' {
  interface SessionData {
    tenantId: string;
    personId: string;
  }
}

/** The scheme's name has no case (RFC 9110 11.1). */
const BEARER = /^bearer +([\w.~+/=-]{10,300})$/iu;

/** Runs the session middleware; a session store that cannot be reached is 503, not a signed-out person. */
export function loadSession(deps: ServerDeps, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    deps.session(req, res, (error?: unknown) => {
      if (error) reject(unavailable('The session store', error));
      else resolve();
    });
  });
}

/** A page of another origin must not act with the person's cookie. */
export function checkOrigin(req: Request, publicUrl: string | null): void {
  if (req.method === 'GET' || req.method === 'HEAD') return;
  const { origin } = req.headers;
  const allowed = [
    `${req.protocol}://${req.headers.host}`,
    publicUrl === null ? '' : new URL(publicUrl).origin,
  ];
  if (origin === undefined || !allowed.includes(origin))
    throw forbidden('The request comes from another site.');
  if (
    req.headers['content-length'] !== undefined &&
    req.headers['content-length'] !== '0' &&
    !req.is('application/json')
  )
    throw invalid('Send JSON.');
}

/** The principal, or 401. Bearer tokens need no CSRF check: no browser sends them by itself. */
export async function authenticate(deps: ServerDeps, req: Request, res: Response): Promise<Principal> {
  const { authorization } = req.headers;
  if (authorization !== undefined) {
    const token = BEARER.exec(authorization)?.[1];
    const principal = token === undefined ? null : await principalOfToken(deps.db, token, deps.now());
    if (principal === null) {
      await deps.limits.badCredentials.take(req.ip ?? 'unknown');
      throw unauthenticated();
    }
    return principal;
  }
  await loadSession(deps, req, res);
  const { tenantId, personId } = req.session;
  if (tenantId === undefined || personId === undefined) throw unauthenticated();
  checkOrigin(req, deps.settings.publicUrl);
  const principal = await principalOfPerson(deps.db, { tenantId, id: personId });
  if (principal === null) throw unauthenticated();
  return principal;
}
