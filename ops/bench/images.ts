/**
 * `uppsikt bench images`: one picture of one megapixel, decoded and judged by the image process, beside decoding it
 * whole and nothing else. The mark is held against CPU time, which on a quiet machine is the time itself and on a busy
 * one is not blurred by the others; the median wall time stands beside it. Memory is the process's highest.
 */
import sharp from 'sharp';
import { createImageModel } from '../../workers/scan-images/image-model.ts';
import { seeded } from '../simulator/random.ts';
import { cpuMsOf, peakMbOf } from './process-use.ts';
import { quantile } from './quantile.ts';
import type { Report, Row } from './report.ts';

const ROUNDS = 15;
const MAX_MS = 700;
const MAX_MB = 300;
const FORMATS = ['jpeg', 'png', 'webp'] as const;

/** 1,224 x 817: grain over slopes, which compresses about as a photograph does. */
async function onePicture(format: (typeof FORMATS)[number]): Promise<Buffer> {
  const [width, height] = [1224, 817];
  const random = seeded('bench-images');
  const raw = Buffer.alloc(width * height * 3);
  for (let at = 0; at < raw.length; at += 1)
    raw[at] = (Math.sin(at / 4000) * 70 + 120 + random() * 24) & 0xff;
  return sharp(raw, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

interface Cost {
  readonly wall: number;
  /** Of the process that does the work. */
  readonly cpu: number;
}

async function cost(cpuMs: () => number, work: () => Promise<unknown>): Promise<Cost> {
  const times: number[] = [];
  const before = cpuMs();
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  const cpu = (cpuMs() - before) / ROUNDS;
  return { wall: quantile(times, 0.5), cpu };
}

/** Every pixel of it, on one thread as in the process. */
const decodeAlone = (bytes: Buffer): Promise<Buffer> => sharp(bytes).raw().toBuffer();

const ownCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export async function run(): Promise<Report> {
  sharp.concurrency(1);
  sharp.cache(false);
  const model = createImageModel();
  const rows: Row[] = [];
  try {
    const started = performance.now();
    await model.scan(await onePicture('jpeg'));
    rows.push({ figure: 'process, model and first picture, ms', value: performance.now() - started });
    for (const format of FORMATS) {
      const bytes = await onePicture(format);
      const alone = await cost(ownCpuMs, () => decodeAlone(bytes));
      const whole = await cost(
        () => cpuMsOf(model.pid()) ?? 0,
        async () => {
          const { ok } = await model.scan(bytes);
          if (!ok) throw new Error('The picture was not judged.');
        },
      );
      rows.push(
        { figure: `${format}, decoded alone, CPU ms`, value: alone.cpu },
        {
          figure: `${format}, decoded and judged, CPU ms`,
          value: whole.cpu,
          must: `under ${MAX_MS}`,
          met: whole.cpu < MAX_MS,
        },
        { figure: `${format}, judged / decoded alone`, value: whole.cpu / alone.cpu },
        { figure: `${format}, decoded and judged, wall ms here`, value: whole.wall },
      );
    }
    const peak = peakMbOf(model.pid()) ?? 0;
    rows.push({
      figure: 'highest memory of the process, MB',
      value: peak,
      must: `under ${MAX_MB}`,
      met: peak < MAX_MB,
    });
  } finally {
    await model.stop();
  }
  return { name: 'images, one megapixel', rows };
}
