/**
 * `fetch` for client libraries that take one: the guard of http.ts holds for them as well. Public addresses only, https,
 * no redirect, 10 s, 2 MB, and what was never sent is told from what is lost.
 */
import { type Dispatcher, request } from 'undici';
import { isLoopbackHost } from '../../core/kernel/guarded-fetch/address.ts';
import { readAtMost } from '../../core/kernel/guarded-fetch/read-at-most.ts';
import { dispatcherOf, isBlocked, MAX_BYTES, TOTAL_MS, wasNeverSent } from './http.ts';

/** Thrown for want of an answer; libraries pass it on as a `cause`. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly kind: 'cannot' | 'unsent' | 'lost';

  constructor(kind: 'cannot' | 'unsent' | 'lost') {
    super(`The call was not answered: ${kind}.`);
    this.kind = kind;
  }
}

/** What a library made of it. */
export function unansweredIn(error: unknown): Unanswered | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (at instanceof Unanswered) return at;
  return null;
}

function assertSafe({ protocol, hostname, username, password }: URL, loopback: boolean): void {
  const isHere = isLoopbackHost(hostname);
  const safe = isHere ? loopback : protocol === 'https:';
  if (!safe || username !== '' || password !== '') throw new Unanswered('cannot');
}

/** Node's own refuses an address with a password in it, by a TypeError. */
function requestOf(...asked: Parameters<typeof fetch>): Request {
  try {
    return new Request(...asked);
  } catch {
    throw new Unanswered('cannot');
  }
}

const BODILESS = new Set([204, 205, 304]);

/**
 * `loopback`: also this machine itself, for an account whose own server is here (a simulator). A server elsewhere that
 * sends the library on to this machine is refused.
 */
export function createGuardedFetch({
  loopback = false,
  totalMs = TOTAL_MS,
  maxBytes = MAX_BYTES,
} = {}): typeof fetch {
  const dispatcherFor = dispatcherOf({ totalMs, anyServer: true });
  return async (input, init) => {
    const asked = requestOf(input, init);
    const url = new URL(asked.url);
    assertSafe(url, loopback);
    const sent = asked.body === null ? null : Buffer.from(await asked.arrayBuffer());
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: dispatcherFor(url) as Dispatcher,
        method: asked.method as 'GET',
        headers: Object.fromEntries(asked.headers),
        body: sent,
        signal: AbortSignal.timeout(totalMs),
      });
      const bytes = await readAtMost(body, maxBytes);
      if (bytes === null) throw new Unanswered('lost');
      const told = Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((part): [string, string] => [name, part]),
      );
      return new Response(BODILESS.has(statusCode) ? null : new Uint8Array(bytes), {
        status: statusCode,
        headers: told,
      });
    } catch (error) {
      if (error instanceof Unanswered) throw error;
      throw new Unanswered(isBlocked(error) ? 'cannot' : wasNeverSent(error) ? 'unsent' : 'lost');
    }
  };
}
