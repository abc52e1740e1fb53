import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { openRotatingLog } from '../../../ops/run/rotating-log.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();
const LINE = `${'x'.repeat(1023)}\n`;

test('A log that grows large is begun anew, the oldest files go, and all are for the owner alone', async () => {
  const log = openRotatingLog(join(folder(), 'server.log'), { megabytes: 1, files: 2 });
  const output = new PassThrough();
  log.take(output);
  for (let megabyte = 0; megabyte < 5; megabyte++) {
    for (let line = 0; line < 1030; line++) if (!output.write(LINE)) await delay(1);
    await delay(50);
  }
  output.end();
  await log.close();
  const files = readdirSync(folder()).filter((name) => name.endsWith('server.log'));
  expect(files).toHaveLength(3);
  for (const name of files) {
    const path = join(folder(), name);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).size).toBeLessThan(2 * 1024 * 1024);
    expect(readFileSync(path, 'utf8').startsWith('x')).toBe(true);
  }
}, 30_000);

test('A log that is opened again goes on where it ended', async () => {
  const path = join(folder(), 'worker.log');
  for (const text of ['one\n', 'two\n']) {
    const log = openRotatingLog(path);
    const output = new PassThrough();
    log.take(output);
    output.end(text);
    await delay(20);
    await log.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
});
