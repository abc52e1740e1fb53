import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Settings } from '../../core/kernel/config.ts';
import { PROJECT_DIR } from '../services/cache.ts';

/** Programs may be named from outside; a server must not: tests empty what they are pointed at. */
const KEPT = new Set(['MONGOD_BINARY', 'REDIS_BINARY', 'CHROMIUM_BINARY']);

/** Marks every process that this run started, whatever became of its parent. */
export const RUN_MARK = 'UPPSIKT_TEST_RUN';

/** One run of the tests: a folder of its own and the environment that all of them see. */
export interface TestRun {
  readonly id: string;
  readonly dir: string;
  readonly skippedFile: string;
  readonly env: NodeJS.ProcessEnv;
  remove(): void;
}

/** Makes the folder. `env` has no setting of the product but those of the run itself. */
export function openTestRun(): TestRun {
  const id = randomUUID();
  const dir = mkdtempSync(join(tmpdir(), 'uppsikt-run-'));
  const temp = join(dir, 'tmp');
  mkdirSync(temp);
  const skippedFile = join(dir, 'skipped');
  const settings = new Set(Object.keys(Settings.shape).filter((name) => !KEPT.has(name)));
  const inherited = Object.entries(process.env).filter(([name]) => !settings.has(name));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    PATH: [join(PROJECT_DIR, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    NODE_ENV: 'test',
    DATA_DIR: join(dir, 'data'),
    TMPDIR: temp,
    // What tests start loads the product's files from here, stripped of their types.
    NODE_COMPILE_CACHE: join(PROJECT_DIR, 'node_modules', '.cache', 'node'),
    UPPSIKT_SKIPPED_FILE: skippedFile,
    [RUN_MARK]: id,
  };
  return { id, dir, skippedFile, env, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
