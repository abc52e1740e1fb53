/** When the client is built again, and that the build leaves nothing behind in the process that asked for it. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildClient, fingerprintOf } from '../../../ops/run/client-build.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

/** A project whose "vite" notes that it ran, and in which process. */
function project(vite: string): string {
  const dir = join(folder(), 'a');
  for (const part of ['client/src', 'client/dist', 'core', 'node_modules/vite/bin'])
    mkdirSync(join(dir, part), { recursive: true });
  writeFileSync(join(dir, 'client', 'src', 'app.ts'), 'one');
  writeFileSync(join(dir, 'package-lock.json'), '{}');
  writeFileSync(join(dir, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(dir, 'node_modules', 'vite', 'bin', 'vite.js'), vite);
  return dir;
}

test('A copied folder has the same fingerprint, one with another content or name has not', () => {
  const dir = project('');
  const before = fingerprintOf(dir);
  const copy = join(folder(), 'b');
  cpSync(dir, copy, { recursive: true });
  expect(fingerprintOf(copy)).toBe(before);
  writeFileSync(join(copy, 'client', 'src', 'app.ts'), 'two');
  expect(fingerprintOf(copy)).not.toBe(before);
});

test('The client is built in a process of its own, and not again before its sources change', async () => {
  const dir = project("require('node:fs').appendFileSync('ran', `${process.pid}\\n`)");
  const environment = { ...process.env };
  await buildClient(dir);
  const ran = () => readFileSync(join(dir, 'ran'), 'utf8').trim().split('\n').map(Number);
  expect(ran()).toHaveLength(1);
  expect(ran()).not.toContain(process.pid);
  expect(process.env).toEqual(environment);
  await buildClient(dir);
  expect(ran()).toHaveLength(1);
  writeFileSync(join(dir, 'client', 'src', 'app.ts'), 'two');
  await buildClient(dir);
  expect(ran()).toHaveLength(2);
});

test('A build that fails says why and is tried again the next time', async () => {
  const dir = project("process.stderr.write('no such import'); process.exit(1)");
  await expect(buildClient(dir)).rejects.toThrow('no such import');
  expect(existsSync(join(dir, 'client', 'dist', '.stamp'))).toBe(false);
});
