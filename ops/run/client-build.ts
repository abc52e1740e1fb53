/** Builds the client when its sources are not those of the last build. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_DIR } from '../services/cache.ts';
import { ServiceError } from '../services/errors.ts';
import { runCommand } from '../services/run-command.ts';

const SOURCES = ['client', 'core', 'package-lock.json'];
const LIMIT_MS = 10 * 60_000;
const SHOWN_LINES = 6;

function* filesOf(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) if (name !== 'dist') yield* filesOf(join(path, name));
}

/** Of the contents and of where they stand in the project: the same in every copy of the folder. */
export function fingerprintOf(projectDir: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesOf(join(projectDir, source)))
      hash
        .update(`${relative(projectDir, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  return hash.digest('hex');
}

/**
 * In a process of its own: what the build takes, some hundred megabytes, would stay with the process that keeps the
 * installation up.
 */
export async function buildClient(projectDir = PROJECT_DIR): Promise<void> {
  const stampFile = join(projectDir, 'client', 'dist', '.stamp');
  const now = fingerprintOf(projectDir);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return;
  const vite = join(projectDir, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(projectDir, 'client', 'vite.config.ts');
  const args = [vite, 'build', '--config', config, '--logLevel', 'error'];
  const { code, stderr } = await runCommand(process.execPath, args, { timeoutMs: LIMIT_MS, cwd: projectDir });
  if (code !== 0) {
    const said = stderr.trim().split('\n').slice(0, SHOWN_LINES).join('\n');
    throw new ServiceError(`The client could not be built: ${said}`);
  }
  writeFileSync(stampFile, now);
}
