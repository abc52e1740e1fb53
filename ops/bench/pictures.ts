/**
 * `uppsikt bench pictures`: the pictures of captures, drawn two at a time by the browser that the product would use. What
 * one item takes, how many a minute, and what memory is held after two hundred.
 */
import { findChromium } from '../../documents/picture/find-chromium.ts';
import { createPainter } from '../../documents/picture/painter.ts';
import { inventedEvidence } from './invented-evidence.ts';
import type { Report } from './report.ts';

const COUNT = 200;
const AT_ONCE = 2;
const MAX_P95_MS = 3000;
const LEAST_A_MINUTE = 40;
/** What may stay behind of two hundred pictures, with the browser ended. */
const MAX_GROWTH_MB = 150;
const MB = 1024 * 1024;
export async function run(): Promise<Report> {
  const painter = createPainter({ find: () => findChromium(process.env), sandbox: 'on' });
  const times: number[] = [];
  let next = 0;
  const draw = async (): Promise<void> => {
    while (next < COUNT) {
      const evidence = inventedEvidence(next++);
      const started = performance.now();
      await painter.draw(evidence, []);
      times.push(performance.now() - started);
    }
  };
  const begun = performance.now();
  await painter.draw(inventedEvidence(1), []);
  const first = performance.now() - begun;
  const before = process.memoryUsage.rss();
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, draw));
  const minutes = (performance.now() - started) / 60_000;
  await painter.close();
  globalThis.gc?.();
  const growth = (process.memoryUsage.rss() - before) / MB;
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  const rate = COUNT / minutes;
  return {
    name: 'pictures',
    rows: [
      { figure: 'browser and first picture, ms', value: first },
      { figure: 'one picture, median ms', value: times[Math.floor(times.length / 2)] ?? 0 },
      { figure: 'one picture, p95 ms', value: p95, must: `under ${MAX_P95_MS}`, met: p95 < MAX_P95_MS },
      {
        figure: 'pictures a minute',
        value: rate,
        must: `at least ${LEAST_A_MINUTE}`,
        met: rate >= LEAST_A_MINUTE,
      },
      {
        figure: `memory kept after ${COUNT}, MB`,
        value: growth,
        must: `under ${MAX_GROWTH_MB}`,
        met: growth < MAX_GROWTH_MB,
      },
    ],
  };
}
