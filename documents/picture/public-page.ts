/**
 * The public page as an outsider sees it, beside the picture drawn from our data. The browser has no network: what the
 * page is made of is fetched for it, and only from where a page of the account may stand.
 */
import type { Browser, Page, Route } from 'playwright-core';
import type { EvidencePackage } from '../../core/evidence/package.ts';
import type { PageFetcher } from '../../core/kernel/guarded-fetch/fetch-page.ts';
import type { PictureSource } from '../../core/kernel/guarded-fetch/fetch-picture.ts';
import { MAX_HEIGHT } from './draw.ts';
import { PICTURE_WIDTH } from './style.ts';

/** A removal waits for the whole picture; the page must not keep it waiting. */
const LIMIT_MS = 6000;
const STILL_MS = 500;
/** Room for the head that says what it is. */
const SHOWN_HEIGHT = MAX_HEIGHT - 400;
const MAX_REQUESTS = 150;

export interface PublicPage {
  readonly source: PictureSource;
  readonly fetcher: PageFetcher;
}

/** The address to look at; null: it is not public, or something beside it must not be seen. */
export function publicAddress(evidence: EvidencePackage, { source, fetcher }: PublicPage): string | null {
  const { permalink, visibility } = evidence.object;
  if (permalink === null || visibility !== 'public' || evidence.withoutContent) return null;
  if (evidence.thread.some(({ withheld }) => withheld)) return null;
  return fetcher.mayFetch(source, permalink) ? permalink : null;
}

function answering({ source, fetcher }: PublicPage): (route: Route) => Promise<void> {
  let asked = 0;
  return async (route) => {
    asked += 1;
    const wanted = route.request();
    const part =
      wanted.method() === 'GET' && asked <= MAX_REQUESTS ? await fetcher.fetch(source, wanted.url()) : null;
    // A page that is closed meanwhile wants no answer.
    const answered = part
      ? route.fulfill({ status: part.status, contentType: part.type, body: part.body })
      : route.abort();
    await answered.catch(() => undefined);
  };
}

async function shot(page: Page, address: string): Promise<Buffer | null> {
  const response = await page.goto(address, { waitUntil: 'load', timeout: LIMIT_MS });
  if (response === null || !response.ok()) return null;
  await page.waitForLoadState('networkidle', { timeout: STILL_MS }).catch(() => undefined);
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const height = Math.max(1, Math.min(SHOWN_HEIGHT, whole));
  await page.setViewportSize({ width: PICTURE_WIDTH, height });
  return page.screenshot({ type: 'png', animations: 'disabled', timeout: LIMIT_MS });
}

/** Null: it could not be reached in time. */
export async function shootPublicPage(
  browser: Browser,
  address: string,
  publicPage: PublicPage,
): Promise<Buffer | null> {
  const context = await browser.newContext({
    viewport: { width: PICTURE_WIDTH, height: 1000 },
    colorScheme: 'light',
    serviceWorkers: 'block',
    acceptDownloads: false,
    permissions: [],
  });
  const tooLate = setTimeout(() => void context.close().catch(() => undefined), LIMIT_MS);
  try {
    await context.route('**/*', answering(publicPage));
    // Sockets are not fetched for it, and it has no way to open one.
    await context.routeWebSocket(/.*/u, (socket) => void socket.close());
    return await shot(await context.newPage(), address);
  } catch {
    return null;
  } finally {
    clearTimeout(tooLate);
    await context.close().catch(() => undefined);
  }
}
