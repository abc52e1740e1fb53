/** What an installation fetches is what it runs: the rest is a package of development. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** `ops` starts and serves an installation too; these rooms of it do not. */
const FOR_DEVELOPMENT = /^ops\/(?:bench|train|lint|test)\//u;
/** nsfwjs asks for the first beside it; the others wait for what they were chosen for. */
const EXPECTED = [
  ...['buffer', '@bull-board/api', '@bull-board/express', 'archiver', 'pino-http', 'sanitize-html'],
  'socket.io-client',
];
const sources = globSync('{core,connectors,classifiers,server,workers,ops}/**/*.{ts,mjs}', { cwd: ROOT })
  .filter((file) => !FOR_DEVELOPMENT.test(file))
  .map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

test('Every package of production is named by code that an installation runs', () => {
  const unused = Object.keys(dependencies).filter(
    (name) => !sources.some((text) => text.includes(`'${name}'`) || text.includes(`'${name}/`)),
  );
  expect(unused.sort()).toEqual([...EXPECTED].sort());
});
