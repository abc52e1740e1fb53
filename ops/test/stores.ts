import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MissingPartError } from '../services/errors.ts';
import { startMongod } from '../services/mongod.ts';
import { findMongod } from '../services/mongod-binary.ts';
import type { StepRunner } from '../services/progress.ts';
import { findRedis } from '../services/redis-binary.ts';
import type { TestRun } from './environment.ts';
import { folderInMemory } from './memory.ts';

/** The MongoDB that all suites share, each file in a database of its own; Redis is started by the files. */
export type TestStores = { readonly mongoUrl: string; stop(): Promise<void> } | { readonly why: string };

/** Makes sure that both programs are there, and starts the shared MongoDB. Throws when it does not start. */
export async function openTestStores(run: TestRun, onStep: StepRunner): Promise<TestStores> {
  try {
    const [mongod] = await Promise.all([findMongod({ onStep }), findRedis({ onStep })]);
    const dir = mkdtempSync(join(folderInMemory() ?? run.dir, 'uppsikt-mongo-'));
    const server = await startMongod({ binary: mongod.path, dir, onStep });
    return {
      mongoUrl: server.url,
      async stop() {
        await server.stop();
        rmSync(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    if (error instanceof MissingPartError) return { why: error.message };
    throw error;
  }
}
