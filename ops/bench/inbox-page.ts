/** What is measured inside the browser, the same on the product's page and on the static one: they share class names. */
import type { Page } from 'playwright-core';
import { quantile } from './quantile.ts';

declare global {
  interface Window {
    /** Milliseconds from the next key or click to the painted text of the row that is then the selected one. */
    benchPainted?: Promise<number>;
    /** Milliseconds from navigation to the painted first row. */
    benchFirstRow?: Promise<number>;
  }
}

const WARM_UP = 20;
/** As a person who reads a line: the answer to the last has come, and the address is written. */
const REST_MS = 350;
const READY_MS = 1500;
const STEP_PX = 240;

export interface Times {
  readonly p50: number;
  readonly p95: number;
}

const timesOf = (all: readonly number[]): Times => ({ p50: quantile(all, 0.5), p95: quantile(all, 0.95) });

/** Runs in the page. */
function listenFor(type: 'click' | 'keydown'): void {
  const shown = () => document.querySelector('.selected-item .message__name')?.textContent ?? '';
  const isShown = (before: string): boolean => {
    const row = document.querySelector('.row[aria-current="true"] .row__author')?.textContent ?? null;
    const text = document.querySelector('.selected-item .selected-item__text')?.textContent ?? '';
    return shown() !== before && shown() === row && text !== '';
  };
  window.benchPainted = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`Nothing was painted: "${shown()}".`)), 20_000);
    const heard = ({ timeStamp }: Event): void => {
      const before = shown();
      const look = (): void => {
        if (!isShown(before)) return void requestAnimationFrame(look);
        // What is posted in a frame is heard when that has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener(type, heard, { once: true, capture: true });
  });
}

async function sampled(
  page: Page,
  { samples, type }: { samples: number; type: 'click' | 'keydown' },
  act: (nth: number) => Promise<void>,
): Promise<Times> {
  const all: number[] = [];
  for (let nth = 0; nth < WARM_UP + samples; nth++) {
    await page.evaluate(listenFor, type);
    await act(nth);
    const took = await page.evaluate(() => window.benchPainted as Promise<number>);
    if (nth >= WARM_UP) all.push(took);
    await page.waitForTimeout(REST_MS);
  }
  return timesOf(all);
}

/** A click on a row that was not shown before. */
export async function openings(page: Page, samples: number): Promise<Times> {
  const box = await page.locator('.rows').boundingBox();
  if (box === null) throw new Error('There is no list.');
  return sampled(page, { samples, type: 'click' }, async (nth) => {
    await page.locator('.rows').evaluate((rows, top) => rows.scrollTo({ top }), nth * 2 * 92);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.waitForFunction(
      (place) =>
        document.elementFromPoint(place.x, place.y)?.closest('.row:not([aria-current="true"])') !== null,
      { x, y },
    );
    await page.mouse.click(x, y);
    await page.mouse.move(0, 0);
  });
}

export async function steps(page: Page, samples: number): Promise<Times> {
  // A row is painted some time before keys are listened to.
  await page.waitForTimeout(READY_MS);
  return sampled(page, { samples, type: 'keydown' }, () => page.keyboard.press('j'));
}

/** Before any page is opened. */
export async function watchFirstRow(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.benchFirstRow = new Promise((resolve) => {
      const look = (): void => {
        if (document.querySelector('.row') === null) return void requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  });
}

export async function navigations(page: Page, url: string, samples: number): Promise<Times> {
  const all: number[] = [];
  for (let nth = 0; nth <= samples; nth++) {
    await page.goto('about:blank');
    await page.goto(url);
    const took = await page.evaluate(() => window.benchFirstRow as Promise<number>);
    if (nth > 0) all.push(took);
    await page.waitForTimeout(REST_MS);
  }
  return timesOf(all);
}

export interface Scrolled {
  readonly longest: number;
  readonly p95: number;
  readonly over50: number;
  readonly frames: number;
}

/** Down through so many rows, a step a frame; where the next page is awaited, until it has come. */
export async function scroll(page: Page, rows: number): Promise<Scrolled> {
  const frames = await page.evaluate(
    async ({ wanted, step }) => {
      const list = document.querySelector('.rows') as HTMLElement;
      const frame = () => new Promise<number>(requestAnimationFrame);
      list.scrollTo({ top: 0 });
      await frame();
      const all: number[] = [];
      let last = await frame();
      while (list.scrollTop < wanted && all.length < 20_000) {
        list.scrollBy(0, step);
        const now = await frame();
        all.push(now - last);
        last = now;
      }
      return all;
    },
    { wanted: rows * 92 - 1000, step: STEP_PX },
  );
  return {
    longest: Math.max(...frames),
    p95: quantile(frames, 0.95),
    over50: frames.filter((took) => took > 50).length,
    frames: frames.length,
  };
}
