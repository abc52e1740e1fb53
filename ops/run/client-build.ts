/** Builds the client when its sources are newer than the last build. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../services/cache.ts';

const SOURCES = ['client', 'core', 'package-lock.json'];

function* filesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) if (name !== 'dist') yield* filesOf(join(path, name));
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(join(PROJECT_DIR, source))) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

export async function buildClient(): Promise<void> {
  const stampFile = join(PROJECT_DIR, 'client', 'dist', '.stamp');
  const now = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return;
  const { build } = await import('vite');
  const { NODE_ENV: before } = process.env;
  await build({ configFile: join(PROJECT_DIR, 'client', 'vite.config.ts'), logLevel: 'error' });
  // Vite sets it to production, and the server and the worker inherit this environment.
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  writeFileSync(stampFile, now);
}
