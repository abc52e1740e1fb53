/** What stays in memory for as long as the installation runs. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';

const LIST = `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      console.log(found.url);
      return found;
    },
  });
  await import(process.argv[1]);`;

test('Who keeps the installation up loads no package but small ones that turn logs and unpack wheels', () => {
  const file = join(PROJECT_DIR, 'ops', 'run', 'installation.ts');
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', LIST, file], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('ops/services/stores.ts');
  const packages = [...stdout.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//gu)].map(([, name]) => name);
  expect([...new Set(packages)].sort()).toEqual(['pend', 'rotating-file-stream', 'yauzl']);
});
