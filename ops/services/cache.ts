import { constants } from 'node:fs';
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The environment as a plain map, so that tests can pass their own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of this checkout. */
export const PROJECT_DIR = resolve(import.meta.dirname, '..', '..');

const STALE_MS = 60 * 60 * 1000;

/**
 * The folder for what is fetched once and used by every checkout: `$XDG_CACHE_HOME/uppsikt`, else
 * `~/.cache/uppsikt`, else (no writable home) `.cache` in the project. It exists when this returns.
 */
export async function cacheDir(env: Environment, projectDir = PROJECT_DIR): Promise<string> {
  const base =
    env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)
      ? env.XDG_CACHE_HOME
      : join(env.HOME || homedir(), '.cache');
  const preferred = join(base, 'uppsikt');
  try {
    await mkdir(preferred, { recursive: true });
    await access(preferred, constants.W_OK | constants.X_OK);
    return preferred;
  } catch {
    const fallback = join(projectDir, '.cache');
    await mkdir(fallback, { recursive: true });
    return fallback;
  }
}

/** Removes the unfinished downloads that killed processes left behind. */
export async function sweepCache(cache: string): Promise<void> {
  for (const entry of await readdir(cache)) {
    if (!entry.startsWith('tmp-')) continue;
    const path = join(cache, entry);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}
