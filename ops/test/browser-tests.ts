import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../services/cache.ts';

const OPENS_BROWSER = /from '[^']*\/support\/(browser|client-suite|signed-in)\.ts'/u;

/** Options that keep jest from the tests that open a browser; none where no test does. */
export function withoutBrowserTests(): string[] {
  const files = globSync('test/e2e/**/*.test.ts', { cwd: PROJECT_DIR });
  return files
    .filter((file) => OPENS_BROWSER.test(readFileSync(join(PROJECT_DIR, file), 'utf8')))
    .map((file) => `--testPathIgnorePatterns=/${RegExp.escape(file)}$`);
}
