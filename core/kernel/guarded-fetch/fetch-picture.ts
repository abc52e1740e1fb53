/**
 * Fetches one picture of a comment into memory: https, hosts of its platform, public addresses, 10 MB, 10 s with all
 * redirects. Nothing is written anywhere. The account's token never goes along.
 */
import { type Dispatcher, request } from 'undici';
import type { Platform } from '../platform.ts';
import { isLoopbackHost } from './address.ts';
import { BlockedAddress, createGuardedAgent } from './guarded-agent.ts';
import { isPictureHost } from './picture-hosts.ts';
import { readAtMost } from './read-at-most.ts';

const CONNECT_MS = 5000;
const PICTURE_TOTAL_MS = 10_000;
const PICTURE_MAX_BYTES = 10 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** What of an account decides where its pictures may come from. */
export interface PictureSource {
  readonly platform: Platform;
  readonly demo: boolean;
}

/** Told by its first bytes, whatever its address or its server calls it. */
const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Null: none of the kinds that the model can look at; svg, html and films among them. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (bytes.length < 12) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (/^GIF8[79]a$/u.test(latin(bytes, 0, 6))) return 'image/gif';
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** `unreachable` and `timeout` may pass; the others will not. */
export type FetchCause = 'blocked-host' | 'gone' | 'unreachable' | 'timeout' | 'too-large' | 'unsupported';

export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Buffer; readonly type: PictureType }
  | { readonly ok: false; readonly cause: FetchCause };

export interface PictureFetcher {
  fetch(account: PictureSource, url: string): Promise<FetchedPicture>;
  close(): Promise<void>;
}

const no = (cause: FetchCause): FetchedPicture => ({ ok: false, cause });

/** The address, or null where it is not one that a picture of this account may come from. */
export function pictureAddress(account: PictureSource, url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.username !== '' || address.password !== '') return null;
  if (isLoopbackHost(address.hostname))
    return account.demo && (address.protocol === 'http:' || address.protocol === 'https:') ? address : null;
  const allowed = address.protocol === 'https:' && address.port === '';
  return allowed && isPictureHost(account.platform, address.hostname) ? address : null;
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

  async function follow(account: PictureSource, first: string, signal: AbortSignal): Promise<FetchedPicture> {
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
