import { accessSync, constants, statfsSync } from 'node:fs';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

/** A folder in memory where there is enough (a container often has 64 MB): a test's data waits for no disk there. */
export function folderInMemory(): string | null {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES ? MEMORY : null;
  } catch {
    return null;
  }
}
