/**
 * `uppsikt bench inbox`: the inbox in Chromium with 100,000 items in the store, as a moderator has it in hand, and beside
 * each figure the raw limit: a static page of the same rows in the same browser. On a machine that is quiet when it
 * begins, a mark that is missed ends the command with 1.
 */
import { availableParallelism, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { ItemPage, ItemShape } from '../../core/inbox/items.contract.ts';
import { findChromium } from '../../documents/picture/find-chromium.ts';
import { createProgress } from '../services/progress.ts';
import { type InboxGround, openInboxGround } from './inbox-ground.ts';
import {
  navigations,
  openings,
  type Scrolled,
  scroll,
  steps,
  type Times,
  watchFirstRow,
} from './inbox-page.ts';
import type { Report, Row } from './report.ts';
import { serveStatic, staticPage } from './static-rows.ts';

const ITEMS = 100_000;
const ROWS = 5_000;
const SAMPLES = 200;
const NAVIGATIONS = 20;
const OPEN_MS = 100;
const STEP_MS = 50;
const FIRST_ROW_MS = 1000;
const FRAME_MS = 50;
const ROW_BYTES = 1000;
const VIEWPORT = { width: 1280, height: 800 };

interface Measured {
  readonly open: Times;
  readonly step: Times;
  readonly first: Times;
  readonly scrolled: Scrolled;
}

async function measured(page: Page, url: string): Promise<Measured> {
  const onStep = createProgress();
  const first = await onStep('Navigating', () => navigations(page, url, NAVIGATIONS));
  const open = await onStep('Opening', () => openings(page, SAMPLES));
  await page.goto(url);
  await page.locator('.row').first().waitFor();
  const step = await onStep('Stepping', () => steps(page, SAMPLES));
  return { first, open, step, scrolled: await onStep('Scrolling', () => scroll(page, ROWS)) };
}

async function launch(): Promise<Browser> {
  const found = await findChromium(process.env);
  if ('why' in found) throw new Error(`No browser: ${found.why}.`);
  const { path, libraries } = found;
  return chromium.launch({
    executablePath: path,
    ...(libraries === null
      ? {}
      : { env: { ...process.env, LD_LIBRARY_PATH: libraries } as Record<string, string> }),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'sv-SE', viewport: VIEWPORT })).newPage();
  await watchFirstRow(page);
  return page;
}

interface Bytes {
  readonly plain: number;
  readonly compressed: number;
}

/** Of a row, as the page asks for them. */
async function bytesOfRow(ground: InboxGround, path: string): Promise<Bytes> {
  const headers = { authorization: `Bearer ${ground.token}` };
  const text = await (await fetch(`${ground.url}${path}`, { headers })).text();
  const { rows } = JSON.parse(text) as { rows: unknown[] };
  return {
    plain: Buffer.byteLength(text) / rows.length,
    compressed: gzipSync(text).length / rows.length,
  };
}

async function itemsOf({ url, token }: InboxGround, count: number): Promise<ItemShape[]> {
  const items: ItemShape[] = [];
  for (let cursor: string | null = ''; cursor !== null && items.length < count; ) {
    const at = `${url}/api/items?view=all&sort=due&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = (await (
      await fetch(at, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as ItemPage;
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

interface Mark {
  readonly figure: string;
  readonly value: number;
  readonly below: number;
  readonly raw: number;
}
const rowOf = ({ figure, value, below, raw }: Mark): Row & { raw: number; ratio: number } => {
  const met = value < below;
  return { figure, value, must: `under ${below.toLocaleString('en-GB')}`, met, raw, ratio: value / raw };
};

export async function run(): Promise<Report> {
  const [load = 0] = loadavg();
  const isQuiet = load < availableParallelism() / 2;
  const ground = await openInboxGround(ITEMS);
  let browser: Browser | undefined;
  try {
    browser = await launch();
    const html = staticPage(await itemsOf(ground, ROWS));
    const fixed = await serveStatic(html);
    const raw = await measured(await newPage(browser), fixed.url);
    await fixed.stop();
    const page = await newPage(browser);
    let asked = '';
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname === '/api/items' && asked === '') asked = pathname + search;
    });
    await page.goto(ground.link);
    await page.locator('.row').first().waitFor();
    const ours = await measured(page, `${ground.url}/inbox/all`);
    const bytes = await bytesOfRow(ground, asked);
    const rawBytes: Bytes = {
      plain: Buffer.byteLength(html) / ROWS,
      compressed: gzipSync(html).length / ROWS,
    };
    const timed = (
      [
        ['click to painted text, ms', 'open', OPEN_MS],
        ['j to painted text, ms', 'step', STEP_MS],
        ['navigation to first row, ms', 'first', FIRST_ROW_MS],
      ] as const
    ).flatMap(([figure, of, below]) => [
      {
        figure: `${figure}, p50`,
        value: ours[of].p50,
        raw: raw[of].p50,
        ratio: ours[of].p50 / raw[of].p50,
      },
      rowOf({ figure: `${figure}, p95`, value: ours[of].p95, below, raw: raw[of].p95 }),
    ]);
    const frames = ours.scrolled;
    const rows = [
      ...timed,
      rowOf({
        figure: `longest frame through ${ROWS} rows, ms`,
        ...{ value: frames.longest, below: FRAME_MS, raw: raw.scrolled.longest },
      }),
      {
        figure: 'frames, p95, ms',
        value: frames.p95,
        raw: raw.scrolled.p95,
        ratio: frames.p95 / raw.scrolled.p95,
      },
      {
        figure: `frames over ${FRAME_MS} ms, of ${frames.frames}`,
        value: frames.over50,
        raw: raw.scrolled.over50,
      },
      rowOf({ figure: 'a row, bytes', value: bytes.plain, below: ROW_BYTES, raw: rawBytes.plain }),
      rowOf({
        figure: 'a row, bytes compressed',
        ...{ value: bytes.compressed, below: ROW_BYTES, raw: rawBytes.compressed },
      }),
    ];
    const name = `inbox, ${ITEMS.toLocaleString('en-GB')} items; load ${load.toFixed(1)} at the start`;
    return { name, rows, fails: isQuiet && rows.some((row) => 'met' in row && row.met === false) };
  } finally {
    await browser?.close();
    await ground.stop();
  }
}
