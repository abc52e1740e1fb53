import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openStoreLog } from '../../../ops/services/log-file.ts';
import { turnIfDue } from '../../../ops/services/turned-log.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();
const NOON = new Date(2026, 10, 30, 12, 5);
const SMALL = { megabytes: 0.001, files: 2 };
const path = () => join(folder(), 'mongod.log');
const files = () => readdirSync(folder()).sort();
const written = (text: string, at: Date): void => {
  writeFileSync(path(), text, { mode: 0o600 });
  utimesSync(path(), at, at);
};

test('A log is begun anew under its writer, which goes on in the emptied file', () => {
  written('', NOON);
  const writer = openSync(path(), 'a');
  writeSync(writer, 'x'.repeat(2000));
  turnIfDue(path(), SMALL, NOON);
  writeSync(writer, 'after');
  closeSync(writer);
  expect(readFileSync(path(), 'utf8')).toBe('after');
  expect(statSync(join(folder(), '20261130-1205-01-mongod.log')).size).toBe(2000);
  expect(statSync(join(folder(), '20261130-1205-01-mongod.log')).mode & 0o777).toBe(0o600);
});

test('A small log of today stays, and one of an earlier day is begun anew', () => {
  written('today', new Date(2026, 10, 30, 0, 1));
  turnIfDue(path(), SMALL, NOON);
  expect(files()).toEqual(['mongod.log']);
  written('yesterday', new Date(2026, 10, 29, 23, 59));
  turnIfDue(path(), SMALL, NOON);
  expect(files()).toEqual(['20261130-1205-01-mongod.log', 'mongod.log']);
  expect(readFileSync(path(), 'utf8')).toBe('');
});

test('The oldest files go, and those of other logs stay', () => {
  writeFileSync(join(folder(), '20200101-0000-01-redis.log'), 'of another');
  for (let turned = 0; turned < 4; turned++) {
    written(`${turned}${'x'.repeat(2000)}`, NOON);
    turnIfDue(path(), SMALL, NOON);
  }
  expect(files()).toEqual([
    '20200101-0000-01-redis.log',
    '20261130-1205-03-mongod.log',
    '20261130-1205-04-mongod.log',
    'mongod.log',
  ]);
  expect(readFileSync(join(folder(), '20261130-1205-04-mongod.log'), 'utf8')[0]).toBe('3');
});

test('What an earlier version called .1 counts among the earlier files', () => {
  writeFileSync(`${path()}.1`, 'old');
  utimesSync(`${path()}.1`, new Date(2026, 9, 1, 3, 4), new Date(2026, 9, 1, 3, 4));
  turnIfDue(path(), SMALL, NOON);
  expect(files()).toEqual(['20261001-0304-01-mongod.log']);
});

test('A log that is opened for a process starts a new file where the old one is large', async () => {
  written('x'.repeat(2000), new Date());
  const log = openStoreLog(path(), { keeping: { limits: SMALL, everyMs: 60_000 } });
  log.handedOver();
  await log.complete();
  expect(log.said()).toBe('');
  expect(files()).toHaveLength(2);
});
