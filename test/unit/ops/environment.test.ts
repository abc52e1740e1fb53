/** Every environment variable that is read stands in the README's table. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { settingsWithoutRow } from '../../../ops/lint/settings-table.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PLACES = '{core,connectors,classifiers,documents,server,workers,ops,client,test}/**/*.{ts,tsx,mjs}';
/** The system's own, what a test reads in a program it has written itself, and what the runner tells a suite. */
const EXEMPT = new Set(['PATH', 'HOME', 'TZ', 'LINGER_MS', 'UPPSIKT_SKIPPED_FILE']);

const read = (text: string): string[] =>
  [...text.matchAll(/\benv(?:\.|\[')([A-Z][A-Z0-9_]+)/gu)].map(([, name]) => name ?? '');

test('Every environment variable that a program reads stands in the table of the README', () => {
  const files = globSync(PLACES, { cwd: ROOT, exclude: (name) => /node_modules|dist/u.test(String(name)) });
  const names = files.flatMap((file) => read(readFileSync(path.join(ROOT, file), 'utf8')));
  const wanted = [...new Set(names)].filter((name) => !EXEMPT.has(name)).sort();
  expect(wanted).toEqual(expect.arrayContaining(['CHROMIUM_BINARY', 'DEADLINE_RUNS', 'XDG_CACHE_HOME']));
  expect(settingsWithoutRow(readFileSync(path.join(ROOT, 'README.md'), 'utf8'), wanted)).toEqual([]);
});
