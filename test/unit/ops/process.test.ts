import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PORT_TAKEN } from '../../../core/kernel/process-lifecycle.ts';
import { PortTaken, startProcess } from '../../../ops/run/process.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

function start(code: string) {
  const dir = folder();
  const file = join(dir, 'main.mjs');
  writeFileSync(file, code);
  return startProcess({
    name: 'server',
    file,
    env: process.env,
    logDir: dir,
    note: () => undefined,
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
