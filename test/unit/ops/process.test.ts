import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PORT_TAKEN } from '../../../core/kernel/start-errors.ts';
import {
  PortTaken,
  type ProcessOptions,
  type StartedProcess,
  startProcess,
} from '../../../ops/run/process.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

function start(code: string, more: Partial<ProcessOptions> = {}) {
  const dir = folder();
  const file = join(dir, 'main.mjs');
  writeFileSync(file, code);
  return startProcess({
    name: 'server',
    file,
    env: process.env,
    logDir: dir,
    note: () => undefined,
    ...more,
  });
}

test('A server whose port was taken says so, and no other failure is mistaken for it', async () => {
  await expect(start(`process.exit(${PORT_TAKEN})`)).rejects.toBeInstanceOf(PortTaken);
  const other = await start('process.exit(1)').catch((error: unknown) => error);
  expect(other).toBeInstanceOf(Error);
  expect(other).not.toBeInstanceOf(PortTaken);
});

test('What a process says is in its log, also the last words of one that does not start', async () => {
  await start("process.stderr.write('last words'); process.exitCode = 1").catch(() => undefined);
  expect(readFileSync(join(folder(), 'server.log'), 'utf8')).toBe('last words');
});

test('A process that ended unasked is started again, and who started it hears what it tells this time', async () => {
  const tell = `
    process.send({ pid: process.pid, argument: process.argv[2] });
    process.on('message', (code) => process.exit(Number(code)));`;
  let again = (_: StartedProcess): void => undefined;
  const came = new Promise<StartedProcess>((resolve) => {
    again = resolve;
  });
  const running = await start(tell, { args: ['given'], onAgain: (started) => again(started) });
  const first = running.now().facts;
  expect(first).toEqual({ pid: running.pid(), argument: 'given' });
  running.now().send('3');
  const second = (await came).facts;
  expect(second).toEqual({ pid: running.pid(), argument: 'given' });
  expect(second.pid).not.toBe(first.pid);
  await running.stop();
});

test('A process that says that it is at work is waited for, and one that says nothing is not', async () => {
  const slow = `
    const working = setInterval(() => process.send({ atWork: true }), 100);
    setTimeout(() => { clearInterval(working); process.send({ ready: true }); }, 1500);
    process.on('message', () => undefined);`;
  const running = await start(slow, { readyMs: 700 });
  expect(running.now().facts).toEqual({ ready: true });
  await running.stop();
  await expect(start('setInterval(() => undefined, 1000)', { readyMs: 700 })).rejects.toThrow(
    'did not start',
  );
});
