/**
 * Fetches one picture of a comment into memory: https, hosts of its platform, public addresses, 10 MB, 10 s with all
 * redirects. Nothing is written anywhere. The account's token never goes along.
 */
import { type Dispatcher, request } from 'undici';
import type { Account } from '../../accounts/account.ts';
import { isLoopbackHost } from './address.ts';
import { BlockedAddress, createGuardedAgent } from './guarded-agent.ts';
import { isPictureHost } from './picture-hosts.ts';
import { type PictureType, pictureTypeOf } from './picture-type.ts';

const CONNECT_MS = 5000;
const PICTURE_TOTAL_MS = 10_000;
const PICTURE_MAX_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** `unreachable` and `timeout` may pass; the others will not. */
export type FetchCause = 'blocked-host' | 'gone' | 'unreachable' | 'timeout' | 'too-large' | 'unsupported';

export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Buffer; readonly type: PictureType }
  | { readonly ok: false; readonly cause: FetchCause };

export interface PictureFetcher {
  fetch(account: Pick<Account, 'platform' | 'demo'>, url: string): Promise<FetchedPicture>;
  close(): Promise<void>;
}

const no = (cause: FetchCause): FetchedPicture => ({ ok: false, cause });

/** The address, or null where it is not one that a picture of this account may come from. */
export function pictureAddress(account: Pick<Account, 'platform' | 'demo'>, url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.username !== '' || address.password !== '') return null;
  if (isLoopbackHost(address.hostname))
    return account.demo && (address.protocol === 'http:' || address.protocol === 'https:') ? address : null;
  const allowed = address.protocol === 'https:' && address.port === '';
  return allowed && isPictureHost(account.platform, address.hostname) ? address : null;
}

async function readAtMost(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const isBlocked = (error: unknown): boolean =>
  error instanceof BlockedAddress || (error as { cause?: unknown } | null)?.cause instanceof BlockedAddress;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What a status without a picture means. Signed addresses that have run out answer 403. */
function refusal(status: number): FetchCause {
  if (status === 429 || status >= 500) return 'unreachable';
  return status >= 400 ? 'gone' : 'unsupported';
}

export function createPictureFetcher({
  totalMs = PICTURE_TOTAL_MS,
  maxBytes = PICTURE_MAX_BYTES,
} = {}): PictureFetcher {
  const times = { connectMs: Math.min(CONNECT_MS, totalMs), totalMs };
  const agents = {
    outside: createGuardedAgent({ loopback: false }, times),
    demo: createGuardedAgent({ loopback: true }, times),
  };

  async function read(answer: Dispatcher.ResponseData): Promise<FetchedPicture> {
    const { statusCode, headers, body } = answer;
    const declared = String(headers['content-type'] ?? '');
    const length = Number(headers['content-length'] ?? 0);
    const refused =
      statusCode !== 200
        ? refusal(statusCode)
        : length > maxBytes
          ? 'too-large'
          : declared.toLowerCase().startsWith('image/')
            ? null
            : 'unsupported';
    if (refused !== null) {
      body.on('error', () => undefined).destroy();
      return no(refused);
    }
    const bytes = await readAtMost(body, maxBytes);
    if (bytes === null) return no('too-large');
    const type = pictureTypeOf(bytes);
    return type === null ? no('unsupported') : { ok: true, bytes, type };
  }

  async function follow(
    account: Pick<Account, 'platform' | 'demo'>,
    first: string,
    signal: AbortSignal,
  ): Promise<FetchedPicture> {
    let next = first;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const url = pictureAddress(account, next);
      if (url === null) return no('blocked-host');
      const answer = await request(url, {
        dispatcher: isLoopbackHost(url.hostname) ? agents.demo : agents.outside,
        signal,
        headers: { accept: 'image/jpeg, image/png, image/webp, image/gif', 'accept-encoding': 'identity' },
      });
      if (!REDIRECTS.has(answer.statusCode)) return read(answer);
      answer.body.on('error', () => undefined).destroy();
      const { location } = answer.headers;
      if (typeof location !== 'string' || !URL.canParse(location, url)) return no('unsupported');
      next = new URL(location, url).href;
    }
    return no('blocked-host');
  }

  return {
    async fetch(account, url) {
      const signal = AbortSignal.timeout(totalMs);
      try {
        return await follow(account, url, signal);
      } catch (error) {
        if (signal.aborted) return no('timeout');
        return no(isBlocked(error) ? 'blocked-host' : 'unreachable');
      }
    },
    async close() {
      await Promise.all([agents.outside.close(), agents.demo.close()]);
    },
  };
}
