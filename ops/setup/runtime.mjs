import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetupError } from './setup-error.mjs';

/** The code runs without a build step because this Node strips types by itself. */
const WANTED_MAJOR = 24;

/**
 * The path of a Node that can run the code: the one that came with the packages, else our own.
 * @param {string} project
 */
export function findRuntime(project) {
  const pinned = join(project, 'node_modules', '.bin', 'node');
  for (const path of [pinned, process.execPath]) {
    const major = Number(
      spawnSync(path, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).stdout,
    );
    if (major >= WANTED_MAJOR) return path;
  }
  const system = `${process.platform} ${process.arch}`;
  throw new SetupError(
    `Install Node ${WANTED_MAJOR} or later: for this system (${system}) it does not come with the packages.`,
  );
}
