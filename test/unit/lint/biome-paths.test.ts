/** biome.json holds no exception for something that is gone. */
import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';

interface Biome {
  readonly files: { readonly includes: readonly string[] };
  readonly overrides: readonly { readonly includes: readonly string[] }[];
}

test('Each path that biome.json names exists in the house', () => {
  const { files, overrides } = JSON.parse(readFileSync(join(PROJECT_DIR, 'biome.json'), 'utf8')) as Biome;
  const named = [...files.includes, ...overrides.flatMap(({ includes }) => includes)];
  const patterns = named.map((pattern) => pattern.replace(/^!/u, ''));
  const top = [
    'client/src',
    'core',
    'connectors',
    'classifiers',
    'documents',
    'server',
    'workers',
    'ops',
    'test',
  ];
  const all = [
    ...top.flatMap((folder) => globSync(`${folder}/**`, { cwd: PROJECT_DIR })),
    'package-lock.json',
  ];
  for (const pattern of patterns)
    expect([pattern, all.some((path) => matchesGlob(path, pattern))]).toEqual([pattern, true]);
});
