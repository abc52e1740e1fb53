/** The real model in its own process: every kind of picture, broken ones, bombs, time limits and crashes. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { measurePicture } from '../../../classifiers/image/index.ts';
import { hammingDistance } from '../../../core/kernel/hamming.ts';
import { cpuMsOf, peakMbOf } from '../../../ops/bench/process-use.ts';
import { madePicture } from '../../../ops/simulator/made-picture.ts';
import { createImageModel, type ScanOutcome } from '../../../workers/scan-images/image-model.ts';
import { animation, bomb, picture } from '../../support/pictures.ts';
import { processGone } from '../../support/process-gone.ts';
import { until } from '../../support/until.ts';

const model = createImageModel();
afterAll(() => model.stop());

function judged(outcome: ScanOutcome) {
  if (!outcome.ok) throw new Error(`not judged: ${outcome.cause}`);
  return outcome;
}

/** Bytes that the process has had written to a disk. */
const writtenBy = (pid: number | undefined): string | undefined =>
  /^write_bytes: (\d+)$/mu.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1];

describe('the image process', () => {
  test('The process starts with the first picture only', async () => {
    expect(model.pid()).toBeUndefined();
    judged(await model.scan(await picture('jpeg')));
    expect(model.pid()).toBeGreaterThan(0);
  }, 60_000);

  test.each(['jpeg', 'png', 'webp'] as const)('The model judges a %s of one megapixel', async (format) => {
    const { frames, hash } = judged(await model.scan(await picture(format)));
    expect(frames).toHaveLength(1);
    const shares = Object.values(frames[0] ?? {}).reduce((sum, share) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 3);
    expect(hash).toMatch(/^[0-9a-f]{16}$/u);
  });

  test.each(['gif', 'webp'] as const)('The model samples the frames of an animated %s', async (format) => {
    const { frames } = judged(await model.scan(await animation(format)));
    expect(frames).toHaveLength(4);
    expect(new Set(frames.map((frame) => JSON.stringify(frame))).size).toBeGreaterThan(1);
  });

  test('A recompressed and shrunken copy is known again, and no other picture is', async () => {
    const one = await picture('png', { hue: 200 });
    const copy = await sharp(one).resize(500).jpeg({ quality: 40 }).toBuffer();
    const hashOf = async (bytes: Buffer): Promise<string> => judged(await model.scan(bytes)).hash ?? '';
    const hash = await hashOf(one);
    expect(hammingDistance(hash, await hashOf(copy))).toBeLessThanOrEqual(9);
    expect(hammingDistance(hash, await hashOf(await picture('jpeg', { hue: 20 })))).toBeGreaterThan(9);
  });

  test('A picture of one colour has no hash: it would be like all others', async () => {
    const plain = sharp({ create: { width: 300, height: 200, channels: 3, background: '#aabbcc' } });
    expect(judged(await model.scan(await plain.jpeg().toBuffer())).hash).toBeNull();
  });

  test('A half-received picture is judged as far as it goes', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const whole = await picture(format);
      judged(await model.scan(whole.subarray(0, Math.floor(whole.length * 0.6))));
    }
  });

  test('A bomb is refused by its header and rubbish by its content', async () => {
    expect(await model.scan(await bomb())).toEqual({ ok: false, cause: 'too-large' });
    for (const rubbish of [Buffer.from('GIF89a no'), Buffer.alloc(0), Buffer.alloc(5000, 0xff)])
      expect(await model.scan(rubbish)).toEqual({ ok: false, cause: 'unreadable' });
  });

  test('One megapixel costs under 700 ms and 300 MB, and the process writes nothing', async () => {
    const bytes = await picture('jpeg');
    if (process.platform !== 'linux') return judged(await model.scan(bytes));
    // CPU time of its one thread: the wall clock of a busy machine says nothing about the code.
    const before = cpuMsOf(model.pid()) ?? 0;
    // Reading freshly installed modules writes their access times, which count as written by who read them.
    const writtenAtStart = writtenBy(model.pid());
    for (let round = 0; round < 5; round++) judged(await model.scan(bytes));
    expect(((cpuMsOf(model.pid()) ?? 0) - before) / 5).toBeLessThan(700);
    expect(peakMbOf(model.pid())).toBeLessThan(300);
    expect(writtenAtStart).toMatch(/^\d+$/u);
    expect(writtenBy(model.pid())).toBe(writtenAtStart);
    return undefined;
  });

  test('The process keeps nothing of what it has judged, however long it lives', async () => {
    const bytes = await picture('jpeg', { width: 50, height: 50 });
    const outcomes: WeakRef<ScanOutcome>[] = [];
    for (let round = 0; round < 5; round++) outcomes.push(new WeakRef(await model.scan(bytes)));
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    await until('all but the last are let go', () => {
      collect();
      return outcomes.slice(0, -1).every((outcome) => outcome.deref() === undefined);
    });
  }, 30_000);

  test('The process comes back after a crash, and the picture under way is told as failed', async () => {
    const pid = model.pid() ?? 0;
    const under = model.scan(await animation('gif'));
    await new Promise((resolve) => setImmediate(resolve));
    process.kill(pid, 'SIGKILL');
    expect(await under).toEqual({ ok: false, cause: 'failed' });
    judged(await model.scan(await picture('jpeg')));
    expect(model.pid()).not.toBe(pid);
  }, 30_000);

  test('The process ends over a picture that takes too long and when nothing comes, and starts again', async () => {
    const small = await picture('jpeg', { width: 50, height: 50 });
    const film = await animation('webp');
    const hasty = createImageModel({ limitMs: 1, idleMs: 50 });
    judged(await hasty.scan(small));
    const first = hasty.pid() ?? 0;
    expect(await hasty.scan(film)).toEqual({ ok: false, cause: 'timeout' });
    await processGone(first);
    judged(await hasty.scan(small));
    await processGone(hasty.pid() ?? 0);
    await hasty.stop();
    expect(await hasty.scan(small)).toEqual({ ok: false, cause: 'failed' });
  }, 60_000);
});

describe('what the model is worth', () => {
  let score = 0;
  beforeAll(async () => {
    const made = await madePicture('sand.jpg');
    score = measurePicture(judged(await model.scan(made?.bytes ?? Buffer.alloc(0))).frames).score;
  });
  test('Blurred ovals in the colours of sand are pornography to the model, so no accuracy is claimed', () => {
    expect(score).toBeGreaterThan(0.9);
  });
});
