import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

// The set-up runs on any Node 20, so it is plain JavaScript, which has no types to import.
const SETUP = join(import.meta.dirname, '..', '..', '..', 'ops', 'setup');
const setup = async (name: string) => await import(join(SETUP, name));

function project(options: { present?: Record<string, unknown>; wanted?: Record<string, unknown> }): string {
  const wanted = options.wanted ?? {
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  };
  const manifest = { dependencies: { a: '1.0.0' }, optionalDependencies: { b: '1.0.0' } };
  writeFileSync(join(folder(), 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder(), 'package-lock.json'),
    JSON.stringify({ packages: { '': manifest, ...wanted } }),
  );
  if (options.present) {
    mkdirSync(join(folder(), 'node_modules'));
    const list = JSON.stringify({ packages: options.present });
    writeFileSync(join(folder(), 'node_modules', '.package-lock.json'), list);
  }
  return folder();
}

describe('the packages of the installation', () => {
  const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };

  test('Packages count as installed when npm’s own list fits, and from then on by the stamp', async () => {
    const { isInstalled } = await setup('installed.mjs');
    const path = project({ present: a });
    expect(isInstalled(path)).toBe(true);
    expect(readFileSync(join(path, 'node_modules', '.uppsikt-stamp'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(join(path, 'node_modules', '.package-lock.json'), '{}');
    expect(isInstalled(path)).toBe(true);
    writeFileSync(join(path, 'package-lock.json'), '{"packages":{}}');
    expect(isInstalled(path)).toBe(false);
  });

  test.each([
    ['nothing is there', undefined],
    ['one is missing', {}],
    ['one is another version', { 'node_modules/a': { integrity: 'sha512-other' } }],
    ['one is too many', { ...a, 'node_modules/c': {} }],
  ])('Packages do not count as installed when %s', async (_what, present) => {
    const { isInstalled } = await setup('installed.mjs');
    expect(isInstalled(project(present === undefined ? {} : { present }))).toBe(false);
  });

  test('Packages do not count as installed when package.json asks for more than the lock', async () => {
    const { isInstalled } = await setup('installed.mjs');
    const path = project({ present: a });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ dependencies: { a: '1.0.0', c: '1.0.0' } }));
    expect(isInstalled(path)).toBe(false);
  });
});

describe('the lock of the installation', () => {
  test('The lock of the installation lets one at a time work', async () => {
    const { withLock } = await setup('file-lock.mjs');
    const path = join(folder(), 'cache', 'install.lock');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await delay(30);
      inside -= 1;
    };
    await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
    expect(most).toBe(1);
  });

  test('The lock of a killed process is taken over', async () => {
    const { withLock } = await setup('file-lock.mjs');
    const path = join(folder(), 'install.lock');
    writeFileSync(path, String(2 ** 22 + 1));
    expect(await withLock(path, async () => 'worked')).toBe('worked');
  });

  test('The lock of a killed process is kept while the npm that it started still runs', async () => {
    const { withLock } = await setup('file-lock.mjs');
    const path = join(folder(), 'install.lock');
    writeFileSync(path, `${2 ** 22 + 1} ${process.pid}`);
    const waiting = withLock(path, async () => 'worked');
    expect(await Promise.race([waiting, delay(300, 'waits')])).toBe('waits');
    writeFileSync(path, String(2 ** 22 + 1));
    expect(await waiting).toBe('worked');
  });
});
