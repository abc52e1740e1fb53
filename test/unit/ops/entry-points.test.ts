/**
 * Node itself links every module of the processes. Jest gives a CommonJS package's every property a name; Node gives only
 * those that it finds in the source, so a named import can be right in every test and stop the server at its first line.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** What an entry point imports of our own; it is not imported itself, since it would start. */
const importsOf = (entry: string): string[] =>
  [...readFileSync(path.join(ROOT, entry), 'utf8').matchAll(/ from '(\.[^']+)'/gu)].map(
    ([, specifier = '']) => pathToFileURL(path.resolve(ROOT, path.dirname(entry), specifier)).href,
  );

test.each([
  'server/main.ts',
  'workers/main.ts',
  'documents/main.ts',
  'ops/start.ts',
])('Node links what %s imports', async (entry) => {
  const urls = importsOf(entry);
  expect(urls.length).toBeGreaterThan(0);
  const script = `for (const url of ${JSON.stringify(urls)}) await import(url); process.exit(0);`;
  await run(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
}, 60_000);
