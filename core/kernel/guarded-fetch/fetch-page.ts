/**
 * Fetches what a public page is made of, for a browser that has no network of its own: the platform's hosts, public
 * addresses only, judged on the address connected to, no cookie, no token, within limits of size and time.
 */
import { type Dispatcher, request } from 'undici';
import type { Platform } from '../platform.ts';
import { isLoopbackHost } from './address.ts';
import type { PictureSource } from './fetch-picture.ts';
import { createGuardedAgent } from './guarded-agent.ts';
import { isPictureHost } from './picture-hosts.ts';
import { readAtMost } from './read-at-most.ts';

const PAGE_HOSTS: Readonly<Record<Platform, readonly string[]>> = {
  facebook: ['facebook.com'],
  instagram: ['instagram.com'],
  threads: ['threads.net', 'threads.com'],
  linkedin: ['linkedin.com'],
  youtube: ['youtube.com'],
  x: ['x.com', 'twimg.com'],
  tiktok: ['tiktok.com'],
  generic: [],
  // A server of anybody's.
  mastodon: [],
  bluesky: ['bsky.app'],
};

const MAX_BYTES = 5 * 1024 * 1024;
const TOTAL_MS = 5000;
const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface FetchedPart {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

export interface PageFetcher {
  /** Whether a page of this account may stand there. */
  mayFetch(account: PictureSource, url: string): boolean;
  /** Null: it may not be reached, or was not. */
  fetch(account: PictureSource, url: string): Promise<FetchedPart | null>;
  close(): Promise<void>;
}

const isPageHost = (platform: Platform, hostname: string): boolean =>
  PAGE_HOSTS[platform].some((host) => hostname === host || hostname.endsWith(`.${host}`));

function pageAddress({ platform, demo }: PictureSource, url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  const { hostname, protocol, port, username, password } = address;
  if (username !== '' || password !== '') return null;
  // The demo's platform is on this machine, and what it invented is asked of nobody else.
  if (demo || isLoopbackHost(hostname))
    return demo && isLoopbackHost(hostname) && protocol === 'http:' ? address : null;
  if (protocol !== 'https:' || port !== '') return null;
  return isPageHost(platform, hostname) || isPictureHost(platform, hostname) ? address : null;
}

export function createPageFetcher({ totalMs = TOTAL_MS, maxBytes = MAX_BYTES } = {}): PageFetcher {
  const times = { connectMs: totalMs, totalMs };
  const agents = {
    outside: createGuardedAgent({ loopback: false }, times),
    demo: createGuardedAgent({ loopback: true }, times),
  };

  async function read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<FetchedPart | null> {
    const bytes = await readAtMost(body, maxBytes);
    const type = String(headers['content-type'] ?? 'application/octet-stream');
    return bytes === null ? null : { status: statusCode, type, body: bytes };
  }

  async function follow(account: PictureSource, first: string, signal: AbortSignal) {
    let next = first;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const url = pageAddress(account, next);
      if (url === null) return null;
      const answer = await request(url, {
        dispatcher: isLoopbackHost(url.hostname) ? agents.demo : agents.outside,
        signal,
        headers: { 'accept-encoding': 'identity', 'accept-language': 'sv, nb;q=0.8, en;q=0.5' },
      });
      if (!REDIRECTS.has(answer.statusCode)) return read(answer);
      answer.body.on('error', () => undefined).destroy();
      const { location } = answer.headers;
      if (typeof location !== 'string' || !URL.canParse(location, url)) return null;
      next = new URL(location, url).href;
    }
    return null;
  }

  return {
    mayFetch: (account, url) => pageAddress(account, url) !== null,
    fetch: (account, url) => follow(account, url, AbortSignal.timeout(totalMs)).catch(() => null),
    async close() {
      await Promise.all([agents.outside.close(), agents.demo.close()]);
    },
  };
}
