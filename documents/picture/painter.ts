/**
 * Draws pictures of captures, two at a time, with one browser that starts with the first and ends when nothing is asked
 * of it for a while; after so many pictures it is started anew, so that what a page has leaked is given back.
 */
import type { Browser } from 'playwright-core';
import type { EvidencePackage } from '../../core/evidence/package.ts';
import { type DrawnPage, drawPicture } from './draw.ts';
import type { FoundChromium } from './find-chromium.ts';
import { pictureFonts } from './fonts.ts';
import { type Launched, launchChromium } from './launch.ts';
import { type PublicPage, publicAddress, shootPublicPage } from './public-page.ts';
import { type AttachedPicture, pageHtml, pageWords, pictureHtml } from './template.ts';

const PAGES = 2;
const IDLE_MS = 60_000;
const PICTURES_PER_BROWSER = 100;

export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

export interface PainterState {
  readonly sandbox: 'on' | 'off';
  /** The browser's version once one has run. */
  readonly browser: string | null;
  /** Why none can run; null: one has, or nothing was asked for yet. */
  readonly why: string | null;
}

export interface Painter {
  draw(evidence: EvidencePackage, attached: readonly AttachedPicture[]): Promise<readonly DrawnPage[]>;
  /** The public page as an outsider sees it at `seenAt`; null: it is not public, or could not be reached. */
  drawPublicPage(
    evidence: EvidencePackage,
    page: PublicPage & { readonly seenAt: string },
  ): Promise<readonly DrawnPage[] | null>;
  /** Uses a page of the same browser for something else. Throws {@link NoBrowser} where none can run. */
  withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T>;
  /** Finds out whether one runs before the first picture is asked for; nothing where that is known. */
  prove(): Promise<void>;
  state(): PainterState;
  close(): Promise<void>;
}

export interface PainterOptions {
  find(): Promise<FoundChromium>;
  readonly sandbox: 'on' | 'off';
  readonly idleMs?: number;
}

const wordsFor =
  (evidence: EvidencePackage) =>
  (page: number, pages: number): string =>
    pageWords(evidence, { page, pages });

export function createPainter({ find, sandbox, idleMs = IDLE_MS }: PainterOptions): Painter {
  let launching: Promise<Launched> | null = null;
  let working = 0;
  let drawn = 0;
  let idle: NodeJS.Timeout | undefined;
  let known: Pick<PainterState, 'browser' | 'why'> = { browser: null, why: null };
  const waiting: (() => void)[] = [];

  async function start(): Promise<Launched> {
    const found = await find();
    if ('why' in found) {
      known = { browser: null, why: found.why };
      throw new NoBrowser(found.why);
    }
    try {
      const launched = await launchChromium({ ...found, sandbox });
      launched.browser.once('disconnected', () => {
        launching = null;
      });
      known = { browser: launched.browser.version(), why: null };
      return launched;
    } catch (error) {
      known = { browser: null, why: 'the browser does not start' };
      throw new NoBrowser('The browser does not start.', { cause: error });
    }
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const ending = launching;
    launching = null;
    drawn = 0;
    await ending?.then(
      (launched) => launched.close(),
      () => undefined,
    );
  }

  /** A start that failed is tried again by the next who asks. */
  async function browserOf(): Promise<Browser> {
    launching ??= start();
    try {
      return (await launching).browser;
    } catch (error) {
      launching = null;
      throw error;
    }
  }

  async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    clearTimeout(idle);
    if (working >= PAGES) await new Promise<void>((resolve) => waiting.push(resolve));
    else working += 1;
    try {
      return await work(await browserOf());
    } finally {
      drawn += 1;
      const next = waiting.shift();
      if (next !== undefined) next();
      else working -= 1;
      if (working === 0) {
        if (drawn >= PICTURES_PER_BROWSER) await stop();
        else idle = setTimeout(() => void stop(), idleMs).unref();
      }
    }
  }

  return {
    withBrowser,
    async draw(evidence, attached) {
      const html = pictureHtml(evidence, attached, await pictureFonts());
      return withBrowser((browser) => drawPicture(browser, { html, pageWords: wordsFor(evidence) }));
    },
    async drawPublicPage(evidence, { seenAt, ...page }) {
      const address = publicAddress(evidence, page);
      if (address === null) return null;
      return withBrowser(async (browser) => {
        const png = await shootPublicPage(browser, address, page);
        if (png === null) return null;
        const dataUrl = `data:image/png;base64,${png.toString('base64')}`;
        const html = pageHtml(evidence, await pictureFonts(), { dataUrl, seenAt });
        return drawPicture(browser, { html, pageWords: wordsFor(evidence) });
      });
    },
    async prove() {
      if (working > 0 || known.browser !== null) return;
      await withBrowser(async () => undefined).catch(() => undefined);
      if (working === 0) await stop();
    },
    state: () => ({ sandbox, ...known }),
    close: stop,
  };
}
