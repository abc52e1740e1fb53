/** What stands before every call: version, protocol, encoding, token, scope, quota, and what a test wants to go wrong. */
import type { Request } from 'express';
import { badRequest, badToken, denied, LinkedInError, noVersion, throttled } from './errors.ts';

export const SCOPES = [
  'rw_organization_admin',
  'r_organization_social',
  'r_organization_social_feed',
  'w_organization_social_feed',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What a test or a page switches. */
export interface Switches {
  token: string;
  /** Of the token: dead from the next call. */
  tokenIsDead: boolean;
  readonly denied: Set<Scope>;
  /** No source says whether a page may delete what members wrote. */
  mayDeleteOthers: boolean;
  /** Calls that are left today, per resource; null: no end. */
  callsLeft: number | null;
  /** Versions from and to (YYYYMM) that are served. */
  versions: readonly [first: string, last: string];
  /** The next writes are carried out, and their answers are cut off or are errors. */
  readonly afterWrite: ('lost' | number)[];
  /** The next calls are refused before anything is done. */
  readonly failures: number[];
}

export const freshSwitches = (token: string): Switches => ({
  token,
  tokenIsDead: false,
  denied: new Set(),
  mayDeleteOthers: false,
  callsLeft: null,
  versions: ['202511', '202610'],
  afterWrite: [],
  failures: [],
});

/** Colons and brackets in a value are encoded; those of `List(…)` and `(a:b)` are structure. */
function assertEncoded({ originalUrl }: Request): void {
  if (/urn:li:/u.test(originalUrl)) throw badRequest('URNs in paths and queries must be URL encoded');
  const inPath = originalUrl.split('?')[0] ?? '';
  if (/comment%3A\(/u.test(inPath)) throw badRequest('Invalid complex key');
}

/** @throws LinkedInError */
export function admit(req: Request, switches: Switches, scope: Scope): void {
  if (req.get('x-restli-protocol-version') !== '2.0.0') throw badRequest('Invalid Restli protocol version');
  const version = req.get('linkedin-version') ?? '';
  const [first, last] = switches.versions;
  if (!/^\d{6}$/u.test(version) || version < first || version > last) throw noVersion(version);
  assertEncoded(req);
  if (switches.tokenIsDead) throw badToken(65_601);
  if (req.get('authorization') !== `Bearer ${switches.token}`) throw badToken();
  if (switches.callsLeft !== null) {
    if (switches.callsLeft <= 0) throw throttled();
    switches.callsLeft -= 1;
  }
  if (switches.denied.has(scope)) throw denied(`${req.method} ${scope}`);
  const failure = switches.failures.shift();
  if (failure !== undefined) throw new LinkedInError(failure, { message: 'told by a test' });
}
