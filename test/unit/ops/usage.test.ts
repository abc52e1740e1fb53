/** What the commands of package.json say of themselves. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const help = (file: string, ...before: string[]) =>
  spawnSync(process.execPath, [file, ...before, '--help'], { cwd: ROOT, encoding: 'utf8' });

test.each([
  ['ops/test/main.ts', ['npm test', 'PATTERN', 'unit', 'integration', 'test:faults']],
  ['ops/start.ts', ['npm start', '--server-only']],
])(
  'The help of %s says what it can do, and starts nothing',
  (file, words) => {
    const { status, stdout, stderr } = help(file);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    for (const word of words) expect(stdout).toContain(word);
    expect(stdout).not.toMatch(/\d passed/u);
  },
  30_000,
);
