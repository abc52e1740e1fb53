import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../../ops/cli/simulate.ts';
import { eventually, type Receiver, SECRET, startReceiver } from './receiver.ts';

let receiver: Receiver;
let folder: string;

beforeEach(async () => {
  receiver = await startReceiver();
  folder = mkdtempSync(join(tmpdir(), 'simulate-'));
});
afterEach(async () => {
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

function outputs(): { io: Parameters<typeof run>[1]; out: () => string[]; err: () => string } {
  let out = '';
  let err = '';
  const io = {
    stdin: null,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  };
  return { io, out: () => out.trimEnd().split('\n'), err: () => err };
}

const args = (...more: string[]): string[] => ['--target', receiver.target, '--app-secret', SECRET, ...more];

test('The command prints its address first and its summary last, and exits with 0', async () => {
  const { io, out } = outputs();
  expect(await run(args('--count', '5', '--speed', 'max', '--seed', '1'), io)).toBe(0);
  expect(out()).toHaveLength(2);
  expect(out()[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(JSON.parse(out()[1] ?? '')).toEqual({
    sent: 5,
    acknowledged: 5,
    retried: 0,
    expected: { comments: 5, revisions: 5, removed: 0 },
  });
});

test('The command plays a file, and says what is wrong with one', async () => {
  const file = join(folder, 'scenario.json');
  const steps = [
    { at: 0, do: 'comment', ref: 'a', by: 'Ada Påhitt', text: 'Hej' },
    { at: 0.1, do: 'edit', target: 'a', text: 'Hej igen' },
    { at: 0.2, do: 'remove', target: 'a' },
  ];
  writeFileSync(file, JSON.stringify({ name: 'file', steps }));
  const good = outputs();
  expect(await run(args('--scenario', file), good.io)).toBe(0);
  expect(JSON.parse(good.out().at(-1) ?? '')).toMatchObject({
    expected: { comments: 1, revisions: 2, removed: 1 },
  });
  writeFileSync(file, '{');
  const bad = outputs();
  expect(await run(args('--scenario', file), bad.io)).toBe(2);
  expect(bad.err()).toContain('not JSON');
});

test('The command exits with 2 on wrong usage, with a sentence and nothing on stdout', async () => {
  for (const argv of [['--target', 'http://example.com/'], ['--nonsense'], ['--scenario', 'nowhere.json']]) {
    const { io, out, err } = outputs();
    expect(await run(['--app-secret', 'x', ...argv], io)).toBe(2);
    expect(out()).toEqual(['']);
    expect(err()).toMatch(/^simulate: .+\n$/);
  }
});

test('The command serves until Ctrl-C without a scenario, then prints the summary', async () => {
  const { io, out } = outputs();
  const running = run(args(), io);
  await eventually(() => out()[0] !== '');
  const body = JSON.stringify({ text: 'Hej' });
  const headers = { 'content-type': 'application/json' };
  const said = await fetch(`${out()[0]}/_sim/comments`, { method: 'POST', headers, body });
  expect(said.status).toBe(201);
  process.emit('SIGINT');
  expect(await running).toBe(0);
  expect(JSON.parse(out().at(-1) ?? '')).toMatchObject({ acknowledged: 1, expected: { comments: 1 } });
});

test('The command exits with 1 when deliveries were given up', async () => {
  receiver.next.push(...Array.from({ length: 20 }, () => 500));
  const { io, err } = outputs();
  expect(await run(args('--count', '2', '--speed', 'max', '--retry-for', '0'), io)).toBe(1);
  expect(err()).toContain('never acknowledged');
});
