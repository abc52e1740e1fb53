/** One call to version 2 of the API, who makes it, and what it may do. */
import type { Request } from 'express';
import type { XFaults } from './faults.ts';
import { appTokenOnly, forbidden, unauthorized } from './problems.ts';

export interface XKeys {
  readonly userToken: string;
  readonly appToken: string;
  /** What the account's owner has consented to. */
  readonly scopes: readonly string[];
  readonly plan: 'self-serve' | 'enterprise';
}

export interface XCall {
  readonly method: string;
  /** Below `/2`. */
  readonly path: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly json: Readonly<Record<string, unknown>>;
  readonly caller: 'user' | 'app';
}

export function xCall(req: Request, keys: XKeys, faults: XFaults): XCall {
  const token = /^Bearer (.+)$/iu.exec(req.get('authorization') ?? '')?.[1];
  const caller = token === keys.userToken ? 'user' : token === keys.appToken ? 'app' : null;
  if (caller === null || (caller === 'user' && faults.expireToken)) throw unauthorized();
  const query = Object.entries(req.query).flatMap(([name, value]) =>
    typeof value === 'string' ? ([[name, value]] as const) : [],
  );
  const json = typeof req.body === 'object' && req.body !== null ? req.body : {};
  const path = req.path.split('/').filter(Boolean).map(decodeURIComponent);
  return { method: req.method, path, query: new Map(query), json, caller };
}

/** The scope is asked for before the call is looked at. */
export function demandScope({ caller }: XCall, keys: XKeys, ...scopes: readonly string[]): void {
  if (caller !== 'user' || scopes.some((scope) => !keys.scopes.includes(scope))) throw forbidden();
}

export function demandApp({ caller }: XCall, faults: XFaults): void {
  if (caller !== 'app' && faults.appTokenOnly) throw appTokenOnly();
}
