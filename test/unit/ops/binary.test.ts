import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type BinarySource, findBinary } from '../../../ops/services/binary.ts';
import { cacheDir } from '../../../ops/services/cache.ts';
import { WANTED_MONGOD } from '../../../ops/services/mongod-binary.ts';
import { WANTED_REDIS } from '../../../ops/services/redis-binary.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

/** A program that says it is a mongod of this version. */
function fakeMongod(path: string, version: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "db version v${version}"\n`);
  chmodSync(path, 0o755);
  return path;
}

const source = (name: string, version: string): BinarySource => ({
  name,
  label: name,
  fetch: async (dir) => fakeMongod(join(dir, `${name}-mongod`), version),
});
const nothing: BinarySource = { name: 'nothing', label: 'nothing', fetch: async () => undefined };
const broken: BinarySource = {
  name: 'broken',
  label: 'broken',
  fetch: () => Promise.reject(new Error('the network is down')),
};

function find(sources: BinarySource[], env: Record<string, string> = {}) {
  const cache = join(folder(), 'cache');
  mkdirSync(cache, { recursive: true });
  return findBinary(WANTED_MONGOD, { env: { PATH: join(folder(), 'path'), ...env }, cache, sources });
}

describe('the search for a binary', () => {
  test('A binary is looked for first where the setting says', async () => {
    fakeMongod(join(folder(), 'path', 'mongod'), '7.0.1');
    const set = fakeMongod(join(folder(), 'set', 'my-mongod'), '8.0.4');
    expect(await find([], { MONGOD_BINARY: set })).toEqual({
      path: set,
      version: '8.0.4',
      source: 'setting',
    });
  });

  test('A binary is looked for on PATH, then in the cache, then at each source in order', async () => {
    const sources = [nothing, source('first', '6.0.5'), source('second', '7.0.1')];
    const fetched = await find(sources);
    expect(fetched).toEqual({
      path: join(folder(), 'cache', 'bin', 'mongod'),
      version: '6.0.5',
      source: 'first',
    });
    expect(readdirSync(join(folder(), 'cache'))).toEqual(['bin']);
    expect(await find([broken])).toMatchObject({ version: '6.0.5', source: 'cache' });
    fakeMongod(join(folder(), 'path', 'mongod'), '7.0.9');
    expect(await find([broken])).toMatchObject({ version: '7.0.9', source: 'path' });
  });

  test('The search goes on where a binary is too old, does not run or cannot be fetched', async () => {
    fakeMongod(join(folder(), 'path', 'mongod'), '5.0.31');
    const cached = join(folder(), 'cache', 'bin', 'mongod');
    mkdirSync(dirname(cached), { recursive: true });
    writeFileSync(cached, '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    const found = await find([broken, source('old', '4.4.0'), source('good', '6.0.5')]);
    expect(found).toMatchObject({ version: '6.0.5', source: 'good' });
  });

  test('Two searches at once fetch without disturbing each other', async () => {
    const both = await Promise.all([find([source('a', '6.0.5')]), find([source('b', '6.0.5')])]);
    expect(new Set(both.map((found) => found.path)).size).toBe(1);
    expect(existsSync(both[0]?.path ?? '')).toBe(true);
  });
});

describe('a binary that cannot be had', () => {
  test('A binary that cannot be had exits with 3, what to install and what was tried', async () => {
    fakeMongod(join(folder(), 'path', 'mongod'), '5.0.31');
    await expect(find([nothing, broken])).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(
        /^Install MongoDB 6 or later \(package mongodb-org\), or set MONGOD_BINARY .*5\.0\.31, older than 6\.0; the network is down\)\.$/,
      ),
    });
  });

  test('A wrong setting is named in the error', async () => {
    const old = fakeMongod(join(folder(), 'old'), '4.4.1');
    await expect(find([], { MONGOD_BINARY: old })).rejects.toThrow(
      'MONGOD_BINARY names a file that is version 4.4.1, older than',
    );
    await expect(find([], { MONGOD_BINARY: '/nowhere/mongod' })).rejects.toThrow('is not an executable file');
  });
});

test('The version of a redis-server is read from what it says', () => {
  const said = 'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=afdb2d0b2e4d9f09';
  expect(WANTED_REDIS.versionPattern.exec(said)?.[1]).toBe('7.0.15');
});

describe('the cache folder', () => {
  test('The cache folder lies in XDG_CACHE_HOME, else in the home, else in the project', async () => {
    const [xdg, home, project] = ['xdg', 'home', 'project'].map((name) => join(folder(), name)) as [
      string,
      string,
      string,
    ];
    expect(await cacheDir({ XDG_CACHE_HOME: xdg, HOME: home }, project)).toBe(join(xdg, 'uppsikt'));
    expect(await cacheDir({ HOME: home }, project)).toBe(join(home, '.cache', 'uppsikt'));
    writeFileSync(join(folder(), 'file'), '');
    expect(await cacheDir({ HOME: join(folder(), 'file') }, project)).toBe(join(project, '.cache'));
  });
});
