import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Simulator, SimulatorOptions } from '../../../ops/simulator/server.ts';
import { eventually, type Receiver, simulatorFor, startReceiver } from './receiver.ts';

let receiver: Receiver;
let simulators: Simulator[] = [];
const folder = mkdtempSync(join(tmpdir(), 'simulator-'));

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(simulators.map((simulator) => simulator.stop()));
  simulators = [];
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(more: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await simulatorFor(receiver, more);
  simulators.push(simulator);
  return simulator;
}

describe('delivery', () => {
  test('A delivery is tried again until 200, with the same bytes', async () => {
    receiver.next.push(503, 503);
    const simulator = await start();
    const said = await simulator.comment({ text: 'Hej på er, åäö' });
    expect(said.acknowledged).toBe(true);
    expect(receiver.statuses).toEqual([503, 503, 200]);
    expect(new Set(receiver.bodies).size).toBe(1);
    expect(simulator.summary()).toEqual({
      sent: 1,
      acknowledged: 1,
      retried: 2,
      expected: { comments: 1, revisions: 1, removed: 0 },
    });
  });

  test('A delivery is tried again when the connection breaks', async () => {
    receiver.next.push(0, 0);
    const simulator = await start();
    expect((await simulator.comment({ text: 'a' })).acknowledged).toBe(true);
    expect(receiver.statuses).toEqual([0, 0, 200]);
  });

  test('A delivery is given up after the time that was set, and counted so', async () => {
    receiver.next.push(...Array.from({ length: 50 }, () => 500));
    const simulator = await start({ retryForMs: 60 });
    expect((await simulator.comment({ text: 'a' })).acknowledged).toBe(false);
    expect(simulator.unsettled()).toBe(1);
    expect(simulator.summary()).toMatchObject({ sent: 1, acknowledged: 0 });
  });

  test('A storm with repeats, reordering and batches arrives whole', async () => {
    const simulator = await start({ duplicates: 0.3, reorder: 0.3, batch: 5, concurrency: 8 });
    receiver.next.push(...Array.from({ length: 10 }, () => 503));
    const summary = await simulator.play('storm', { seed: '1', count: 100, speed: 20 });
    expect(summary.acknowledged).toBe(summary.sent);
    expect(summary.retried).toBeGreaterThanOrEqual(10);
    const comments = receiver.values.filter((value) => value.item === 'comment');
    const texts = new Set(comments.map((value) => `${value.comment_id} ${value.message}`));
    const added = new Set(comments.filter(({ verb }) => verb === 'add').map((value) => value.comment_id));
    const removed = new Set(
      comments.filter(({ verb }) => verb === 'remove').map((value) => value.comment_id),
    );
    const worded = [...texts].filter((text) => !text.endsWith(' undefined'));
    const got = { comments: added.size, revisions: worded.length, removed: removed.size };
    expect(summary.expected).toEqual(got);
    expect(got.comments).toBe(100);
    expect(receiver.values.length).toBeGreaterThan(comments.length - 1);
  });

  test('Forged deliveries are refused and counted apart', async () => {
    const simulator = await start({ badSignatures: 1 });
    const summary = await simulator.play('flood', { seed: '1', count: 5, speed: Number.POSITIVE_INFINITY });
    expect(summary).toMatchObject({ sent: 5, acknowledged: 5, forged: { sent: 5, refused: 5 } });
  });
});

describe('after a restart', () => {
  const stateFile = join(folder, 'deep', 'page.json');

  test('Nothing that was acknowledged is sent again; the run goes on', async () => {
    const first = await start({ stateFile });
    const stop = new AbortController();
    const playing = first.play('flood', { seed: '1', count: 40, speed: 2, signal: stop.signal });
    await eventually(() => receiver.values.length >= 10);
    stop.abort();
    await playing;
    await first.stop();
    const second = await start({ stateFile });
    const summary = await second.play('flood', { seed: '1', count: 40, speed: 100 });
    expect(summary.expected).toEqual({ comments: 40, revisions: 40, removed: 0 });
    const ids = receiver.values.map((value) => value.comment_id);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
    expect(await second.play('flood', { seed: '1', count: 40 })).toEqual(summary);
  });

  test('A change that was not acknowledged is sent after a restart', async () => {
    receiver.next.push(...Array.from({ length: 4 }, () => 503));
    const first = await start({ stateFile, retryForMs: 0 });
    expect((await first.comment({ text: 'viktigt' })).acknowledged).toBe(false);
    await first.stop();
    receiver.next.length = 0;
    await start({ stateFile });
    await eventually(() => receiver.values.some((value) => value.message === 'viktigt'));
  });

  test('Another page’s file is refused', async () => {
    const first = await start({ stateFile });
    await first.comment({ text: 'a' });
    await first.stop();
    await expect(start({ stateFile, page: { id: '2', name: 'En annan' } })).rejects.toThrow(
      'belongs to page',
    );
  });
});

test('A target that is not on this machine is refused', async () => {
  await expect(start({ target: 'http://192.0.2.1/webhooks/facebook' })).rejects.toThrow(
    'not an address on this machine',
  );
});
